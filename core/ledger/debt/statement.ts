// Everything that ever happened between a customer and the books, oldest first, with the balance after each row.
import type { Knex } from 'knex';
import { type PeriodText, Refusal, sumVnd, vnd } from '#kit';
import type { ResultOf } from '#platform/actions';
import type { StatementRow } from '../debt.contract.ts';

export async function listTransactions(trx: Knex.Transaction, customerId: number): Promise<StatementRow[]> {
  if (!(await trx('customer').where({ id: customerId }).first('id')))
    throw new Refusal('ledger.customer.unknown', { customer: customerId }, 404);
  const { rows } = (await trx.raw(ROWS, { customerId })) as { rows: Omit<StatementRow, 'balance'>[] };
  let balance = 0;
  return rows.map((row) => {
    balance = vnd(balance + row.debit - row.credit);
    return { ...row, balance };
  });
}

export async function statement(
  trx: Knex.Transaction,
  {
    customerId,
    from = '2000-01',
    to = '2199-12',
  }: { customerId: number; from?: PeriodText | undefined; to?: PeriodText | undefined },
): Promise<ResultOf<'ledger.statement'>> {
  const all = await listTransactions(trx, customerId);
  const before = all.filter(({ period }) => period < from);
  const rows = all.filter(({ period }) => period >= from && period <= to);
  const opening = sumVnd(before.map(({ debit, credit }) => vnd(debit - credit)));
  const [debit, credit] = [sumVnd(rows.map((row) => row.debit)), sumVnd(rows.map((row) => row.credit))];
  let balance = opening;
  const running = rows.map((row) => {
    balance = vnd(balance + row.debit - row.credit);
    return { ...row, balance };
  });
  return { opening, closing: balance, debit, credit, rows: running, total: rows.length };
}

// A document's effect on the payer: what it took from his items and put to his surplus, and back when it was voided.
const ROWS = `
  with pairs as materialized (select unit_id, customer_id from receivable_balance where customer_id = :customerId),
  items as materialized (select i.* from open_item i join pairs using (unit_id, customer_id)),
  credits as materialized (select c.* from credit c where c.kind = 'surplus' and c.customer_id = :customerId),
  effects as (
    select a.document_id, i.unit_id, i.service, -a.amount as amount from allocation a join items i on i.id = a.item_id where a.document_id is not null
    union all
    select a.document_id, c.unit_id, null, a.amount from allocation a join credits c on c.id = a.credit_id where a.document_id is not null
    union all
    select document_id, unit_id, null, -total from credits where document_id is not null
    union all
    select d.id, i.unit_id, i.service, i.total from items i join document d on d.journal_id = i.journal_id),
  entries as (
    select b.issued_on as on_date, i.period, 'bill' as kind, b.number::text as number, i.unit_id, i.service, '' as reason,
      i.total as debit, 0 as credit, null::bigint as document_id, i.bill_id, 0 as part
    from items i join bill b on b.id = i.bill_id and b.period = i.period
    union all
    select c.on_date, date_trunc('month', c.on_date)::date, 'bill', '', c.unit_id, null, '', 0, c.total, null, null, 0
    from credits c where c.document_id is null
    union all
    select d.on_date, d.period, d.kind, d.series || d.year || '/' || lpad(d.number::text, 6, '0'), e.unit_id, e.service,
      d.reason, coalesce(sum(e.amount) filter (where e.amount > 0), 0)::bigint, coalesce(-sum(e.amount) filter (where e.amount < 0), 0)::bigint, d.id, null, 1
    from effects e join document d on d.id = e.document_id group by d.id, e.unit_id, e.service)
  select e.on_date as "onDate", to_char(e.period, 'YYYY-MM') as period, e.kind, e.number, u.code as unit, e.service, e.reason, e.debit, e.credit,
    e.document_id as "documentId", e.bill_id as "billId"
  from entries e join unit u on u.id = e.unit_id order by e.on_date, e.part, e.document_id, e.bill_id, u.code, e.service`;
