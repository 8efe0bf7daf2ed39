// How far each month's round has come: meters to read, read, and held, per service.
import type { Knex } from 'knex';
import { addMonths, firstDay } from '#kit';

export interface ReadingCount {
  period: string;
  service: string;
  meters: number;
  read: number;
  held: number;
}
// A month's meters are those that hang in it and those that were read in it (a closing reading may come later than the month).
const COUNTS = `
  with months as (select p::date as first, n::date as next from unnest(:firsts::text[], :nexts::text[]) x(p, n)),
  due as (
    select months.first, mounting.service, mounting.id from months
    join mounting on mounting.valid && daterange(months.first, months.next)
    where mounting.building_id = :buildingId and not exists (select from reading closed
      where closed.mounting_id = mounting.id and closed.kind = 'closing' and closed.period < months.first)
    union
    select period, service, mounting_id from reading where building_id = :buildingId and period = any (:firsts::date[])
  )
  select to_char(due.first, 'YYYY-MM') as period, due.service, count(*)::int as meters, count(r.id)::int as read,
    count(*) filter (where r.state = 'held')::int as held
  from due left join reading r on r.mounting_id = due.id and r.period = due.first
  group by due.first, due.service order by due.first, due.service`;

export async function countReadings(
  trx: Knex.Transaction,
  buildingId: number,
  periods: readonly string[],
): Promise<ReadingCount[]> {
  const firsts = `{${periods.map(firstDay).join(',')}}`;
  const nexts = `{${periods.map((period) => firstDay(addMonths(period, 1))).join(',')}}`;
  return (await trx.raw(COUNTS, { buildingId, firsts, nexts })).rows;
}
