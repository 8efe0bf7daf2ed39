// Journals and postings of a batch of bills, by COPY into the month's leaves.
import type { Knex } from 'knex';
import { firstDay, sumVnd } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';
import { type CopyRow, copyRows } from '#platform/copy';
import { asPoster } from '#platform/scope';
import { journalOf } from './journal-of.ts';

const JOURNAL = ['id', 'building_id', 'bill_id', 'run_id', 'period', 'posted_on', 'kind'];
const POSTING = ['journal_id', 'n', 'building_id', 'account', 'unit_id', 'customer_id', 'service', 'amount', 'period'];

export async function postBills(
  trx: Knex.Transaction,
  { buildingId, period, runId, postedOn, regime, accounts, bills }: ParamsOf<'ledger.postBills'>,
): Promise<ResultOf<'ledger.postBills'>> {
  const month = firstDay(period);
  const leaf = period.replace('-', '');
  const posted = bills
    .map((bill) => ({ bill, postings: journalOf(bill, accounts, regime) }))
    .filter(({ postings }) => postings.length > 0); // a bill of nothing owes nothing
  if (posted.length === 0) return { journals: 0, postings: 0, receivable: 0, range: null };
  const ids = await takeIds(trx, posted.length);
  const journals: CopyRow[] = [];
  const rows: CopyRow[] = [];
  const receivables: number[] = [];
  posted.forEach(({ bill, postings }, index) => {
    const id = ids[index]!;
    journals.push([id, buildingId, bill.billId, runId, month, postedOn, 'bill']);
    let n = 0;
    for (const { account, service, amount, receivable } of postings) {
      const [unit, customer] = receivable ? [bill.unitId, bill.customerId] : [null, null];
      rows.push([id, ++n, buildingId, account, unit, customer, service, amount, month]);
      if (receivable) receivables.push(amount);
    }
  });
  await asPoster(trx, async () => {
    await copyRows(trx, `journal_${leaf}`, JOURNAL, journals);
    await copyRows(trx, `posting_${leaf}`, POSTING, rows);
  });
  return {
    journals: journals.length,
    postings: rows.length,
    receivable: sumVnd(receivables),
    range: { first: ids[0]!, last: ids.at(-1)! },
  };
}

async function takeIds(trx: Knex.Transaction, count: number): Promise<number[]> {
  const { rows } = await trx.raw(`select nextval('journal_number_id') as id from generate_series(1, ?)`, [count]);
  return rows.map(({ id }: { id: number }) => id);
}
