// A fee or deposit owed at once, outside any bill: a receivable of its own, and the deposit a liability from the same moment.
import type { Knex } from 'knex';
import { Refusal, sumVnd, vnd } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { codesOf } from '../chart.ts';
import { demandParties } from '../debt/open-items.ts';
import { journalOf } from '../journal-of.ts';
import type { DraftCredit, DraftLine } from './money-draft.ts';
import { lockMoney } from './open-runs.ts';
import { postDocument } from './post-document.ts';
import { regimeOf } from './vouchers.ts';

export async function chargeOnce(
  trx: Knex.Transaction,
  user: SessionUser,
  given: ParamsOf<'ledger.chargeOnce'>,
): Promise<ResultOf<'ledger.chargeOnce'>> {
  const { buildingId, unitId, customerId, service, amounts, accounts, dueOn, reason } = given;
  await lockMoney(trx, buildingId);
  const { customer } = await demandParties(trx, { buildingId, unitIds: [unitId], customerId });
  const regime = await regimeOf(trx, user);
  const bill = { billId: 0, unitId, customerId, charges: [{ service, amounts }] };
  const postings = journalOf(bill, { [service]: accounts }, regime);
  const amount = sumVnd(postings.filter(({ receivable }) => receivable).map((posting) => posting.amount));
  if (amount <= 0) throw new Refusal('ledger.document.amountMissing', {});
  const party = { unitId, customerId };
  // the receivable first: it is the open item's posting
  const lines = postings.map(
    ({ account, amount: part, receivable }): DraftLine => ({ account, amount: part, service, ...(receivable ? party : {}) }),
  );
  const deposit = vnd((amounts.deposit?.net ?? 0) + (amounts.deposit?.vat ?? 0));
  const codes = codesOf(accounts[regime], regime);
  const credits: DraftCredit[] = deposit > 0 ? [{ kind: 'deposit', account: codes.deposit, ...party, amount: deposit }] : [];
  const documentId = await postDocument(trx, user, {
    ...{ kind: 'fee', series: 'KT', method: null, buildingId, ...party, amount, onDate: today() },
    ...{ party: customer!.name, address: '', reason, reference: null, allocations: [], credits, lines },
    item: { ...party, service, account: codes.receivable, amount, dueOn },
  });
  return { documentId, amount };
}
