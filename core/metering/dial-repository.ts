// What a period's readings stand on: the meters that must be read, and the readings of the periods before.
import type { Knex } from 'knex';
import { addMonths, firstDay, previousPeriod } from '#kit';
import type { CurrentReading, Dial, PastReading } from './dial.ts';

export interface DialQuery {
  buildingId: number;
  period: string;
  service?: string;
  /** Only these mountings. */
  ids?: readonly number[];
  /** Only what hangs in these units: a run reads a large building in windows. */
  units?: readonly number[];
}

// A meter is to be read in a month it hangs in, unless it was closed before, or was hung in after its forerunner had been read
// that month: then it is read from the next month on.
const DIALS = `
  select mounting.id, mounting.unit_id as "unitId", mounting.group_id as "groupId", mounting.meter_id as "meterId", mounting.service, meter.serial, meter.register, meter.digits, meter.decimals,
    trim_scale(mounting.multiplier)::text as multiplier, forerunner.id as "predecessorId",
    trim_scale(coalesce(before.value, mounting.reading_start))::text as previous,
    coalesce(before.read_on, lower(mounting.valid)) as "previousOn",
    trim_scale(mounting.reading_end)::text as "readingEnd",
    to_char(later.period, 'YYYY-MM') as "laterPeriod",
    trim_scale(r.value)::text as value, r.read_on as "readOn", trim_scale(r.previous)::text as "ownPrevious",
    r.previous_on as "ownPreviousOn", r.rollover, r.kind, trim_scale(r.declared)::text as declared, r.state, r.reason, r.note, r.revision, r.source->>'by' as by, r.source->>'kind' as channel
  from mounting
  join meter on meter.id = mounting.meter_id
  left join reading r on r.mounting_id = mounting.id and r.period = :first::date
  left join lateral (select value, read_on, kind from reading
    where mounting_id = mounting.id and period < :first::date order by period desc limit 1) before on true
  left join lateral (select period from reading
    where mounting_id = mounting.id and period > :first::date order by period limit 1) later on true
  left join lateral (select m.id, m.valid from mounting m join meter d on d.id = m.meter_id
    where m.unit_id = mounting.unit_id and m.service = mounting.service and d.register = meter.register
      and upper(m.valid) = lower(mounting.valid)
    union all select m.id, m.valid from mounting m join meter d on d.id = m.meter_id
    where m.group_id = mounting.group_id and d.register = meter.register and upper(m.valid) = lower(mounting.valid)
    order by id limit 1) forerunner on true
  where mounting.building_id = :buildingId
    and (:service::text is null or mounting.service = :service)
    and (:ids::bigint[] is null or mounting.id = any (:ids::bigint[]))
    and (:units::bigint[] is null or mounting.unit_id = any (:units::bigint[]))
    and (r.id is not null or (
      mounting.valid && daterange(:first::date, :next::date) and before.kind is distinct from 'closing'
      and not exists (select from reading done where done.mounting_id = forerunner.id and done.period = :first::date
        and done.kind <> 'closing' and done.read_on <= lower(mounting.valid))))
  order by mounting.id`;

export async function loadDials(trx: Knex.Transaction, { buildingId, period, service, ids, units }: DialQuery): Promise<Dial[]> {
  const { rows } = await trx.raw(DIALS, {
    buildingId,
    first: firstDay(period),
    next: firstDay(addMonths(period, 1)),
    service: service ?? null,
    ids: ids ? `{${ids.join(',')}}` : null,
    units: units ? `{${units.join(',')}}` : null,
  });
  return rows.map(dialOf);
}

/** Takes the mountings for this transaction, in one order, so that two clerks saving the same rows wait for one another. */
export async function lockMountings(trx: Knex.Transaction, buildingId: number, ids: readonly number[]): Promise<void> {
  await trx.raw('select id from mounting where building_id = ? and id = any (?::bigint[]) order by id for no key update', [
    buildingId,
    `{${ids.join(',')}}`,
  ]);
}

const PAST = `
  select r.mounting_id as "mountingId", to_char(r.period, 'YYYY-MM') as period, trim_scale(r.previous)::text as previous,
    r.previous_on as "previousOn", trim_scale(r.value)::text as value, r.read_on as "readOn", r.rollover, r.kind,
    trim_scale(r.declared)::text as declared, meter.digits, trim_scale(mounting.multiplier)::text as multiplier
  from reading r join mounting on mounting.id = r.mounting_id join meter on meter.id = mounting.meter_id
  where r.building_id = :buildingId and r.period >= :from::date and r.period <= :to::date
    and (:service::text is null or r.service = :service)
    and (:ids::bigint[] is null or r.mounting_id = any (:ids::bigint[]))
  order by r.period`;
export const HISTORY_PERIODS = 6;

/** The readings of the six periods before, of whatever hung there. */
export async function loadPast(trx: Knex.Transaction, { buildingId, period, service, ids }: DialQuery): Promise<PastReading[]> {
  const { rows } = await trx.raw(PAST, {
    buildingId,
    from: firstDay(addMonths(period, -HISTORY_PERIODS)),
    to: firstDay(previousPeriod(period)),
    service: service ?? null,
    ids: ids ? `{${ids.join(',')}}` : null,
  });
  return rows;
}

type Row = Omit<Dial, 'current'> & {
  [K in keyof Omit<CurrentReading, 'previous' | 'previousOn'>]: CurrentReading[K] | null;
} & { ownPrevious: string; ownPreviousOn: string };

function dialOf(row: Row): Dial {
  const {
    value,
    readOn,
    ownPrevious,
    ownPreviousOn,
    rollover,
    kind,
    declared,
    state,
    reason,
    note,
    revision,
    by,
    channel,
    ...dial
  } = row;
  if (value === null) return { ...dial, current: null };
  const current = {
    value,
    readOn,
    previous: ownPrevious,
    previousOn: ownPreviousOn,
    rollover,
    kind,
    declared,
    state,
    reason,
    note,
    revision,
    by,
    channel,
  };
  return { ...dial, current: current as CurrentReading };
}
