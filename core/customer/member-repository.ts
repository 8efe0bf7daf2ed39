// Registered people of each unit: on the last day, and summed over the days. Unknown stays null (see the contract).
import type { Knex } from 'knex';
import type { MemberDaysRow } from './customer.contract.ts';

const MEMBER_DAYS = `
  with span as (select daterange(?::date, ?::date, '[]') as days, ?::date as last),
  -- materialized: a table not analysed yet looks empty, and the count would run again for every unit
  counted as materialized (
    select member.unit_id,
      count(*) filter (where member.valid @> span.last) as members,
      sum(coalesce(upper(member.valid * span.days) - lower(member.valid * span.days), 0)) as days
    from member cross join span where member.building_id = ? group by member.unit_id
  )
  select unit.id as "unitId",
    case when known then coalesce(counted.members, 0) end::int as members,
    case when known then coalesce(counted.days, 0) end::int as "memberDays"
  from unit cross join span left join counted on counted.unit_id = unit.id
  cross join lateral (select counted.unit_id is not null or unit.members_declared_on <= span.last as known) declared
  where unit.building_id = ?`;

export async function listMemberDays(
  trx: Knex.Transaction,
  buildingId: number,
  from: string,
  to: string,
): Promise<MemberDaysRow[]> {
  return (await trx.raw(MEMBER_DAYS, [from, to, to, buildingId, buildingId])).rows;
}
