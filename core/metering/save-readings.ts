// Saves a list of changes: what can be stored is, the rest comes back as findings. One transaction, a few statements.
import type { Knex } from 'knex';
import type { AnomalyRule, Finding, Plugin } from '#kit';
import type { Dial } from './dial.ts';
import { loadDials, loadPast, lockMountings } from './dial-repository.ts';
import { historiesOf } from './history.ts';
import { judgeReadings } from './judge-readings.ts';
import type { ReadingChange } from './metering.contract.ts';
import { type Plan, planChange } from './plan-change.ts';
import { type JudgedReading, removeReadings, writeReadings } from './reading-writer.ts';
import { rewriteReadings } from './rewrite-readings.ts';

export interface SaveTask {
  buildingId: number;
  period: string;
  today: string;
  user: { id: number; name: string; mayAccept: boolean };
  changes: readonly ReadingChange[];
  /** Says which readings may not change any more (closed or billed). */
  isLocked: (dial: Dial) => boolean;
  pluginOf: (service: string) => Plugin;
  /** The building's anomaly rules; without it the plugin's. */
  rulesOf?: (service: string) => readonly AnomalyRule[];
  /** Estimates in a row that are allowed; without it as many as one likes. */
  estimatesMax?: number;
  /** Says what would happen, and writes nothing. */
  dryRun?: boolean;
  /** Where each change comes from (`{kind: 'sheet', file, row}`), kept with the reading. */
  sourceOf?: (change: ReadingChange) => Record<string, unknown>;
}
export interface Saved {
  written: JudgedReading[];
  removed: Dial[];
  unchanged: number;
  findings: Finding[];
}

export async function saveReadings(trx: Knex.Transaction, task: SaveTask): Promise<Saved> {
  const { buildingId, period } = task;
  const changes = mergedById(task.changes);
  const ids = changes.map(({ id }) => id);
  await lockMountings(trx, buildingId, ids);
  const dials = new Map((await loadDials(trx, { buildingId, period, ids })).map((dial) => [dial.id, dial]));
  const forerunners = [...dials.values()].map(({ predecessorId }) => predecessorId).filter((id) => id !== null);
  const past = await loadPast(trx, { buildingId, period, ids: [...dials.keys(), ...forerunners] });
  const histories = historiesOf([...dials.values()], past);
  const pastOf = Map.groupBy(past, ({ mountingId }) => mountingId);
  const estimatesMax = task.estimatesMax ?? Number.POSITIVE_INFINITY;
  const findings: Finding[] = [];
  const plans = changes.map((change): { change: ReadingChange; plan: Plan } => {
    const dial = dials.get(change.id);
    if (!dial) return { change, plan: refusedUnknown(change, period) };
    if (change.accept && !task.user.mayAccept) return { change, plan: refusedAccept(dial) };
    return {
      change,
      plan: planChange(dial, change, {
        ...{ ...task, estimatesMax, locked: task.isLocked(dial) },
        ...{ history: histories.get(dial.id) ?? [], past: pastOf.get(dial.id) ?? [] },
      }),
    };
  });
  for (const { plan } of plans) {
    if (plan.kind === 'refused') findings.push(...plan.findings);
  }
  const writing = plans.flatMap(({ change, plan }) => (plan.kind === 'write' ? [{ change, reading: plan.reading }] : []));
  const judgements = new Map<number, Awaited<ReturnType<typeof judgeReadings>>[number]>();
  for (const [service, ofService] of Map.groupBy(writing, ({ reading }) => reading.dial.service)) {
    const judged = await judgeReadings(
      task.pluginOf(service),
      ofService.map(({ reading }) => reading),
      histories,
      task.rulesOf?.(service),
    );
    for (const [n, judgement] of judged.entries()) judgements.set(ofService[n]!.reading.dial.id, judgement);
  }
  const written = writing.map(({ change, reading }): JudgedReading => {
    const held = judgements.get(reading.dial.id)!.anomaly?.hold ?? false;
    const state = !held ? 'entered' : reading.accept ? 'accepted' : 'held';
    const source = { kind: 'grid', ...task.sourceOf?.(change), by: task.user.name };
    return { ...reading, state, reason: state === 'accepted' ? reading.accept!.reason : null, source };
  });
  const removed = plans.flatMap(({ plan }) => (plan.kind === 'remove' ? [plan.dial] : []));
  const saved = { written, removed, unchanged: plans.filter(({ plan }) => plan.kind === 'unchanged').length, findings };
  if (task.dryRun) return saved;
  await removeReadings(
    trx,
    period,
    removed.map(({ id }) => id),
  );
  const why = { buildingId, userId: task.user.id, kind: 'settled' as const, reason: period, document: null };
  await rewriteReadings(
    trx,
    why,
    written.flatMap(({ settles }) => settles),
  );
  await writeReadings(trx, { buildingId, period, userId: task.user.id }, written);
  return saved;
}

// A list may name a row twice (a value, then a note): that is one change of it.
function mergedById(changes: readonly ReadingChange[]): ReadingChange[] {
  const byId = new Map<number, ReadingChange>();
  for (const change of changes) byId.set(change.id, { ...byId.get(change.id), ...change });
  return [...byId.values()];
}

function refusedUnknown({ id }: ReadingChange, period: string): Plan {
  return {
    kind: 'refused',
    findings: [{ code: 'metering.reading.notDue', params: { period }, at: { row: id, field: 'value' } }],
  };
}

function refusedAccept({ id, serial }: Dial): Plan {
  return {
    kind: 'refused',
    findings: [{ code: 'metering.reading.acceptForbidden', params: { serial }, at: { row: id, field: 'state' } }],
  };
}
