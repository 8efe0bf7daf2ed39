// What staff should hear of today: debts that have just become overdue, all that are, the old ones, and money nobody has recognised.
import type { Knex } from 'knex';
import type { ResultOf } from '#platform/actions';
import { today } from '#platform/clock';

/** Debts due within so many days before today count as newly overdue. */
const NEW_DAYS = 7;

export async function debtAlerts(trx: Knex.Transaction, buildingId: number): Promise<ResultOf<'ledger.debtAlerts'>> {
  const { rows } = await trx.raw(
    `with late as materialized (
       select unit_id, customer_id, min(due_on) as oldest, max(due_on) as newest, sum(open)::bigint as open,
         sum(open) filter (where due_on >= :today::date - :days::int)::bigint as fresh,
         sum(open) filter (where due_on < :today::date - 90)::bigint as old
       from open_item where building_id = :buildingId and open > 0 and due_on < :today::date group by 1, 2)
     select (select json_build_object('payers', count(*), 'amount', coalesce(sum(fresh), 0)) from late where fresh > 0) as fresh,
       (select json_build_object('payers', count(*), 'amount', coalesce(sum(open), 0)) from late) as overdue,
       (select json_build_object('payers', count(*), 'amount', coalesce(sum(old), 0)) from late where old > 0) as old,
       (select json_build_object('payers', count(*), 'amount', coalesce(sum(remaining), 0)) from credit
         where building_id = :buildingId and kind = 'unidentified' and remaining > 0) as unidentified`,
    { buildingId, today: today(), days: NEW_DAYS },
  );
  return { ...rows[0], days: NEW_DAYS };
}
