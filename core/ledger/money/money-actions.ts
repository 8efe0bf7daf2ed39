// Actions of money: each command runs once per idempotency key and answers the document it made.
import { z } from 'zod';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { day, decimalText, flag, id, listQuery } from '#platform/params';
import { inScope, unitOfWork } from '#platform/scope';
import { action } from '#platform/service';
import type { DocumentKind } from '../money.contract.ts';
import { chargeInterest, lowerItem } from './change-item.ts';
import { collect, matchUnidentified } from './collect.ts';
import { command, dry } from './command.ts';
import { getDocument, listDocuments } from './document-view.ts';
import { moveReceipt } from './move-receipt.ts';
import { voidDocument } from './void-document.ts';
import { collectUnidentified, keepDeposit, payOut, recover, takeDeposit } from './vouchers.ts';

const amount = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const method = z.enum(['cash', 'bank']);
const text = z.string().trim().max(300);
const reason = text.min(3, 'ledger.reason.missing');
const said = {
  onDate: day.optional(),
  party: text.optional(),
  address: text.optional(),
  reason: text.optional(),
  reference: text.optional(),
};
const party = { unitId: id, customerId: id };
const paying = {
  ...dry,
  buildingId: id,
  seenOpen: z.coerce.number().int().min(0).optional(),
  amount,
  unitIds: z.array(id).min(1).max(500),
  customerId: id.optional(),
  items: z
    .array(z.object({ itemId: id, amount }))
    .min(1)
    .max(5000)
    .optional(),
  keepSurplus: z.boolean().optional(),
};
const paid = { ...dry, buildingId: id, amount, method, ...party, ...said };
const kinds = z.custom<DocumentKind>((value) => typeof value === 'string' && value.length < 20);

const voiding = command('voidDocument', async (trx, user, given: { documentId: number; reason: string }) => {
  await voidDocument(trx, user, given.documentId, given.reason);
  return given.documentId;
});
/** A fee taken back is owed again by its card, in the same transaction: the next bill takes it. */
function voidWithCards(ctx: Ctx<{ documentId: number; reason: string }>) {
  return unitOfWork(ctx, async (_, id) => {
    ctx.meta.unitOfWork = id;
    try {
      const document = await voiding(ctx);
      const { kind, buildingId, id: documentId } = document;
      if (kind === 'fee') await call(ctx, 'card.releaseDocument', { buildingId, documentId }, { unitOfWork: id });
      return document;
    } finally {
      ctx.meta.unitOfWork = undefined;
    }
  });
}

export const moneyActions = {
  collect: action({
    rest: 'POST /receipts',
    permission: 'money.collect',
    summary: 'Money in: a receipt, by line or oldest first',
    params: z.object({ ...paying, method, ...said }),
    handler: command('collect', collect),
  }),
  collectUnidentified: action({
    rest: 'POST /receipts/unidentified',
    permission: 'money.collect',
    summary: 'A transfer nobody has recognised',
    params: z.object({ ...dry, buildingId: id, amount, ...said }),
    handler: command('collectUnidentified', collectUnidentified),
  }),
  matchUnidentified: action({
    rest: 'POST /credits/:creditId/match',
    permission: 'money.collect',
    summary: 'An unidentified transfer finds its payer',
    params: z.object({ ...paying, creditId: id, reason: text.optional() }),
    handler: command('matchUnidentified', matchUnidentified),
  }),
  takeDeposit: action({
    rest: 'POST /deposits',
    permission: 'money.collect',
    summary: 'A deposit comes in',
    params: z.object(paid),
    handler: command('takeDeposit', takeDeposit),
  }),
  keepDeposit: action({
    rest: 'POST /deposits/keep',
    permission: 'money.adjust',
    summary: 'A deposit kept, for damage or against debt',
    params: z.object({ ...dry, buildingId: id, amount, ...party, against: z.enum(['damage', 'debt']), reason }),
    handler: command('keepDeposit', keepDeposit),
  }),
  payOut: action({
    rest: 'POST /vouchers',
    permission: 'money.adjust',
    summary: 'Money out: a surplus or a deposit given back',
    params: z.object({ ...paid, kind: z.enum(['refund', 'depositOut']), reason }),
    handler: command('payOut', payOut),
  }),
  recover: action({
    rest: 'POST /recoveries',
    permission: 'money.collect',
    summary: 'Money for a debt that was written off',
    params: z.object({ ...paid, reason }),
    handler: command('recover', recover),
  }),
  lowerItem: action({
    rest: 'POST /items/:itemId/lower',
    permission: 'money.adjust',
    summary: 'Less is owed for a charge: reduced, or written off',
    params: z.object({ ...dry, buildingId: id, itemId: id, kind: z.enum(['reduction', 'writeOff']), amount, reason }),
    handler: command('lowerItem', lowerItem),
  }),
  chargeInterest: action({
    rest: 'POST /items/:itemId/interest',
    permission: 'money.adjust',
    summary: 'Late interest on a charge, a receivable of its own',
    params: z.object({ ...dry, buildingId: id, itemId: id, ratePerDay: decimalText, until: day, reason: text.optional() }),
    handler: command('chargeInterest', chargeInterest),
  }),
  moveReceipt: action({
    rest: 'POST /receipts/:receiptId/move',
    permission: 'money.void',
    summary: 'What a receipt paid at the wrong unit goes to the right one',
    params: z.object({ ...dry, receiptId: id, fromUnitId: id, toUnitId: id, toCustomerId: id, reason }),
    handler: command('moveReceipt', moveReceipt),
  }),
  voidDocument: action({
    rest: 'POST /receipts/:documentId/void',
    permission: 'money.void',
    summary: 'Takes a document back on its own day; its number stays',
    params: z.object({ ...dry, documentId: id, reason }),
    handler: (ctx) => (ctx.params.dryRun ? voiding(ctx) : voidWithCards(ctx)),
  }),
  getDocument: action({
    rest: 'GET /receipts/:documentId',
    permission: null,
    summary: 'A receipt, voucher or adjustment with what it paid',
    params: z.object({ documentId: id }),
    handler: (ctx) => inScope(ctx, (trx) => getDocument(trx, ctx.params.documentId)),
  }),
  listDocuments: action({
    rest: 'GET /buildings/:buildingId/documents',
    permission: null,
    summary: 'Receipts, vouchers and adjustments, newest first',
    params: z.object({
      ...{ buildingId: id, from: day.optional(), to: day.optional(), kind: kinds.optional(), customerId: id.optional() },
      ...{ method: method.optional(), search: text.optional(), mine: flag.optional() },
      ...{ page: listQuery.page, pageSize: listQuery.pageSize },
    }),
    handler: (ctx) => inScope(ctx, (trx) => listDocuments(trx, ctx.params, ctx.meta.user!.id)),
  }),
};
