// Takes over meters and where they hang, set-wise; all or nothing.
import type { Knex } from 'knex';
import type { Finding } from '#kit';
import type { MeterInput } from './metering.contract.ts';

const UNKNOWN = `
  select m.unit, (m.n - 1)::int as row from rows from (jsonb_to_recordset(?::jsonb) as (unit text)) with ordinality m(unit, n)
  where not exists (select from unit where building_id = ? and code = m.unit) order by 2 limit 200`;
const METERS = `
  insert into meter as old (building_id, service, serial, register, digits, decimals)
  select distinct on (m.service, m.serial, coalesce(m.register, 'total'))
    ?::bigint, m.service, m.serial, coalesce(m.register, 'total'), m.digits, coalesce(m.decimals, 0)
  from jsonb_to_recordset(?::jsonb) m(service text, serial text, register text, digits int, decimals int)
  on conflict (building_id, service, serial, register) do nothing returning 1`;
const MOUNTINGS = `
  insert into mounting (building_id, unit_id, meter_id, service, valid, reading_start, reading_end, multiplier)
  select unit.building_id, unit.id, meter.id, meter.service,
    daterange(m."from"::date, m."to"::date, '[]'), m."readingStart"::numeric, m."readingEnd"::numeric,
    coalesce(m.multiplier::numeric, 1)
  from jsonb_to_recordset(?::jsonb) m(unit text, service text, serial text, register text, "from" text, "to" text,
    "readingStart" text, "readingEnd" text, multiplier text)
  join unit on unit.building_id = ? and unit.code = m.unit
  join meter on meter.building_id = unit.building_id and meter.service = m.service and meter.serial = m.serial
    and meter.register = coalesce(m.register, 'total')
  returning 1`;

export async function importMeters(
  trx: Knex.Transaction,
  buildingId: number,
  meters: readonly MeterInput[],
): Promise<{ meters: number; mountings: number; findings: Finding[] }> {
  const json = JSON.stringify(meters);
  const unknown: { unit: string; row: number }[] = (await trx.raw(UNKNOWN, [json, buildingId])).rows;
  const findings = unknown.map(({ unit, row }) => ({
    code: 'metering.meter.unitUnknown',
    params: { unit },
    at: { row, field: 'unit' },
  }));
  if (findings.length > 0) return { meters: 0, mountings: 0, findings };
  const made = await trx.raw(METERS, [buildingId, json]);
  const hung = await trx.raw(MOUNTINGS, [json, buildingId]);
  return { meters: made.rows.length, mountings: hung.rows.length, findings };
}
