// Actions of debts: the cashier's screen, debts with ageing, movements, statements.
import { z } from 'zod';
import { Refusal, sumVnd } from '#kit';
import type { Ctx } from '#platform/context';
import { day, flag, id, listQuery, period } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { openRuns } from '../money/open-runs.ts';
import { debtAlerts } from './debt-alerts.ts';
import { listDebts } from './list-debts.ts';
import { listCredits, listOpenItems } from './open-items.ts';
import { reportDebts } from './report-debts.ts';
import { listTransactions, statement } from './statement.ts';

const ids = z.preprocess((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value), z.array(id).max(500));

export const debtActions = {
  listOpen: action({
    rest: 'GET /buildings/:buildingId/open',
    permission: null,
    summary: 'Everything open at some units, oldest first, with the credits there',
    params: z.object({ buildingId: id, unitIds: ids.optional(), customerId: id.optional() }),
    handler: (ctx) => {
      if (!ctx.params.unitIds && !ctx.params.customerId) throw new Refusal('ledger.open.whose', {});
      return withOpenRuns(ctx, ctx.params.buildingId, async (trx) => {
        const items = await listOpenItems(trx, ctx.params);
        const credits = await listCredits(trx, ctx.params);
        const credit = credits.filter(({ kind }) => kind === 'surplus');
        return {
          ...{ items, credits, open: sumVnd(items.map(({ open }) => open)) },
          credit: sumVnd(credit.map(({ remaining }) => remaining)),
        };
      });
    },
  }),
  listCredits: action({
    rest: 'GET /buildings/:buildingId/credits',
    permission: null,
    summary: 'Surpluses, deposits and unidentified transfers that are left',
    params: z.object({ buildingId: id, kind: z.enum(['surplus', 'deposit', 'unidentified', 'prepaid']).optional() }),
    handler: (ctx) =>
      withOpenRuns(ctx, ctx.params.buildingId, async (trx) => {
        const rows = await listCredits(trx, ctx.params);
        return { rows, total: rows.length };
      }),
  }),
  listDebts: action({
    rest: 'GET /debts',
    permission: null,
    summary: 'Who owes, with ageing',
    params: z.object({
      ...{ building: id, asOf: day.optional(), overdueOnly: flag.optional(), search: z.string().trim().max(100).optional() },
      late: z.coerce.number().int().min(0).max(36_500).optional(),
      ...{ page: listQuery.page, pageSize: listQuery.pageSize },
    }),
    handler: (ctx) => withOpenRuns(ctx, ctx.params.building, (trx) => listDebts(trx, ctx.params)),
  }),
  debtAlerts: action({
    rest: 'GET /buildings/:buildingId/debt-alerts',
    permission: null,
    summary: 'Newly overdue, overdue and old debts, and unidentified money: payers and amounts',
    params: z.object({ buildingId: id }),
    handler: (ctx) => withOpenRuns(ctx, ctx.params.buildingId, (trx) => debtAlerts(trx, ctx.params.buildingId)),
  }),
  reportDebts: action({
    rest: 'GET /debts/report',
    permission: null,
    summary: 'Opening, charges, receipts, others and closing by payer, unit, service or period',
    params: z.object({ building: id, from: period, to: period, by: z.enum(['customer', 'unit', 'service', 'period']) }),
    handler: (ctx) => withOpenRuns(ctx, ctx.params.building, (trx) => reportDebts(trx, ctx.params)),
    timeoutMs: 60_000,
  }),
  statement: action({
    rest: 'GET /customers/:customerId/statement',
    permission: null,
    summary: 'A customer’s account over some months',
    params: z.object({ customerId: id, from: period.optional(), to: period.optional() }),
    handler: (ctx) => withAllRuns(ctx, (trx) => statement(trx, ctx.params)),
  }),
  listTransactions: action({
    rest: 'GET /customers/:customerId/transactions',
    permission: null,
    summary: 'Everything that ever happened with a customer',
    params: z.object({ customerId: id }),
    handler: (ctx) =>
      withAllRuns(ctx, async (trx) => {
        const rows = await listTransactions(trx, ctx.params.customerId);
        return { rows, total: rows.length };
      }),
  }),
};

/** A customer may have units in several buildings: those with a run that nobody has looked at yet come first. */
export function withAllRuns<T>(ctx: Ctx, fn: Parameters<typeof inScope<T>>[1]): Promise<T> {
  return inScope(ctx, async (trx) => {
    const waiting: number[] = await trx('run as r')
      .where('r.status', 'posted')
      .whereNotExists(trx('opened_run as o').whereRaw('o.run_id = r.id').select('o.run_id'))
      .orderBy('r.building_id')
      .distinct('r.building_id')
      .pluck('r.building_id');
    for (const buildingId of waiting) await openRuns(trx, ctx.meta.user!.companyId, buildingId);
    return fn(trx);
  });
}

/** Reads after the posted runs' receivables stand as open items. */
export function withOpenRuns<T>(ctx: Ctx, buildingId: number, fn: Parameters<typeof inScope<T>>[1]): Promise<T> {
  const user = ctx.meta.user!;
  if (!user.buildingIds.includes(buildingId)) throw new Refusal('ledger.building.forbidden', { building: buildingId }, 403);
  return inScope(ctx, async (trx) => {
    await openRuns(trx, user.companyId, buildingId);
    return fn(trx);
  });
}
