// Meters from an uploaded sheet: read, checked, hung or only tried; problems come back at their cells.
import type { Finding } from '#kit';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { inUnit } from '#platform/in-unit';
import { plugins } from '#platform/plugins';
import { readCells } from '#platform/sheet/read-cells';
import type { MeterInput } from '../metering.contract.ts';
import type { MetersImported } from '../registry.contract.ts';
import { serviceFinder } from '../sheet/service-words.ts';
import { hangMeters } from './hang-meters.ts';
import { type MeterRowRead, parseMeters } from './parse-meters.ts';

const ROWS_MAX = 20_000;
const TRIED = Symbol('tried only');
const NONE = { meters: 0, created: 0, changed: 0, unchanged: 0 };

export const meterServices = (): ReadonlySet<string> =>
  new Set(plugins.list().flatMap(({ id, kind }) => (kind === 'meter' ? [id] : [])));

export async function importMeterSheet(
  ctx: Ctx<{ buildingId: number; dryRun: boolean }>,
  content: Uint8Array,
): Promise<MetersImported> {
  const { buildingId, dryRun } = ctx.params;
  const lang = ctx.meta.lang ?? 'vi';
  const { sheets, refused } = await readCells(content, ROWS_MAX);
  if (refused) return { ...NONE, findings: withSentences(lang, [refused]) };
  const { rows, findings } = parseMeters(sheets, today(), serviceFinder(plugins.list()));
  const done = await hangAndAudit(ctx, {
    buildingId,
    dryRun,
    from: 'sheet',
    meters: (groups) => rows.map((row) => meterOf(row, groups)),
  });
  const placed = done.findings.map((finding) => atCell(finding, rows));
  const all = [...findings, ...placed].sort((a, b) => (a.at?.row ?? 0) - (b.at?.row ?? 0));
  return { ...done, findings: withSentences(lang, all) };
}

interface Hanging {
  buildingId: number;
  dryRun: boolean;
  from: string;
  /** Given the codes of groups, by service: a sheet has one column for units and groups. */
  meters: (groups: ReadonlySet<string>) => MeterInput[];
}
export async function hangAndAudit(ctx: Ctx, { buildingId, dryRun, from, meters }: Hanging): Promise<MetersImported> {
  let done: MetersImported = { ...NONE, findings: [] };
  try {
    await inUnit(ctx, async (trx, unit) => {
      const groups: { service: string; code: string }[] = await trx('meter_group')
        .where({ building_id: buildingId })
        .select('service', 'code');
      const given = meters(new Set(groups.map(({ service, code }) => `${service} ${code}`)));
      done = await hangMeters(trx, { buildingId, meters: given, services: meterServices() });
      if (dryRun) throw TRIED;
      if (done.created + done.changed === 0) return;
      const { findings, ...counts } = done;
      const entry = {
        buildingId,
        action: 'metering.hangMeters',
        subjectKind: 'building',
        subjectId: buildingId,
        detail: { from, ...counts, refused: findings.length },
      };
      await call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });
    });
  } catch (error) {
    if (error !== TRIED) throw error; // a trial is undone by leaving its transaction
  }
  return done;
}

function meterOf({ values }: MeterRowRead, groups: ReadonlySet<string>): MeterInput {
  const { place, service, serial, digits, decimals, from, readingStart, ...more } = values;
  const hung = groups.has(`${service} ${place}`) ? { group: place! } : { unit: place! };
  return {
    ...more,
    ...hung,
    ...{ service: service!, serial: serial!, digits: Number(digits), from: from!, readingStart: readingStart! },
    ...(decimals === undefined ? {} : { decimals: Number(decimals) }),
  };
}

function atCell({ code, params, at }: Finding, rows: readonly MeterRowRead[]): Finding {
  const row = rows[at?.row ?? -1]!;
  const field = at?.field === 'unit' || at?.field === 'group' ? 'place' : (at?.field ?? 'serial');
  const column = row.letters[field] ?? row.letters.serial;
  const told = code === 'metering.meter.twice' ? { ...params, first: rows[Number(params.first) - 1]?.row ?? 0 } : params;
  return { code, params: told, at: { sheet: row.sheet, row: row.row, ...(column ? { column } : {}) } };
}
