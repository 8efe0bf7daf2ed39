// A reading that is billed, or that later ones continue from, is put right: by the right value, by the mean of a faulty meter, or by
// the right multiplier. What its month was charged stays; the next run posts the difference.
import type { Knex } from 'knex';
import { compare, daysBetween, decimalOf, type Finding, firstDay, Refusal } from '#kit';
import { checkReading } from './check-reading.ts';
import type { Dial } from './dial.ts';
import { loadDials, loadPast, lockMountings } from './dial-repository.ts';
import { expectedOver, historiesOf } from './history.ts';
import { turnsHalfTheDial } from './judge-readings.ts';
import { keepCorrections, type ReadingFace, type Rewritten, rewriteReadings } from './rewrite-readings.ts';

export interface Correction {
  buildingId: number;
  period: string;
  today: string;
  user: { id: number };
  mountingId: number;
  /** One of the three. */
  value?: string | undefined;
  faulty?: boolean | undefined;
  multiplier?: string | undefined;
  rollover?: boolean | undefined;
  reason: string;
  document?: string | undefined;
  isLocked: (dial: Dial) => boolean;
}
export interface Corrected {
  /** Months whose consumption is another one now. */
  periods: string[];
  findings: Finding[];
}

export async function correctReading(trx: Knex.Transaction, task: Correction): Promise<Corrected> {
  const { buildingId, period, mountingId } = task;
  await lockMountings(trx, buildingId, [mountingId]);
  const [dial] = await loadDials(trx, { buildingId, period, ids: [mountingId] });
  if (!dial?.current) throw new Refusal('metering.correction.noReading', { period }, 404);
  const at = { row: dial.id, field: 'value' };
  if (!task.isLocked(dial) && !dial.laterPeriod)
    return { periods: [], findings: [{ code: 'metering.correction.notNeeded', params: { serial: dial.serial, period }, at }] };
  if (task.multiplier !== undefined) return correctMultiplier(trx, dial, task, task.multiplier);
  const why = {
    buildingId,
    userId: task.user.id,
    kind: task.faulty ? ('faulty' as const) : ('wrong' as const),
    reason: task.reason,
    document: task.document ?? null,
  };
  const was = faceOf(dial.current);
  const became = task.faulty ? await faultyFace(trx, dial, task) : valueFace(dial, task);
  if (became === null)
    return { periods: [], findings: [{ code: 'metering.reading.noHistory', params: { serial: dial.serial }, at }] };
  if (sameFace(was, became))
    return { periods: [], findings: [{ code: 'metering.correction.same', params: { serial: dial.serial }, at }] };
  const next = await nextOf(trx, mountingId, period);
  const findings = problemsOf(dial, became, next, task);
  if (findings.length > 0) return { periods: [], findings };
  const of = { mountingId, unitId: dial.unitId, service: dial.service };
  const rewritten: Rewritten[] = [{ ...of, period, was, became }];
  const moved = compare(decimalOf(was.value), decimalOf(became.value)) !== 0;
  if (next && moved) {
    const rollover = next.rollover && compare(decimalOf(next.value), decimalOf(became.value)) < 0;
    rewritten.push({ ...of, period: next.period, was: next, became: { ...next, previous: became.value, rollover } });
  }
  if (dial.current.kind === 'closing') await trx('mounting').where({ id: mountingId }).update({ reading_end: became.value });
  await rewriteReadings(trx, why, rewritten);
  return { periods: rewritten.map((row) => row.period), findings: [] };
}

const faceOf = ({ previous, value, rollover, kind, declared }: ReadingFace): ReadingFace => ({
  previous,
  value,
  rollover,
  kind,
  declared,
});
const sameFace = (a: ReadingFace, b: ReadingFace): boolean =>
  compare(decimalOf(a.value), decimalOf(b.value)) === 0 &&
  a.rollover === b.rollover &&
  a.declared === b.declared &&
  a.kind === b.kind;

