// Charged, collected and owed: the receivables' postings by month, service or building. What a void reverses counts as its document.
import type { Knex } from 'knex';
import type { ReportColumn } from './report.contract.ts';
import type { Drawn, Span } from './span.ts';

const KINDS = `case when j.kind = 'void' then coalesce(d.kind, 'void') else j.kind end`;
/** Money given back takes from what was collected; a month paid ahead was collected when it was paid. */
const MOVED = `moved as materialized (
  select p.period, p.building_id, p.service, ${KINDS} as kind, sum(p.amount) as amount
  from posting p join journal j on j.id = p.journal_id and j.period = p.period left join document d on d.journal_id = j.reverses
  where p.building_id = any (:buildings) and p.period >= :from and p.customer_id is not null group by 1, 2, 3, 4)`;
const FIGURES = `
  coalesce(sum(amount) filter (where kind in ('bill', 'fee', 'interest')), 0)::bigint as charged,
  coalesce(-sum(amount) filter (where kind in ('receipt', 'match', 'return')), 0)::bigint as collected,
  coalesce(sum(amount) filter (where kind not in ('bill', 'fee', 'interest', 'receipt', 'match', 'return')), 0)::bigint as others`;
const money = (...ids: string[]): ReportColumn[] => ids.map((id) => ({ id, kind: 'money' }));

export async function collectedByMonth(trx: Knex.Transaction, span: Span): Promise<Drawn> {
  const { rows } = await trx.raw(
    `with ${MOVED}, months as (select generate_series(:from::date, :last::date, '1 month')::date as period),
     now as (select coalesce(sum(balance), 0) as balance from receivable_balance where building_id = any (:buildings)),
     figures as (select period, ${FIGURES}, sum(amount) as moved from moved group by 1),
     running as (
       select m.period, coalesce(charged, 0)::bigint as charged, coalesce(collected, 0)::bigint as collected,
         coalesce(others, 0)::bigint as others, coalesce(f.moved, 0) as moved
       from months m left join figures f on f.period = m.period),
     closing as (select *, (select balance from now) - (select coalesce(sum(moved), 0) from figures where period > r.period) as closing from running r)
     select to_char(period, 'YYYY-MM') as month, (closing - moved)::bigint as opening, charged, collected, others, closing::bigint as closing
     from closing order by period`,
    span.values,
  );
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    columns: [{ id: 'month', kind: 'month' }, ...money('opening', 'charged', 'collected', 'others', 'closing')],
    rows,
    sum: { ...sumOf(rows, ['charged', 'collected', 'others']), opening: first?.opening ?? 0, closing: last?.closing ?? 0 },
  };
}

/** What is owed is what is open of the service now: a surplus stands in a row without service. */
export async function collectedByService(trx: Knex.Transaction, span: Span): Promise<Drawn> {
  const { rows } = await trx.raw(
    `with ${MOVED}, figures as (select service, ${FIGURES} from moved where period <= :last group by 1),
     open as (select service, sum(open)::bigint as owed from open_item where building_id = any (:buildings) and open > 0 group by 1)
     select coalesce(f.service, o.service) as service, coalesce(charged, 0)::bigint as charged, coalesce(collected, 0)::bigint as collected,
       coalesce(others, 0)::bigint as others, coalesce(owed, 0)::bigint as owed
     from figures f full join open o on o.service = f.service order by charged desc, 1`,
    span.values,
  );
  const ids = ['charged', 'collected', 'others', 'owed'];
  return { columns: [{ id: 'service', kind: 'service' }, ...money(...ids)], rows, sum: sumOf(rows, ids) };
}

export async function collectedByBuilding(trx: Knex.Transaction, span: Span): Promise<Drawn> {
  const { rows } = await trx.raw(
    `with ${MOVED}, figures as (select building_id, ${FIGURES}, sum(amount) as moved from moved where period <= :last group by 1),
     later as (select building_id, sum(amount) as moved from moved where period > :last group by 1),
     now as (select building_id, sum(balance) as balance from receivable_balance where building_id = any (:buildings) group by 1)
     select b.name as building, (coalesce(n.balance, 0) - coalesce(l.moved, 0) - coalesce(f.moved, 0))::bigint as opening,
       coalesce(charged, 0)::bigint as charged, coalesce(collected, 0)::bigint as collected, coalesce(others, 0)::bigint as others,
       (coalesce(n.balance, 0) - coalesce(l.moved, 0))::bigint as closing
     from building b left join figures f on f.building_id = b.id left join later l on l.building_id = b.id
       left join now n on n.building_id = b.id where b.id = any (:buildings) order by b.code`,
    span.values,
  );
  const ids = ['opening', 'charged', 'collected', 'others', 'closing'];
  return { columns: [{ id: 'building', kind: 'text' }, ...money(...ids)], rows, sum: sumOf(rows, ids) };
}

export function sumOf(rows: readonly Record<string, unknown>[], ids: readonly string[]): Record<string, number> {
  return Object.fromEntries(ids.map((id) => [id, rows.reduce((sum, row) => sum + Number(row[id] ?? 0), 0)]));
}
