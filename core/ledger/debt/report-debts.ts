// Opening, charges, receipts, others and closing of some months. By unit and payer it is the receivable account itself; by service
// and period it is the charges and what paid them, so a surplus shows there only once it has been offset.
import type { Knex } from 'knex';
import { addMonths, firstDay } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';

export async function reportDebts(
  trx: Knex.Transaction,
  { building, from, to, by }: ParamsOf<'ledger.reportDebts'>,
): Promise<ResultOf<'ledger.reportDebts'>> {
  const sql = by === 'customer' || by === 'unit' ? byPayer(by) : byCharge(by);
  const span = { building, from: firstDay(from), after: firstDay(addMonths(to, 1)) };
  const { rows } = await trx.raw(sql, span);
  return { rows, total: rows.length };
}

const RECEIPT_KINDS = `('receipt', 'match', 'return', 'release')`; // what was given back counts against what came in

function byPayer(by: 'customer' | 'unit'): string {
  const key = by === 'unit' ? 'unit_id' : 'customer_id';
  const name = by === 'unit' ? 'code' : 'name';
  return `with moved as materialized (
      select p.${key} as key, p.period, case when j.kind = 'void' -- asked for voids only: the documents of years are many
          then coalesce((select d.kind from document d where d.journal_id = j.reverses), 'void') else j.kind end as kind, sum(p.amount) as amount
      from posting p join journal j on j.id = p.journal_id and j.period = p.period
      where p.building_id = :building and p.period >= :from and p.customer_id is not null group by 1, 2, 3),
    t as (
      select key, sum(now)::bigint as now, sum(since)::bigint as since, sum(charges)::bigint as charges, sum(receipts)::bigint as receipts,
        sum(others)::bigint as others from (
        select ${key} as key, balance as now, 0 as since, 0 as charges, 0 as receipts, 0 as others from receivable_balance where building_id = :building
        union all
        select key, 0, amount,
          case when period < :after and kind = 'bill' then amount else 0 end,
          case when period < :after and kind in ${RECEIPT_KINDS} then -amount else 0 end,
          case when period < :after and kind not in ('bill', 'receipt', 'match', 'return', 'release') then amount else 0 end from moved) x group by 1)
    select key::text, o.${name} as label, now - since as opening, charges, receipts, others,
      now - since + charges - receipts + others as closing
    from t join ${by} o on o.id = t.key where now <> 0 or since <> 0 or charges <> 0 or receipts <> 0 or others <> 0 order by label, key`;
}

/** Backwards from what is open now, so that only the months since `from` are read. A late fact counts in the month it was posted to. */
function byCharge(by: 'service' | 'period'): string {
  const key = by === 'service' ? 'i.service' : `to_char(i.period, 'YYYY-MM')`;
  return `with since as materialized (
      select a.item_id, a.amount, a.on_date, a.document_id from allocation a
        where a.building_id = :building and a.item_id is not null and a.on_date >= :from
      union all
      select a.item_id, a.amount, a.on_date, a.document_id from document d join allocation a on a.document_id = d.id
        where d.building_id = :building and d.period >= :from and d.on_date < :from and a.item_id is not null and a.on_date < :from),
    paid as (
      select ${key} as key, coalesce(d.period, date_trunc('month', s.on_date)::date) < :after as inside,
        coalesce(d.kind in ${RECEIPT_KINDS}, true) as receipt, sum(s.amount) as amount
      from since s join open_item i on i.id = s.item_id left join document d on d.id = s.document_id group by 1, 2, 3),
    charged as (
      select ${key} as key, i.period < :after as inside, sum(i.total) as amount from open_item i
      where i.building_id = :building and i.period >= :from group by 1, 2),
    open as (select ${key} as key, sum(i.open) as amount from open_item i where i.building_id = :building and i.open > 0 group by 1),
    t as (
      select key, sum(opening)::bigint as opening, sum(charges)::bigint as charges, sum(receipts)::bigint as receipts, sum(others)::bigint as others from (
        select key, amount as opening, 0 as charges, 0 as receipts, 0 as others from open
        union all select key, -amount, case when inside then amount else 0 end, 0, 0 from charged
        union all select key, amount, 0, case when inside and receipt then amount else 0 end,
          case when inside and not receipt then -amount else 0 end from paid) x group by 1)
    select key, key as label, opening, charges, receipts, others, opening + charges - receipts + others as closing
    from t where opening <> 0 or charges <> 0 or receipts <> 0 or others <> 0 order by key`;
}
