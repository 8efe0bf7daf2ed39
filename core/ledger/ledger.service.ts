// Service `ledger`: accounts, journals and postings that only grow, and what each customer owes.
import { z } from 'zod';
import type { AccountMap } from '#kit';
import { Refusal } from '#kit';
import { id, period } from '#platform/params';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import { answers } from './answers.ts';
import { bankActions } from './bank/bank-actions.ts';
import { bookActions } from './book/book-actions.ts';
import { debtActions } from './debt/debt-actions.ts';
import { owingActions } from './debt/list-owing.ts';
import { listBalances, listDebtBeforeBill } from './debts.ts';
import { documentActions } from './document/document-actions.ts';
import type { BillsDraft, JournalRange, PostableBill, PostableCharge } from './ledger.contract.ts';
import { listAccounts } from './list-accounts.ts';
import { chargeOnce } from './money/charge-once.ts';
import { laterActions } from './money/later-actions.ts';
import { moneyActions } from './money/money-actions.ts';
import { openAccounts } from './open-accounts.ts';
import { draftBills, postBills, takeJournalIds } from './post-bills.ts';
import { settleRun } from './settle-run.ts';

const regime = z.enum(['tt99', 'tt133']);
const range = z.custom<JournalRange>();

export default defineService({
  name: 'ledger',
  actions: {
    ...answers,
    ...moneyActions,
    ...laterActions,
    ...debtActions,
    ...owingActions,
    ...bookActions,
    ...documentActions,
    ...bankActions,
    listAccounts: action({
      rest: 'GET /accounts',
      permission: null,
      summary: 'The chart of accounts',
      params: z.object({}),
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          const rows = await listAccounts(trx, ctx.meta.user!);
          return { rows, total: rows.length };
        }),
    }),
    openAccounts: action({
      permission: 'runs.approve',
      params: z.object({ regime, accounts: z.custom<AccountMap[]>(Array.isArray) }),
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          const user = ctx.meta.user;
          if (!user) throw new Refusal('access.session.missing', {}, 401);
          return { added: await openAccounts(trx, user.companyId, ctx.params.accounts, ctx.params.regime) };
        }),
    }),
    takeJournalIds: action({
      permission: 'runs.approve',
      params: z.object({ count: z.number().int().min(0).max(10_000_000) }),
      handler: (ctx) => inUnitOfWork(ctx, () => inScope(ctx, (trx) => takeJournalIds(trx, ctx.params.count))),
    }),
    // rows come from billing in the same process and are typed there: a check per row would cost more than the posting
    draftBills: action({
      permission: 'runs.approve',
      params: z.object({
        buildingId: id,
        period,
        runId: id,
        postedOn: z.iso.date(),
        regime,
        accounts: z.custom<Record<string, AccountMap>>(),
        bills: z.custom<PostableBill[]>(Array.isArray),
        ids: z.custom<number[]>(Array.isArray),
      }),
      handler: async (ctx) => draftBills(ctx.params),
    }),
    postBills: action({
      permission: 'runs.approve',
      params: z.object({ buildingId: id, period, draft: z.custom<BillsDraft>() }),
      timeoutMs: 600_000,
      handler: (ctx) => inUnitOfWork(ctx, () => inScope(ctx, (trx) => postBills(trx, ctx.params))),
    }),
    settleRun: action({
      permission: 'runs.approve',
      params: z.object({ buildingId: id, period, runId: id, range }),
      timeoutMs: 600_000,
      handler: (ctx) => inUnitOfWork(ctx, () => inScope(ctx, (trx) => settleRun(trx, ctx.params))),
    }),
    chargeOnce: action({
      permission: 'cards.write',
      params: z.object({
        ...{ buildingId: id, unitId: id, customerId: id, service: z.string().min(1).max(40) },
        ...{ amounts: z.custom<PostableCharge['amounts']>(), accounts: z.custom<AccountMap>() },
        ...{ dueOn: z.iso.date(), reason: z.string().max(300) },
      }),
      handler: (ctx) => inUnitOfWork(ctx, () => inScope(ctx, (trx) => chargeOnce(trx, ctx.meta.user!, ctx.params))),
    }),
    hasJournals: action({
      permission: null,
      params: z.object({ buildingId: id.optional() }),
      // accounts are opened by what first posts to them, and are the company's: buildings outside the caller's scope count too
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          const building_id = ctx.params.buildingId;
          const found = building_id ? trx('journal').where({ building_id }).first('id') : trx('account').first('code');
          return (await found) !== undefined;
        }),
    }),
    listDebtBeforeBill: action({
      permission: null,
      params: z.object({ buildingId: id, period, unitId: id.optional() }),
      handler: (ctx) => inScope(ctx, (trx) => listDebtBeforeBill(trx, ctx.params)),
    }),
    listBalances: action({
      rest: 'GET /buildings/:buildingId/balances',
      permission: null,
      summary: 'What each customer owes, by unit',
      params: z.object({ buildingId: id }),
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          const rows = await listBalances(trx, ctx.params.buildingId);
          return { rows, total: rows.length };
        }),
    }),
  },
});

function inUnitOfWork<T>(ctx: { meta: { unitOfWork?: string } }, fn: () => Promise<T>): Promise<T> {
  if (!ctx.meta.unitOfWork) throw new Error('journals are posted inside the transaction of their bills');
  return fn();
}
