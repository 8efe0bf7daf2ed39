// Money that a receipt put to the wrong unit goes to the right one: Dr 131 wrong / Cr 131 right, no cash moves.
import type { Knex } from 'knex';
import { Refusal, sumVnd, vnd } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { demandParties, listOpenItems } from '../debt/open-items.ts';
import { allocate } from './allocate.ts';
import type { MoneyDraft } from './money-draft.ts';
import { lockMoney, openRuns } from './open-runs.ts';
import { paidBy } from './paid-by.ts';
import { postDocument } from './post-document.ts';

export async function moveReceipt(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.moveReceipt'>) {
  const { receiptId, fromUnitId, toUnitId, toCustomerId, reason } = given;
  const receipt = await trx('document').whereIn('kind', ['receipt', 'match']).where({ id: receiptId }).first();
  if (!receipt) throw new Refusal('ledger.document.unknown', { document: receiptId }, 404);
  const buildingId: number = receipt.building_id;
  await lockMoney(trx, buildingId);
  await openRuns(trx, user.companyId, buildingId);
  if (await trx('document_void').where({ document_id: receiptId }).first('document_id'))
    throw new Refusal('ledger.document.voided', { number: receipt.number }, 409);
  if (fromUnitId === toUnitId) throw new Refusal('ledger.move.sameUnit', {});
  const { customer } = await demandParties(trx, { buildingId, unitIds: [fromUnitId, toUnitId], customerId: toCustomerId });
  const wrong = await paidBy(trx, receiptId, fromUnitId);
  const amount = sumVnd(wrong.map((row) => row.amount));
  if (amount <= 0) throw new Refusal('ledger.move.nothing', { unit: fromUnitId }, 409);
  const surplusOf = { unitId: toUnitId, customerId: toCustomerId };
  const open = await listOpenItems(trx, { buildingId, unitIds: [toUnitId], customerId: toCustomerId });
  const right = allocate(open, { amount, keepSurplus: true, surplusOf });
  return postDocument(trx, user, {
    ...right,
    ...{ kind: 'move', series: 'KT', method: null, buildingId, unitId: toUnitId, customerId: toCustomerId, amount },
    ...{ onDate: today(), party: customer!.name, address: '', reason, reference: null, detail: { receiptId, fromUnitId } },
    lines: [
      ...wrong.map((row) => ({
        ...{ account: row.account, amount: row.amount, unitId: fromUnitId, customerId: row.customer_id },
        ...(row.service ? { service: row.service } : {}),
      })),
      ...right.lines,
    ],
    allocations: [
      ...wrong.map(({ item_id, credit_id, amount: part }) =>
        item_id ? { itemId: item_id, amount: vnd(-part) } : { creditId: credit_id!, amount: part },
      ),
      ...right.allocations,
    ],
  } satisfies MoneyDraft);
}
