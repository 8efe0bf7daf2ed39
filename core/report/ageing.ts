// What is open by days late, for each building, as it stands today.
import type { Knex } from 'knex';
import { today } from '#platform/clock';
import { sumOf } from './collected.ts';
import type { Drawn, Span } from './span.ts';

const IDS = ['notDue', 'days30', 'days60', 'days90', 'over90', 'open', 'credit', 'balance'];

export async function ageing(trx: Knex.Transaction, { buildings }: Span): Promise<Drawn> {
  const { rows } = await trx.raw(
    `with items as (
       select building_id, coalesce(sum(open) filter (where late <= 0), 0)::bigint as "notDue",
         coalesce(sum(open) filter (where late between 1 and 30), 0)::bigint as days30,
         coalesce(sum(open) filter (where late between 31 and 60), 0)::bigint as days60,
         coalesce(sum(open) filter (where late between 61 and 90), 0)::bigint as days90,
         coalesce(sum(open) filter (where late > 90), 0)::bigint as over90, sum(open)::bigint as open,
         count(distinct customer_id) filter (where late > 0) as debtors
       from (select *, :day::date - due_on as late from open_item where building_id = any (:buildings) and open > 0) i group by 1),
     credits as (
       select building_id, sum(remaining)::bigint as credit from credit
       where building_id = any (:buildings) and kind = 'surplus' and remaining > 0 group by 1)
     select b.name as building, coalesce(debtors, 0)::int as debtors, coalesce("notDue", 0)::bigint as "notDue",
       coalesce(days30, 0)::bigint as days30, coalesce(days60, 0)::bigint as days60, coalesce(days90, 0)::bigint as days90,
       coalesce(over90, 0)::bigint as over90, coalesce(open, 0)::bigint as open, coalesce(credit, 0)::bigint as credit,
       (coalesce(open, 0) - coalesce(credit, 0))::bigint as balance
     from building b left join items i on i.building_id = b.id left join credits c on c.building_id = b.id
     where b.id = any (:buildings) order by b.code`,
    { buildings, day: today() },
  );
  return {
    columns: [
      { id: 'building', kind: 'text' },
      { id: 'debtors', kind: 'count' },
      ...IDS.map((id) => ({ id, kind: 'money' as const })),
    ],
    rows,
    sum: sumOf(rows, ['debtors', ...IDS]),
  };
}
