// Journals and postings of a batch of bills, by COPY into the month's leaves.
import type { Knex } from 'knex';
import { firstDay, vnd } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';
import { copyRows, copyText } from '#platform/copy';
import { asPoster } from '#platform/scope';
import { journalOf, type Posting } from './journal-of.ts';

const JOURNAL = ['id', 'bill_id', 'building_id', 'run_id', 'period', 'posted_on', 'kind'];
const POSTING = ['journal_id', 'n', 'amount', 'unit_id', 'customer_id', 'account', 'service', 'building_id', 'period'];

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
  const ofRun = `\t${buildingId}\t${runId}\t${month}\t${postedOn}\tbill\n`;
  const ofMonth = `\t${buildingId}\t${month}\n`;
  const journals: string[] = [];
  const rows: string[] = [];
  let receivable = 0;
  posted.forEach(({ bill, postings }, index) => {
    const id = ids[index]!;
    journals.push(`${id}\t${bill.billId}${ofRun}`);
    const owner = `\t${bill.unitId}\t${bill.customerId}\t`;
    for (const [n, posting] of postings.entries()) {
      rows.push(`${id}\t${n + 1}\t${posting.amount}${posting.receivable ? owner : NOBODY}${tailOf(posting, ofMonth)}`);
      if (posting.receivable) receivable = vnd(receivable + posting.amount);
    }
  });
  await asPoster(trx, async () => {
    await copyRows(trx, `journal_${leaf}`, JOURNAL, journals);
    await copyRows(trx, `posting_${leaf}`, POSTING, rows);
  });
  return { journals: journals.length, postings: rows.length, receivable, range: { first: ids[0]!, last: ids.at(-1)! } };
}

const NOBODY = '\t\\N\t\\N\t';
const tailOf = ({ account, service }: Posting, ofMonth: string): string => `${copyText(account)}\t${copyText(service)}${ofMonth}`;

async function takeIds(trx: Knex.Transaction, count: number): Promise<number[]> {
  const { rows } = await trx.raw(`select array_agg(nextval('journal_number_id')) as ids from generate_series(1, ?)`, [count]);
  return rows[0].ids;
}
