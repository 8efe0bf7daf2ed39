// Who owes how much for how long. Today's debts come from the open items alone; an earlier day adds back what was allocated since.
import type { Knex } from 'knex';
import type { ParamsOf, ResultOf } from '#platform/actions';
import { today } from '#platform/clock';

type Sum = ResultOf<'ledger.listDebts'>['sum'];
const FIGURES = ['notDue', 'days30', 'days60', 'days90', 'over90', 'open', 'credit', 'balance'] as const satisfies (keyof Sum)[];

export async function listDebts(
  trx: Knex.Transaction,
  given: ParamsOf<'ledger.listDebts'>,
): Promise<ResultOf<'ledger.listDebts'>> {
  const { building, asOf = today(), overdueOnly = false, late = 0, search = '', page = 1, pageSize = 200 } = given;
  const source = asOf < today() ? EARLIER : NOW;
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await trx.raw(
    `with ${source},
     debts as materialized (
       select unit_id, customer_id,
         coalesce(sum(open) filter (where late <= 0), 0)::bigint as "notDue",
         coalesce(sum(open) filter (where late between 1 and 30), 0)::bigint as days30,
         coalesce(sum(open) filter (where late between 31 and 60), 0)::bigint as days60,
         coalesce(sum(open) filter (where late between 61 and 90), 0)::bigint as days90,
         coalesce(sum(open) filter (where late > 90), 0)::bigint as over90,
         coalesce(sum(open), 0)::bigint as open, coalesce(sum(credit), 0)::bigint as credit,
         (coalesce(sum(open), 0) - coalesce(sum(credit), 0))::bigint as balance, min(due_on) filter (where open > 0) as oldest
       from (select unit_id, customer_id, due_on, open, null::bigint as credit, :asOf::date - due_on as late from items
         union all select unit_id, customer_id, null, null, remaining, null from credits) both_sides
       group by 1, 2 having (:overdueOnly = false or min(due_on) < :asOf::date) and (:late = 0 or min(due_on) <= :asOf::date - :late::int)),
     found as (select d.* from debts d where :like = '%%' or exists (select from unit u where u.id = d.unit_id and u.code ilike :like)
       or exists (select from customer c where c.id = d.customer_id and (fold(c.name) like fold(:like) or c.code ilike :like))),
     sums as (select count(*) as count, ${FIGURES.map((name) => `coalesce(sum("${name}"), 0)::bigint as "sum_${name}"`).join(', ')} from found),
     page as (select * from found order by balance desc, unit_id, customer_id limit :pageSize offset :skip)
     select s.*, p.*, u.code as unit, c.name as customer from sums s left join page p on true
       left join unit u on u.id = p.unit_id left join customer c on c.id = p.customer_id order by p.balance desc, p.unit_id, p.customer_id`,
    { building, asOf, overdueOnly, late, like, pageSize, skip: (page - 1) * pageSize },
  );
  const [first] = rows;
  const sum = Object.fromEntries(FIGURES.map((name) => [name, first[`sum_${name}`]])) as unknown as Sum;
  const found = (rows as Record<string, never>[]).filter(({ unit_id }) => unit_id !== null);
  return {
    rows: found.map((row) => ({
      ...(Object.fromEntries(FIGURES.map((name) => [name, row[name]])) as unknown as Sum),
      ...{
        unitId: row.unit_id!,
        unit: row.unit!,
        customerId: row.customer_id!,
        customer: row.customer!,
        oldestDueOn: row.oldest ?? null,
      },
    })),
    ...{ total: first.count, sum },
  };
}

const NOW = `
  items as (select unit_id, customer_id, due_on, open from open_item where building_id = :building and open > 0),
  credits as (select unit_id, customer_id, remaining from credit where building_id = :building and kind = 'surplus' and remaining > 0)`;
const EARLIER = `
  later as materialized (
    select item_id, credit_id, sum(amount)::bigint as amount from allocation
    where building_id = :building and on_date > :asOf::date group by 1, 2),
  touched as (
    select i.id, i.unit_id, i.customer_id, i.due_on, i.bill_id, i.period, i.open from open_item i
      where i.building_id = :building and i.open > 0
    union all
    select i.id, i.unit_id, i.customer_id, i.due_on, i.bill_id, i.period, i.open from later l join open_item i on i.id = l.item_id
      where i.open = 0),
  items as (
    select i.unit_id, i.customer_id, i.due_on, i.open + coalesce(l.amount, 0) as open
    from touched i left join later l on l.item_id = i.id left join bill b on b.id = i.bill_id and b.period = i.period
    where coalesce(b.issued_on, i.due_on) <= :asOf::date and i.open + coalesce(l.amount, 0) > 0),
  credits as (
    select c.unit_id, c.customer_id, c.remaining + coalesce(l.amount, 0) as remaining
    from credit c left join later l on l.credit_id = c.id
    where c.building_id = :building and c.kind = 'surplus' and c.on_date <= :asOf::date and c.remaining + coalesce(l.amount, 0) > 0)`;
