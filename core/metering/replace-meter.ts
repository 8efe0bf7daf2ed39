// Takes a meter down with its closing reading and hangs another: both segments are added later, then priced once.
import type { Knex } from 'knex';
import { addDays, compare, daysBetween, decimalOf, type Finding, Refusal, roundTo } from '#kit';
import { checkReading } from './check-reading.ts';
import type { Dial, PastReading } from './dial.ts';
import { loadDials, loadPast, lockMountings } from './dial-repository.ts';
import { expectedOver, historiesOf } from './history.ts';
import type { MeterInput } from './metering.contract.ts';
import { writeReadings } from './reading-writer.ts';
import { refuseMeter } from './refuse-meter.ts';
import { rewriteReadings } from './rewrite-readings.ts';
import { settlementOf } from './settle-estimates.ts';

export interface Replacement {
  buildingId: number;
  period: string;
  today: string;
  user: { id: number; name: string };
  isLocked: (dial: Dial) => boolean;
  mountingId: number;
  on: string;
  readingEnd: string;
  reason: string;
  document?: string | undefined;
  faulty?: boolean | undefined;
  rollover?: boolean | undefined;
  next?: Pick<MeterInput, 'serial' | 'digits' | 'decimals' | 'multiplier' | 'readingStart' | 'verifiedOn' | 'verifiedUntil'>;
}

/** Answers the new mounting's id, null where nothing new was hung, or findings and no change at all. */
export async function replaceMeter(
  trx: Knex.Transaction,
  task: Replacement,
): Promise<{ mountingId: number | null; findings: Finding[] }> {
  const { buildingId, period, mountingId, on, readingEnd, next, user } = task;
  await lockMountings(trx, buildingId, [mountingId]);
  const [hanging] = await loadDials(trx, { buildingId, period, ids: [mountingId] });
  if (!hanging) throw new Refusal('metering.meter.notHanging', { period }, 404);
  const ids = hanging.predecessorId === null ? [hanging.id] : [hanging.id, hanging.predecessorId];
  const past = await loadPast(trx, { buildingId, period, ids });
  const own = past.filter((reading) => reading.mountingId === hanging.id);
  // the last real reading may lie below an estimate, like any other real one
  const settled = task.rollover ? null : settlementOf(hanging, readingEnd, on, own);
  const dial = settled?.dial ?? hanging;
  const declared = task.faulty ? meanOf(hanging, on, past) : null;
  const findings = [...problemsOf(dial, task), ...(await nextProblems(trx, dial, task))];
  if (findings.length === 0 && task.faulty && declared === null)
    findings.push({ code: 'metering.reading.noHistory', params: { serial: dial.serial }, at: { row: dial.id, field: 'faulty' } });
  if (findings.length > 0) return { mountingId: null, findings };
  await trx.raw(
    `update mounting set valid = daterange(lower(valid), ?::date), reading_end = ?::numeric, down_reason = ?, down_document = ?,
       down_by = ?, down_at = now() where id = ?`,
    [on, readingEnd, task.reason, task.document ?? null, user.id, mountingId],
  );
  const why = { buildingId, userId: user.id, kind: 'settled' as const, reason: period, document: null };
  await rewriteReadings(trx, why, settled?.rewritten ?? []);
  const closing = {
    ...{ dial, value: readingEnd, readOn: on, rollover: task.rollover ?? false, kind: 'closing' as const, declared },
    ...{ settles: [], note: task.reason, accept: null, state: 'entered' as const, reason: null },
    source: { kind: 'replacement', by: user.name },
  };
  await writeReadings(trx, { buildingId, period, userId: user.id }, [closing]);
  return { mountingId: next ? await hang(trx, dial, on, next).catch(refuseMeter) : null, findings };
}

function meanOf(dial: Dial, on: string, past: readonly PastReading[]): string | null {
  const history = historiesOf([dial], past).get(dial.id) ?? [];
  return expectedOver(history, Math.max(0, daysBetween(dial.previousOn, on)), dial.decimals);
}

/** A serial number that hung before keeps its dial. */
async function nextProblems(trx: Knex.Transaction, dial: Dial, { buildingId, next }: Replacement): Promise<Finding[]> {
  if (!next) return [];
  const where = { building_id: buildingId, service: dial.service, serial: next.serial, register: dial.register };
  const known: { digits: number; decimals: number } | undefined = await trx('meter').where(where).first('digits', 'decimals');
  const { serial, digits, decimals = dial.decimals, readingStart } = next;
  const told = (code: string, field: string, params: Finding['params']): Finding[] => [
    { code: `metering.meter.${code}`, params: { serial, ...params }, at: { row: dial.id, field } },
  ];
  if (known && (known.digits !== digits || known.decimals !== decimals)) return told('dialDiffers', 'digits', known);
  const start = decimalOf(readingStart);
  if (start < 0n || start >= decimalOf(10n ** BigInt(digits)) || roundTo(start, decimals) !== start)
    return told('dialValue', 'readingStart', { value: readingStart, digits, decimals });
  return [];
}

function problemsOf(dial: Dial, { period, today, on, readingEnd, isLocked, rollover = false }: Replacement): Finding[] {
  const { id, serial, current, laterPeriod, previousOn } = dial;
  const told = (code: string, params: Finding['params'], field: string): Finding => ({
    code,
    params: { serial, ...params },
    at: { row: id, field },
  });
  if (isLocked(dial)) return [told('metering.reading.locked', { period }, 'value')];
  if (laterPeriod) return [told('metering.reading.laterExists', { later: laterPeriod }, 'value')];
  if (current?.kind === 'closing') return [told('metering.reading.closing', {}, 'value')];
  // the month's own reading, if there is one, gives way to the closing one: it must not lie after it
  if (current && (current.readOn > on || compare(decimalOf(current.value), decimalOf(readingEnd)) > 0)) {
    return [told('metering.meter.readAfter', { value: current.value, readOn: current.readOn }, 'readingEnd')];
  }
  if (on < addDays(previousOn, 1)) return [told('metering.reading.beforePrevious', { readOn: on, previousOn }, 'on')];
  return checkReading({ value: readingEnd, readOn: on, rollover }, { ...dial, period, today }).map((finding) => ({
    ...finding,
    at: { row: id, field: finding.at?.field === 'readOn' ? 'on' : 'readingEnd' },
  }));
}

async function hang(trx: Knex.Transaction, dial: Dial, on: string, next: NonNullable<Replacement['next']>): Promise<number> {
  const { serial, digits, decimals = dial.decimals, multiplier = dial.multiplier, readingStart } = next;
  const made = await trx.raw(
    `with old as (select building_id, unit_id, group_id, service from mounting where id = :id),
     fresh as (insert into meter (building_id, service, serial, register, digits, decimals, verified_on, verified_until)
       select building_id, service, :serial, :register, :digits, :decimals, :verifiedOn::date, :verifiedUntil::date from old
       on conflict (building_id, service, serial, register) do nothing returning id),
     meter_id as (select id from fresh union all select meter.id from meter join old using (building_id, service)
       where serial = :serial and register = :register limit 1)
     insert into mounting (building_id, unit_id, group_id, meter_id, service, valid, reading_start, multiplier)
     select old.building_id, old.unit_id, old.group_id, meter_id.id, old.service, daterange(:on::date, null), :readingStart::numeric, :multiplier::numeric from old, meter_id
     returning id`,
    {
      ...{ id: dial.id, serial, register: dial.register, digits, decimals, multiplier, on, readingStart },
      ...{ verifiedOn: next.verifiedOn ?? null, verifiedUntil: next.verifiedUntil ?? null },
    },
  );
  return made.rows[0].id;
}
