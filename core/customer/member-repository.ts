// Registered people of each unit: on the last day, and summed over the days. Unknown stays null (see the contract).
import type { Knex } from 'knex';
import type { MemberDaysRow } from './customer.contract.ts';

/** Days of a person that count: all he is registered, or those his document holds. */
const ALL = 'member.valid';
const PROVEN = `case when member.document_ref is null then 'empty'::daterange else member.valid * daterange(null, member.document_until, '[]') end`;
const memberDays = (counting: string): string => `
  with span as (select daterange(?::date, ?::date, '[]') as days, ?::date as last),
  -- materialized: a table not analysed yet looks empty, and the count would run again for every unit
  counted as materialized (
    select member.unit_id,
      count(*) filter (where days.counting @> span.last) as members,
      sum(coalesce(upper(days.counting * span.days) - lower(days.counting * span.days), 0)) as days
    from member cross join span cross join lateral (select ${counting} as counting) days where member.building_id = ? group by member.unit_id
  )
  select unit.id as "unitId",
    case when known then coalesce(counted.members, 0) end::int as members,
    case when known then coalesce(counted.days, 0) end::int as "memberDays"
  from unit cross join span left join counted on counted.unit_id = unit.id
  cross join lateral (select counted.unit_id is not null or unit.members_declared_on <= span.last as known) declared
  where unit.building_id = ?`;

const ALL_DAYS = memberDays(ALL);
const PROVEN_DAYS = memberDays(PROVEN);

export async function listMemberDays(
  trx: Knex.Transaction,
  buildingId: number,
  from: string,
  to: string,
  proven = false,
): Promise<MemberDaysRow[]> {
  return (await trx.raw(proven ? PROVEN_DAYS : ALL_DAYS, [from, to, to, buildingId, buildingId])).rows;
}
