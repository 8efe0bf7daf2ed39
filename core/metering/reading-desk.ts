// The reading grid: lists a month's rows and saves a clerk's changes, with the audit row in the same transaction.
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { type Dial, type PastReading, placeOf } from './dial.ts';
import { loadDials, loadPast } from './dial-repository.ts';
import { groupNames } from './group-repository.ts';
import { historiesOf } from './history.ts';
import { inUnit, lockOf, whileNotPosting } from './in-unit.ts';
import type { ReadingChange, ReadingRow } from './metering.contract.ts';
import { readingRows, type UnitFacts } from './reading-rows.ts';
import { countPhotos } from './registry/photo-store.ts';
import { type Saved, saveReadings } from './save-readings.ts';
import { settingsOf, storedSettings } from './settings-store.ts';
import { unitFacts } from './unit-facts.ts';

export interface Desk {
  buildingId: number;
  period: string;
  service: string;
}

export async function listReadings(ctx: Ctx<Desk>): Promise<{ rows: ReadingRow[]; total: number }> {
  const rows = await rowsOf(ctx);
  return { rows, total: rows.length };
}

async function rowsOf(ctx: Ctx<Desk>, ids?: readonly number[]): Promise<ReadingRow[]> {
  const { buildingId, period, service } = ctx.params;
  const plugin = plugins.get(service);
  const [{ dials, past, groups, settings, photos }, units, isLocked] = await Promise.all([
    inScope(ctx, (trx) => loadGrid(trx, { buildingId, period, service, ids })),
    unitFacts(ctx, { buildingId, period, plugin }),
    lockOf(ctx, { buildingId, period }),
  ]);
  const places = new Map<string, UnitFacts>();
  // master meters first: what the others add up to
  for (const [groupId, { code, name }] of groups)
    places.set(placeOf({ unitId: null, groupId }), { ...NO_FACTS, code, payer: name });
  for (const [unitId, facts] of units) places.set(placeOf({ unitId, groupId: null }), facts);
  const rows = await readingRows(dials, {
    ...{ period, today: today(), plugin, places, isLocked },
    ...{
      photos,
      rules: settingsOf(plugin, settings).rules,
      histories: historiesOf(dials, past),
      past: Map.groupBy(past, ({ mountingId }) => mountingId),
    },
  });
  const order = new Map([...places.values()].map(({ code }, n) => [code, n]));
  return rows.sort((a, b) => order.get(a.unit)! - order.get(b.unit)! || a.previousOn.localeCompare(b.previousOn) || a.id - b.id);
}

type GridQuery = Parameters<typeof loadDials>[1];
const NO_FACTS = { floor: null, members: null, households: 1, quota: null, tariffId: null };

async function loadGrid(
  trx: Parameters<typeof loadDials>[0],
  query: GridQuery,
): Promise<{
  dials: Dial[];
  past: PastReading[];
  groups: Awaited<ReturnType<typeof groupNames>>;
  settings: Awaited<ReturnType<typeof storedSettings>>;
  photos: Map<number, number>;
}> {
  const dials = await loadDials(trx, query);
  const wanted = dials.flatMap(({ id, predecessorId }) => (predecessorId === null ? [id] : [id, predecessorId]));
  const groups = await groupNames(trx, query.buildingId);
  const settings = await storedSettings(trx, query.buildingId);
  const photos = await countPhotos(trx, query);
  return { dials, groups, settings, photos, past: await loadPast(trx, query.ids ? { ...query, ids: wanted } : query) };
}

export async function saveAndList(ctx: Ctx<Desk & { changes: ReadingChange[]; channel: string }>) {
  const { buildingId, period, changes, channel } = ctx.params;
  const user = userOf(ctx);
  const { findings } = await inUnit(ctx, async (trx, unit) => {
    await whileNotPosting(trx, ctx.params);
    const isLocked = await lockOf(ctx, { buildingId, period }, unit);
    const settings = settingsOf(plugins.get(ctx.params.service), await storedSettings(trx, buildingId));
    const saved = await saveReadings(trx, {
      ...{ buildingId, period, today: today(), user, changes, isLocked, pluginOf: plugins.get },
      ...{ estimatesMax: settings.estimatesMax, rulesOf: () => settings.rules, sourceOf: () => ({ kind: channel }) },
    });
    await auditSave(ctx, unit, saved, { by: channel });
    return saved;
  });
  const rows = await rowsOf(
    ctx,
    changes.map(({ id }) => id),
  );
  return { rows, findings: withSentences(ctx.meta.lang ?? 'vi', findings) };
}

export function userOf(ctx: Ctx): { id: number; name: string; mayAccept: boolean } {
  const { id, name, permissions } = ctx.meta.user!;
  return { id, name, mayAccept: permissions.includes('readings.accept') };
}

/** One audit row per save; every value it replaced, took away or accepted stands in it. */
export async function auditSave(
  ctx: Ctx<{ buildingId: number; period: string }>,
  unit: string,
  saved: Saved,
  how: Record<string, unknown>,
) {
  const { buildingId, period } = ctx.params;
  const { written, removed } = saved;
  if (written.length + removed.length === 0) return;
  const replaced = written.flatMap(({ dial, value, state, reason }) =>
    dial.current || state === 'accepted'
      ? [{ serial: dial.serial, service: dial.service, from: dial.current?.value ?? null, to: value, reason }]
      : [],
  );
  const gone = removed.map(({ serial, service, current }) => ({ serial, service, from: current!.value, to: null, reason: null }));
  const detail = { ...how, period, written: written.length, removed: removed.length, replaced: [...replaced, ...gone] };
  const entry = { buildingId, action: 'metering.saveReadings', subjectKind: 'period', subjectId: period, detail };
  await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
}
