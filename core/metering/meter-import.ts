// Takes over meters and where they hang, set-wise; all or nothing.
import type { Knex } from 'knex';
import type { Finding } from '#kit';
import type { MeterInput } from './metering.contract.ts';

const UNKNOWN = `
  select m.unit, (m.n - 1)::int as row from rows from (jsonb_to_recordset(?::jsonb) as (unit text)) with ordinality m(unit, n)
  where m.unit is not null and not exists (select from unit where building_id = ? and code = m.unit) order by 2 limit 200`;
const UNKNOWN_GROUP = `
  select m."group", (m.n - 1)::int as row from rows from (jsonb_to_recordset(?::jsonb) as ("group" text, service text)) with ordinality m("group", service, n)
  where m."group" is not null and not exists (select from meter_group g where g.building_id = ? and g.service = m.service and g.code = m."group")
  order by 2 limit 200`;
const METERS = `
  insert into meter as old (building_id, service, serial, register, digits, decimals)
  select distinct on (m.service, m.serial, coalesce(m.register, 'total'))
    ?::bigint, m.service, m.serial, coalesce(m.register, 'total'), m.digits, coalesce(m.decimals, 0)
  from jsonb_to_recordset(?::jsonb) m(service text, serial text, register text, digits int, decimals int)
  on conflict (building_id, service, serial, register) do nothing returning 1`;
const MOUNTINGS = `
  insert into mounting (building_id, unit_id, group_id, meter_id, service, valid, reading_start, reading_end, multiplier)
  select meter.building_id, unit.id, g.id, meter.id, meter.service,
    daterange(m."from"::date, m."to"::date, '[]'), m."readingStart"::numeric, m."readingEnd"::numeric,
    coalesce(m.multiplier::numeric, 1)
  from jsonb_to_recordset(?::jsonb) m(unit text, "group" text, service text, serial text, register text, "from" text, "to" text,
    "readingStart" text, "readingEnd" text, multiplier text)
  join meter on meter.building_id = ? and meter.service = m.service and meter.serial = m.serial
    and meter.register = coalesce(m.register, 'total')
  left join unit on unit.building_id = meter.building_id and unit.code = m.unit
  left join meter_group g on g.building_id = meter.building_id and g.service = m.service and g.code = m."group"
  returning 1`;

export async function importMeters(
  trx: Knex.Transaction,
  buildingId: number,
  meters: readonly MeterInput[],
): Promise<{ meters: number; mountings: number; findings: Finding[] }> {
  const json = JSON.stringify(meters);
  const unknown: { unit: string; row: number }[] = (await trx.raw(UNKNOWN, [json, buildingId])).rows;
  const findings: Finding[] = unknown.map(({ unit, row }) => ({
    code: 'metering.meter.unitUnknown',
    params: { unit },
    at: { row, field: 'unit' },
  }));
  const groups: { group: string; row: number }[] = (await trx.raw(UNKNOWN_GROUP, [json, buildingId])).rows;
  for (const { group, row } of groups)
    findings.push({ code: 'metering.meter.groupUnknown', params: { group }, at: { row, field: 'group' } });
  if (findings.length > 0) return { meters: 0, mountings: 0, findings };
  const made = await trx.raw(METERS, [buildingId, json]);
  const hung = await trx.raw(MOUNTINGS, [json, buildingId]);
  return { meters: made.rows.length, mountings: hung.rows.length, findings };
}
