// Takes a meter down with its closing reading and hangs another: both segments are added later, then priced once.
import type { Knex } from 'knex';
import { addDays, compare, decimalOf, type Finding, Refusal } from '#kit';
import { checkReading } from './check-reading.ts';
import type { Dial } from './dial.ts';
import { loadDials, lockMountings } from './dial-repository.ts';
import type { MeterInput } from './metering.contract.ts';
import { writeReadings } from './reading-writer.ts';
import { refuseMeter } from './refuse-meter.ts';

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
  next?: Pick<MeterInput, 'serial' | 'digits' | 'decimals' | 'multiplier' | 'readingStart'>;
}

/** Answers the new mounting's id, null where nothing new was hung, or findings and no change at all. */
export async function replaceMeter(
  trx: Knex.Transaction,
  task: Replacement,
): Promise<{ mountingId: number | null; findings: Finding[] }> {
  const { buildingId, period, mountingId, on, readingEnd, next } = task;
  await lockMountings(trx, buildingId, [mountingId]);
  const [dial] = await loadDials(trx, { buildingId, period, ids: [mountingId] });
  if (!dial) throw new Refusal('metering.meter.notHanging', { period }, 404);
  const findings = problemsOf(dial, task);
  if (findings.length > 0) return { mountingId: null, findings };
  await trx.raw('update mounting set valid = daterange(lower(valid), ?::date), reading_end = ?::numeric where id = ?', [
    on,
    readingEnd,
    mountingId,
  ]);
  const closing = {
    dial,
    value: readingEnd,
    readOn: on,
    rollover: false,
    kind: 'closing' as const,
    declared: null,
    settles: [],
    note: task.reason,
    accept: null,
  };
  const source = { kind: 'replacement', by: task.user.name };
  await writeReadings(trx, { buildingId, period, userId: task.user.id }, [
    { ...closing, state: 'entered', reason: null, source },
  ]);
  return { mountingId: next ? await hang(trx, dial, on, next).catch(refuseMeter) : null, findings };
}

function problemsOf(dial: Dial, { period, today, on, readingEnd, isLocked }: Replacement): Finding[] {
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
  return checkReading({ value: readingEnd, readOn: on, rollover: false }, { ...dial, period, today }).map((finding) => ({
    ...finding,
    at: { row: id, field: finding.at?.field === 'readOn' ? 'on' : 'readingEnd' },
  }));
}

async function hang(trx: Knex.Transaction, dial: Dial, on: string, next: NonNullable<Replacement['next']>): Promise<number> {
  const { serial, digits, decimals = dial.decimals, multiplier = dial.multiplier, readingStart } = next;
  const made = await trx.raw(
    `with old as (select building_id, unit_id, service from mounting where id = :id),
     fresh as (insert into meter (building_id, service, serial, register, digits, decimals)
       select building_id, service, :serial, :register, :digits, :decimals from old
       on conflict (building_id, service, serial, register) do nothing returning id),
     meter_id as (select id from fresh union all select meter.id from meter join old using (building_id, service)
       where serial = :serial and register = :register limit 1)
     insert into mounting (building_id, unit_id, meter_id, service, valid, reading_start, multiplier)
     select old.building_id, old.unit_id, meter_id.id, old.service, daterange(:on::date, null), :readingStart::numeric, :multiplier::numeric from old, meter_id
     returning id`,
    { id: dial.id, serial, register: dial.register, digits, decimals, multiplier, on, readingStart },
  );
  return made.rows[0].id;
}
