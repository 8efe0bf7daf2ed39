// Who owes what: the stored balance, or the balance as it was before a month.
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

/** Today's balance less what the month and later ones posted: reads few months, however old the books are. */
export async function listDebt(trx: Knex.Transaction, buildingId: number, before: string): Promise<Debt[]> {
  const { rows } = await trx.raw(
    `select unit_id, customer_id, sum(amount)::bigint as balance from (
       select unit_id, customer_id, balance as amount from receivable_balance where building_id = ?
       union all
       select unit_id, customer_id, -amount from posting where building_id = ? and period >= ? and customer_id is not null
     ) as both_sides group by 1, 2 having sum(amount) <> 0 order by 1, 2`,
    [buildingId, buildingId, firstDay(before)],
  );
  return rows.map(debtOf);
}
