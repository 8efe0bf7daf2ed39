// Journals and postings of a batch of bills, by COPY into the month's leaves.
import type { Knex } from 'knex';
import { firstDay, vnd } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';
import { copyRows, copyText } from '#platform/copy';
import { asPoster } from '#platform/scope';
import { journalOf, type Posting } from './journal-of.ts';
import type { BillsDraft } from './ledger.contract.ts';

const JOURNAL = ['id', 'bill_id', 'building_id', 'run_id', 'period', 'posted_on', 'kind'];
const POSTING = ['journal_id', 'n', 'amount', 'unit_id', 'customer_id', 'account', 'service', 'building_id', 'period'];

/**
 * The journals of some bills as lines for COPY; touches no database, so that a batch is ready before the one before it has been written.
 * The ids come from `takeJournalIds`, one a bill; a bill of nothing owes nothing and leaves its id unused.
 */
export function draftBills({
  buildingId,
  period,
  runId,
  postedOn,
  regime,
  accounts,
  bills,
  ids,
}: ParamsOf<'ledger.draftBills'>): BillsDraft {
  const month = firstDay(period);
  const ofRun = `\t${buildingId}\t${runId}\t${month}\t${postedOn}\tbill\n`;
  const ofMonth = `\t${buildingId}\t${month}\n`;
  const draft: BillsDraft = { journals: [], postings: [], receivable: 0, range: null };
  bills.forEach((bill, index) => {
    const postings = journalOf(bill, accounts, regime);
    if (postings.length === 0) return;
    const id = ids[index]!;
    draft.range = { first: draft.range?.first ?? id, last: id };
    draft.journals.push(`${id}\t${bill.billId}${ofRun}`);
    const owner = `\t${bill.unitId}\t${bill.customerId}\t`;
    for (const [n, posting] of postings.entries()) {
      draft.postings.push(`${id}\t${n + 1}\t${posting.amount}${posting.receivable ? owner : NOBODY}${tailOf(posting, ofMonth)}`);
      if (posting.receivable) draft.receivable = vnd(draft.receivable + posting.amount);
    }
  });
  return draft;
}

export async function postBills(
  trx: Knex.Transaction,
  { period, draft: { journals, postings, receivable, range } }: ParamsOf<'ledger.postBills'>,
): Promise<ResultOf<'ledger.postBills'>> {
  const leaf = period.replace('-', '');
  if (journals.length > 0) {
    await asPoster(trx, async () => {
      await copyRows(trx, `journal_${leaf}`, JOURNAL, journals);
      await copyRows(trx, `posting_${leaf}`, POSTING, postings);
    });
  }
  return { journals: journals.length, postings: postings.length, receivable, range };
}

/** Ascending; what is not used stays a gap. */
export async function takeJournalIds(trx: Knex.Transaction, count: number): Promise<number[]> {
  const { rows } = await trx.raw(
    `select array_agg(id order by id) as ids from (select nextval('journal_number_id') as id from generate_series(1, ?)) as taken`,
    [count],
  );
  return rows[0].ids ?? [];
}

const NOBODY = '\t\\N\t\\N\t';
const tailOf = ({ account, service }: Posting, ofMonth: string): string => `${copyText(account)}\t${copyText(service)}${ofMonth}`;