function valueFace(dial: Dial, { value, rollover = false }: Correction): ReadingFace {
  const { previous, value: old, kind } = dial.current!;
  return { previous, value: value ?? old, rollover, kind: kind === 'closing' ? kind : 'actual', declared: null };
}

/** The dial stays as it was read; the month is charged the mean of the three good ones before, over its days. */
async function faultyFace(trx: Knex.Transaction, dial: Dial, { buildingId, period }: Correction): Promise<ReadingFace | null> {
  const { previous, value, rollover, previousOn, readOn } = dial.current!;
  const ids = dial.predecessorId === null ? [dial.id] : [dial.id, dial.predecessorId];
  const history = historiesOf([dial], await loadPast(trx, { buildingId, period, ids })).get(dial.id) ?? [];
  const declared = expectedOver(history, daysBetween(previousOn, readOn), dial.decimals);
  const kind = dial.current!.kind === 'closing' ? 'closing' : 'faulty';
  return declared === null ? null : { previous, value, rollover, kind, declared };
}

interface Next extends ReadingFace {
  period: string;
  readOn: string;
}
async function nextOf(trx: Knex.Transaction, mountingId: number, period: string): Promise<Next | null> {
  const { rows } = await trx.raw(
    `select to_char(period, 'YYYY-MM') as period, read_on as "readOn", trim_scale(previous)::text as previous,
       trim_scale(value)::text as value, rollover, kind, trim_scale(declared)::text as declared
     from reading where mounting_id = ? and period > ? order by period limit 1`,
    [mountingId, firstDay(period)],
  );
  return rows[0] ?? null;
}

function problemsOf(dial: Dial, became: ReadingFace, next: Next | null, { period, today }: Correction): Finding[] {
  const { id, serial, digits, decimals, current } = dial;
  const against = { period, today, serial, previous: became.previous, previousOn: current!.previousOn, digits, decimals };
  const own = checkReading({ value: became.value, readOn: current!.readOn, rollover: became.rollover }, against);
  const found = own.map((finding) => ({ ...finding, at: { row: id, ...finding.at } }));
  if (found.length > 0) return found;
  const turned = { dial: { ...dial, previous: became.previous }, value: became.value, rollover: became.rollover };
  if (became.declared === null && turnsHalfTheDial(turned))
    return [
      { code: 'metering.correction.implausible', params: { serial, value: became.value }, at: { row: id, field: 'value' } },
    ];
  if (next === null || next.rollover) return found;
  if (compare(decimalOf(next.value), decimalOf(became.value)) >= 0) return [];
  const params = { serial, value: became.value, later: next.period, next: next.value };
  return [{ code: 'metering.correction.aboveNext', params, at: { row: id, field: 'value' } }];
}

// The factor was wrong as long as the meter hangs there: every month read on this mounting is another consumption.
async function correctMultiplier(trx: Knex.Transaction, dial: Dial, task: Correction, multiplier: string): Promise<Corrected> {
  const { buildingId, mountingId, user, reason, document = null } = task;
  if (compare(decimalOf(multiplier), decimalOf(dial.multiplier)) === 0) {
    const at = { row: dial.id, field: 'multiplier' };
    return { periods: [], findings: [{ code: 'metering.correction.same', params: { serial: dial.serial }, at }] };
  }
  const { rows } = await trx.raw(
    `select to_char(period, 'YYYY-MM') as period from reading where mounting_id = ? and kind <> 'faulty' order by period`,
    [mountingId],
  );
  await trx('mounting').where({ id: mountingId }).update({ multiplier });
  const of = { mountingId, unitId: dial.unitId, service: dial.service };
  const [was, became] = [{ multiplier: dial.multiplier }, { multiplier }];
  const periods: string[] = rows.map(({ period }: { period: string }) => period);
  const why = { buildingId, userId: user.id, kind: 'multiplier' as const, reason, document };
  await keepCorrections(
    trx,
    why,
    periods.map((period) => ({ ...of, period, was, became })),
  );
  return { periods, findings: [] };
}
