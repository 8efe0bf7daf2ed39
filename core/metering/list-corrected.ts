// Months whose readings were put right, with what they come to now: one statement, however many.
import type { Knex } from 'knex';
import { add, addMonths, decimalOf, firstDay, textOf } from '#kit';
import { consumptionOf } from './consumption.ts';
import type { CorrectedMonth } from './correction.contract.ts';
import type { Evidence } from './metering.contract.ts';

const BACK_MONTHS = 36;
const CORRECTED = `
  with touched as (
    select distinct unit_id, service, period from reading_correction
    where building_id = :buildingId and unit_id is not null and period >= :from::date and period < :before::date)
  select r.unit_id as "unitId", r.service, to_char(r.period, 'YYYY-MM') as period, meter.serial, meter.register, meter.digits,
    trim_scale(mounting.multiplier)::text as multiplier, trim_scale(r.previous)::text as previous, r.previous_on as "previousOn",
    trim_scale(r.value)::text as value, r.read_on as "readOn", r.rollover, r.kind, trim_scale(r.declared)::text as declared
  from touched join reading r using (unit_id, service, period)
  join mounting on mounting.id = r.mounting_id join meter on meter.id = mounting.meter_id
  order by r.unit_id, r.service, r.period, r.previous_on, r.mounting_id`;
const CHANGES = `
  select c.unit_id as "unitId", c.service, to_char(c.period, 'YYYY-MM') as period, meter.serial, c.kind,
    coalesce(c.was->>'multiplier', c.was->>'declared', c.was->>'value') as was,
    coalesce(c.became->>'multiplier', c.became->>'declared', c.became->>'value') as became,
    c.reason, coalesce(u.name, '') as by, c.recorded_at as at
  from reading_correction c join mounting on mounting.id = c.mounting_id join meter on meter.id = mounting.meter_id
  left join app_user u on u.id = c.recorded_by
  where c.building_id = :buildingId and c.unit_id is not null and c.period >= :from::date and c.period < :before::date
  order by c.id desc`;

type ReadingOf = Omit<Evidence, 'consumption'> & {
  unitId: number;
  service: string;
  period: string;
  digits: number;
  declared: string | null;
};
type ChangeOf = CorrectedMonth['changes'][number] & { unitId: number; service: string; period: string };
const keyOf = ({ unitId, service, period }: { unitId: number; service: string; period: string }): string =>
  `${unitId} ${service} ${period}`;

export async function listCorrected(
  trx: Knex.Transaction,
  { buildingId, period }: { buildingId: number; period: string },
): Promise<CorrectedMonth[]> {
  const asked = { buildingId, from: firstDay(addMonths(period, -BACK_MONTHS)), before: firstDay(period) };
  const readings: ReadingOf[] = (await trx.raw(CORRECTED, asked)).rows;
  if (readings.length === 0) return [];
  const changes = Map.groupBy((await trx.raw(CHANGES, asked)).rows as ChangeOf[], keyOf);
  return [...Map.groupBy(readings, keyOf)].map(([key, rows]) => {
    const { unitId, service, period: month } = rows[0]!;
    const registers: Record<string, string> = {};
    const evidence = rows.map(({ unitId: _u, service: _s, period: _p, digits, declared, ...row }): Evidence => {
      const consumption = consumptionOf({ digits, multiplier: row.multiplier }, { ...row, declared });
      registers[row.register] = textOf(add(decimalOf(registers[row.register] ?? '0'), consumption));
      return { ...row, consumption: textOf(consumption) };
    });
    const told = (changes.get(key) ?? []).map(({ unitId: _u, service: _s, period: _p, ...change }) => change);
    return { unitId, service, period: month, registers, readings: evidence, changes: told };
  });
}
