// What a run prices a month's meters by: no more of each reading than a bill needs, many units at a time.
import type { Knex } from 'knex';
import { addMonths, firstDay } from '#kit';
import { copiedColumns, copyOut } from '#platform/copy-out';
import type { CurrentReading, Dial } from './dial.ts';

/** A dial as far as a bill is concerned; `previousOn` is the day a month without a reading continues from. */
export interface BilledDial
  extends Pick<Dial, 'id' | 'unitId' | 'service' | 'serial' | 'register' | 'digits' | 'multiplier' | 'previousOn'> {
  current: Pick<
    CurrentReading,
    'previous' | 'previousOn' | 'value' | 'readOn' | 'rollover' | 'kind' | 'state' | 'declared'
  > | null;
}

// Which meters belong to the month: the same answer as DIALS (dial-repository.ts), but what an unread meter stands on is looked up
// for unread meters only. They are few, and the lookups cost more than all the rest.
const BILLED = `
  select m.unit_id, m.id, m.service, meter.serial, meter.register, meter.digits, m.multiplier,
    case when r.id is not null then r.previous_on else coalesce((select read_on from reading before
      where before.mounting_id = m.id and before.period < :first::date order by before.period desc limit 1), lower(m.valid)) end,
    r.previous, r.value, r.read_on, r.rollover, r.kind, r.state, coalesce(r.declared::text, '')
  from mounting m
  join meter on meter.id = m.meter_id
  left join reading r on r.mounting_id = m.id and r.period = :first::date
  where m.building_id = :buildingId and m.unit_id = any (:units::bigint[])
    and (r.id is not null or (m.valid && daterange(:first::date, :next::date)
      and not exists (select from reading before where before.mounting_id = m.id and before.period < :first::date and before.kind = 'closing')
      and not exists (select from reading done where done.period = :first::date and done.kind <> 'closing' and done.read_on <= lower(m.valid)
        and done.mounting_id = (select f.id from mounting f join meter d on d.id = f.meter_id
          where f.unit_id = m.unit_id and f.service = m.service and d.register = meter.register and upper(f.valid) = lower(m.valid)
          order by f.id limit 1))))`;

interface BilledQuery {
  buildingId: number;
  period: string;
  /** Only what hangs in these. */
  units: readonly number[];
}

/** Lines by unit, for `billedDials`: a month of a large building is kept as text until a unit's turn comes. */
export async function readBilledDials(
  trx: Knex.Transaction,
  { buildingId, period, units }: BilledQuery,
): Promise<Map<number, string[]>> {
  const lines = await copyOut(trx, BILLED, {
    buildingId,
    first: firstDay(period),
    next: firstDay(addMonths(period, 1)),
    units: `{${units.join(',')}}`,
  });
  const byUnit = new Map<number, string[]>();
  for (const line of lines) {
    const unitId = Number.parseInt(line, 10);
    const same = byUnit.get(unitId);
    if (same) same.push(line);
    else byUnit.set(unitId, [line]);
  }
  return byUnit;
}

/** One unit's dials in the order they were hung. */
export const billedDials = (lines: readonly string[]): BilledDial[] => lines.map(dialOf).sort((a, b) => a.id - b.id);

function dialOf(line: string): BilledDial {
  const row = copiedColumns(line) as string[];
  const previousOn = row[7]!;
  const rollover = row[11] === 't';
  const [kind, state] = [row[12], row[13]] as [CurrentReading['kind'], CurrentReading['state']];
  const declared = row[14] ? trimmed(row[14]) : null;
  return {
    unitId: Number(row[0]),
    id: Number(row[1]),
    service: row[2]!,
    serial: row[3]!,
    register: row[4]!,
    digits: Number(row[5]),
    multiplier: trimmed(row[6]!),
    previousOn,
    current:
      row[9] === null
        ? null
        : { previous: trimmed(row[8]!), previousOn, value: trimmed(row[9]!), readOn: row[10]!, rollover, kind, state, declared },
  };
}

/** numeric(18, 6) without the zeros behind: `1000.000000` → `1000`. */
const trimmed = (text: string): string => (text.endsWith('.000000') ? text.slice(0, -7) : text.replace(/\.?0+$/, ''));
