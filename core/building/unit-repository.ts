// Units, floors and blocks of one building. Set-wise: a building is taken over in a few statements whatever its size.
import type { Knex } from 'knex';
import type { UnitInput, UnitRow } from './building.contract.ts';

const LIST = `
  select unit.id, unit.code, unit.kind, unit.tariff_class as "tariffClass", trim_scale(unit.area_m2)::text as "areaM2", unit.households,
    unit.members_declared_on as "membersDeclaredOn", unit.archived_on as "archivedOn",
    floor.id as "floorId", floor.code as floor, floor.ordinal as "floorOrdinal", block.code as block
  from unit left join floor on floor.id = unit.floor_id left join block on block.id = floor.block_id
  where unit.building_id = ? and (unit.archived_on is null or unit.archived_on > ?)
  order by block.code nulls first, floor.ordinal nulls first, unit.code`;

export async function listUnits(trx: Knex.Transaction, buildingId: number, on: string): Promise<UnitRow[]> {
  return (await trx.raw(LIST, [buildingId, on])).rows;
}

const BLOCKS = `
  insert into block (building_id, code, name)
  select distinct ?::bigint, u.block, u.block from jsonb_to_recordset(?::jsonb) u(block text) where u.block is not null
  on conflict (building_id, code) do nothing`;
const FLOORS = `
  insert into floor (building_id, block_id, code, ordinal)
  select distinct on (block.id, u.floor) ?::bigint, block.id, u.floor, coalesce(u."floorOrdinal", substring(u.floor from '\\d{1,6}')::int, 0)
  from jsonb_to_recordset(?::jsonb) u(block text, floor text, "floorOrdinal" int)
  left join block on block.building_id = ?::bigint and block.code = u.block
  where u.floor is not null order by block.id, u.floor
  on conflict (building_id, block_id, code) do nothing`;
// what the list leaves out stays as it is in a unit that exists
const UNITS = `
  insert into unit as old (building_id, floor_id, code, kind, tariff_class, area_m2, households, members_declared_on)
  select ?::bigint, floor.id, u.code, coalesce(u.kind, was.kind, 'apartment'), coalesce(u."tariffClass", was.tariff_class, 'residential'),
    coalesce(u."areaM2"::numeric, was.area_m2), coalesce(u.households, was.households, 1),
    coalesce(u."membersDeclaredOn"::date, was.members_declared_on)
  from jsonb_to_recordset(?::jsonb) u(code text, block text, floor text, kind text, "tariffClass" text, "areaM2" text, households int,
    "membersDeclaredOn" text)
  left join unit was on was.building_id = ?::bigint and was.code = u.code
  left join block on block.building_id = ?::bigint and block.code = u.block
  left join floor on floor.building_id = ?::bigint and floor.code = u.floor and floor.block_id is not distinct from block.id
  on conflict (building_id, code) do update set floor_id = coalesce(excluded.floor_id, old.floor_id), kind = excluded.kind,
    tariff_class = excluded.tariff_class, area_m2 = excluded.area_m2, households = excluded.households,
    members_declared_on = excluded.members_declared_on, archived_on = null
  returning xmax = 0 as created`;

export async function upsertUnits(
  trx: Knex.Transaction,
  buildingId: number,
  units: UnitInput[],
): Promise<{ created: number; changed: number }> {
  const json = JSON.stringify(units);
  await trx.raw(BLOCKS, [buildingId, json]);
  await trx.raw(FLOORS, [buildingId, json, buildingId]);
  const { rows } = await trx.raw(UNITS, [buildingId, json, buildingId, buildingId, buildingId]);
  const created = rows.filter((row: { created: boolean }) => row.created).length;
  return { created, changed: rows.length - created };
}
