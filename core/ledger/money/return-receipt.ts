// Money given back when its receipt can no longer be voided: a payment voucher, and what the receipt paid is open again.
import type { Knex } from 'knex';
import { Refusal, sumVnd, vnd } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { moneyAccount } from './money-accounts.ts';
import { type MoneyDraft, seriesOf } from './money-draft.ts';
import { lockMoney, openRuns } from './open-runs.ts';
import { paidBy } from './paid-by.ts';
import { postDocument } from './post-document.ts';

export async function returnReceipt(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.returnReceipt'>) {
  const { receiptId, method, reason } = given;
  const receipt = await trx('document').where({ id: receiptId, kind: 'receipt' }).first();
  if (!receipt) throw new Refusal('ledger.document.unknown', { document: receiptId }, 404);
  const buildingId: number = receipt.building_id;
  await lockMoney(trx, buildingId);
  await openRuns(trx, user.companyId, buildingId);
  const number = `${receipt.series}${receipt.year}/${String(receipt.number).padStart(6, '0')}`;
  if (await trx('document_void').where({ document_id: receiptId }).first('document_id'))
    throw new Refusal('ledger.document.voided', { number }, 409);
  const paid = await paidBy(trx, receiptId);
  const amount = sumVnd(paid.map((part) => part.amount));
  // a surplus that has paid something since, or money given back before, cannot be given back again
  if (amount !== receipt.amount) throw new Refusal('ledger.return.used', { number, amount, received: receipt.amount }, 409);
  return postDocument(trx, user, {
    ...{ kind: 'return', series: seriesOf(method, 'out'), method, buildingId, amount, onDate: today(), reason },
    ...{ unitId: receipt.unit_id, customerId: receipt.customer_id, party: receipt.party, address: receipt.address },
    ...{ reference: number, detail: { receiptId }, credits: [] },
    lines: [
      ...paid.map((part) => ({
        ...{ account: part.account, amount: part.amount, unitId: part.unit_id, customerId: part.customer_id },
        ...(part.service ? { service: part.service } : {}),
      })),
      { account: moneyAccount(method), amount: vnd(-amount) },
    ],
    allocations: paid.map((part) =>
      part.item_id ? { itemId: part.item_id, amount: vnd(-part.amount) } : { creditId: part.credit_id!, amount: part.amount },
    ),
  } satisfies MoneyDraft);
}
