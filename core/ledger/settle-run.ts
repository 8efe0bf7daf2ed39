// After a run's last batch: its receivables are added to the balances in one statement, and the tables say what they hold.
import type { Knex } from 'knex';
import { firstDay } from '#kit';
import type { JournalRange, LedgerTotals } from './ledger.contract.ts';

export interface RunOfMonth {
  buildingId: number;
  period: string;
  runId: number;
  range: JournalRange;
}

/** The journals of a run are those of its building between its first and last id: nobody else posts this month meanwhile. */
export async function settleRun(trx: Knex.Transaction, { buildingId, period, runId, range }: RunOfMonth): Promise<LedgerTotals> {
  if (!range) return { journals: 0, postings: 0, receivable: 0 };
  const where = [firstDay(period), buildingId, range.first, range.last];
  const journals = await trx.raw(
    `select count(*) as count, count(*) filter (where run_id = ?) as mine from journal
     where period = ? and building_id = ? and id between ? and ?`,
    [runId, ...where],
  );
  const { count, mine } = journals.rows[0];
  if (count !== mine) throw new Error(`run ${runId}: ${count - mine} foreign journals between ${range.first} and ${range.last}`);
  // one scan: postings without a customer fall into one group, the receivables into one each
  const balances = await trx.raw(
    `with mine as materialized (
       select unit_id, customer_id, sum(amount)::bigint as amount, count(*) as postings
       from posting where period = ? and building_id = ? and journal_id between ? and ? group by 1, 2),
     applied as (
       insert into receivable_balance as b (building_id, unit_id, customer_id, balance)
       select ?, unit_id, customer_id, amount from mine where customer_id is not null order by unit_id, customer_id
       on conflict (unit_id, customer_id) do update set balance = b.balance + excluded.balance)
     select coalesce(sum(postings), 0)::bigint as postings, coalesce(sum(amount), 0)::bigint as rest,
       coalesce(sum(amount) filter (where customer_id is not null), 0)::bigint as receivable from mine`,
    [...where, buildingId],
  );
  const { postings, rest, receivable } = balances.rows[0];
  if (rest !== 0) throw new Error(`run ${runId}: its journals are ${rest} đồng out of balance`);
  return { journals: mine, postings, receivable };
}
