// Who owes what: the stored balance, or the balance as it was before a month's bill.
import type { Knex } from 'knex';
import { firstDay } from '#kit';
import type { Debt } from './ledger.contract.ts';

interface Row {
  unit_id: number;
  customer_id: number;
  balance: number;
}
const debtOf = ({ unit_id, customer_id, balance }: Row): Debt => ({ unitId: unit_id, customerId: customer_id, balance });

export async function listBalances(trx: Knex.Transaction, buildingId: number): Promise<Debt[]> {
  const rows = await trx('receivable_balance')
    .where({ building_id: buildingId })
    .orderBy(['unit_id', 'customer_id'])
    .select('unit_id', 'customer_id', 'balance');
  return rows.map(debtOf);
}

/**
 * What was owed at the moment the period's bill was posted, payments of that same month before it taken off; what came after is not
 * in it, so a notice says the same whenever it is printed. Who has no bill in the period: what is owed today.
 */
export async function listDebtBeforeBill(
  trx: Knex.Transaction,
  { buildingId, period, unitId }: { buildingId: number; period: string; unitId?: number | undefined },
): Promise<Debt[]> {
  const { rows } = await trx.raw(DEBT_BEFORE_BILL, { buildingId, month: firstDay(period), unitId: unitId ?? null });
  return rows.map(debtOf);
}

// The chain tells what came after what: each document is a link, and so is a run as soon as any document follows it.
const DEBT_BEFORE_BILL = `
with runs as (
  select r.id, r.period, coalesce(l.seq, 1::bigint << 40 | r.id) as seq
  from run r left join chain_link l on l.run_id = r.id
  where r.building_id = :buildingId and r.status = 'posted'),
billed as (
  select p.unit_id, p.customer_id, min(r.seq) as seq
  from runs r join journal j on j.run_id = r.id and j.period = r.period and j.building_id = :buildingId
    join posting p on p.journal_id = j.id and p.period = j.period
  where r.period = :month and p.customer_id is not null and (:unitId::bigint is null or p.unit_id = :unitId) group by 1, 2),
since as (
  select p.unit_id, p.customer_id, p.amount, l.seq
  from chain_link l join posting p on p.period = l.period and p.journal_id = l.journal_id and p.building_id = :buildingId
  where l.company_id = app_company() and l.building_id = :buildingId and l.seq > (select min(seq) from billed)
  union all
  select p.unit_id, p.customer_id, p.amount, r.seq
  from runs r join journal j on j.period = r.period and j.run_id = r.id and j.building_id = :buildingId
    join posting p on p.period = j.period and p.journal_id = j.id
  where r.seq >= (select min(seq) from billed))
select unit_id, customer_id, sum(amount)::bigint as balance from (
  select unit_id, customer_id, balance as amount from receivable_balance
    where building_id = :buildingId and (:unitId::bigint is null or unit_id = :unitId)
  union all
  select s.unit_id, s.customer_id, -s.amount from since s join billed b using (unit_id, customer_id) where s.seq >= b.seq
) as both_sides group by 1, 2 having sum(amount) <> 0 order by 1, 2`;
