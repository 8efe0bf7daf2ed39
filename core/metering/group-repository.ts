// Groups of units behind a master meter, and what a building does with their loss, as rows of the database.
import type { Knex } from 'knex';
import { firstDay, lastDay } from '#kit';
import type { GroupInput, LossPolicy, PolicyRow } from './loss.contract.ts';

export interface Group {
  id: number;
  service: string;
  code: string;
  name: string;
  policy: LossPolicy;
  /** Its units on the period's last day. */
  unitIds: number[];
  masterIds: number[];
}
interface Asked {
  buildingId: number;
  period: string;
  service?: string | undefined;
}

const GROUPS = `
  select g.id, g.service, g.code, g.name, coalesce(p.policy, 'absorb') as policy,
    coalesce(u.ids, '{}') as "unitIds", coalesce(m.ids, '{}') as "masterIds"
  from meter_group g
  left join lateral (select policy from loss_policy l where l.building_id = g.building_id and l.service = g.service
    and l.valid_from <= :on::date order by l.valid_from desc limit 1) p on true
  left join lateral (select array_agg(unit_id order by unit_id) as ids from meter_group_unit x
    where x.group_id = g.id and x.valid @> :on::date) u on true
  left join lateral (select array_agg(id order by id) as ids from mounting x where x.group_id = g.id) m on true
  where g.building_id = :buildingId and (:service::text is null or g.service = :service)
  order by g.service, g.code`;

export async function listGroups(trx: Knex.Transaction, { buildingId, period, service }: Asked): Promise<Group[]> {
  const { rows } = await trx.raw(GROUPS, { buildingId, on: lastDay(period), service: service ?? null });
  return rows;
}

/** Code and name by group: how a master's place is called. */
export async function groupNames(
  trx: Knex.Transaction,
  buildingId: number,
): Promise<Map<number, { code: string; name: string }>> {
  const rows: { id: number; code: string; name: string }[] = await trx('meter_group')
    .where({ building_id: buildingId })
    .select('id', 'code', 'name');
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

const UNKNOWN = `select code from unnest(:codes::text[]) c(code) where not exists
  (select from unit where building_id = :buildingId and unit.code = c.code) limit 50`;
// a unit that joins leaves the group it was in; who is no longer named leaves this one
const LEAVE = `
  with wanted as (select id from unit where building_id = :buildingId and (
    (:codes::text[] is null and exists (select from mounting m where m.unit_id = unit.id and m.service = :service and m.valid @> :from::date))
    or code = any (:codes::text[]))),
  gone as (select x.id, lower(x.valid) as since from meter_group_unit x where x.service = :service and x.building_id = :buildingId
    and (upper_inf(x.valid) or upper(x.valid) > :from::date)
    and ((x.group_id = :groupId and x.unit_id not in (select id from wanted)) or (x.group_id <> :groupId and x.unit_id in (select id from wanted)))),
  never as (delete from meter_group_unit x using gone where x.id = gone.id and gone.since >= :from::date)
  update meter_group_unit x set valid = daterange(lower(x.valid), :from::date) from gone where x.id = gone.id and gone.since < :from::date`;
const JOIN = `
  insert into meter_group_unit (building_id, group_id, service, unit_id, valid)
  select :buildingId, :groupId, :service, id, daterange(:from::date, null) from unit where building_id = :buildingId and (
    (:codes::text[] is null and exists (select from mounting m where m.unit_id = unit.id and m.service = :service and m.valid @> :from::date))
    or code = any (:codes::text[]))
  and not exists (select from meter_group_unit x where x.unit_id = unit.id and x.service = :service and x.valid @> :from::date)`;
const COUNT = `select count(*)::int as units from meter_group_unit where group_id = :groupId and valid @> :from::date`;

export async function saveGroup(
  trx: Knex.Transaction,
  { buildingId, service, code, name, units, from }: GroupInput & { buildingId: number },
): Promise<{ id: number; units: number; unknown: string[] }> {
  const codes = units === null ? null : [...new Set(units)];
  const unknown =
    codes === null ? [] : (await trx.raw(UNKNOWN, { buildingId, codes })).rows.map((row: { code: string }) => row.code);
  if (unknown.length > 0) return { id: 0, units: 0, unknown };
  const [{ id }] = await trx('meter_group')
    .insert({ building_id: buildingId, service, code, name })
    .onConflict(['building_id', 'service', 'code'])
    .merge(['name'])
    .returning('id');
  const asked = { buildingId, groupId: id, service, codes, from };
  await trx.raw(LEAVE, asked);
  await trx.raw(JOIN, asked);
  return { id, units: (await trx.raw(COUNT, { groupId: id, from })).rows[0].units, unknown: [] };
}

export async function listPolicies(trx: Knex.Transaction, buildingId: number): Promise<PolicyRow[]> {
  return trx('loss_policy as l')
    .leftJoin('app_user as u', 'u.id', 'l.recorded_by')
    .where({ building_id: buildingId })
    .orderBy(['service', { column: 'valid_from', order: 'desc' }])
    .select('service', 'policy', 'reason', { validFrom: 'valid_from' }, trx.raw(`coalesce(u.name, '') as by`));
}

/** false where the same month has one already. */
export async function insertPolicy(
  trx: Knex.Transaction,
  {
    buildingId,
    service,
    policy,
    period,
    reason,
    userId,
  }: { buildingId: number; service: string; policy: LossPolicy; period: string; reason: string; userId: number },
): Promise<boolean> {
  const made = await trx('loss_policy')
    .insert({ building_id: buildingId, service, policy, valid_from: firstDay(period), reason, recorded_by: userId })
    .onConflict(['building_id', 'service', 'valid_from'])
    .ignore()
    .returning('policy');
  return made.length === 1;
}
