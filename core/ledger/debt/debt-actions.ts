// Actions of debts: the cashier's screen, debts with ageing, movements, statements.
import { z } from 'zod';
import { Refusal, sumVnd } from '#kit';
import type { Ctx } from '#platform/context';
import { id } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { openRuns } from '../money/open-runs.ts';
import { listCredits, listOpenItems } from './open-items.ts';

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
    params: z.object({ buildingId: id, kind: z.enum(['surplus', 'deposit', 'unidentified']).optional() }),
    handler: (ctx) =>
      withOpenRuns(ctx, ctx.params.buildingId, async (trx) => {
        const rows = await listCredits(trx, ctx.params);
        return { rows, total: rows.length };
      }),
  }),
};

/** Reads after the posted runs' receivables stand as open items. */
export function withOpenRuns<T>(ctx: Ctx, buildingId: number, fn: Parameters<typeof inScope<T>>[1]): Promise<T> {
  const user = ctx.meta.user!;
  if (!user.buildingIds.includes(buildingId)) throw new Refusal('ledger.building.forbidden', { building: buildingId }, 403);
  return inScope(ctx, async (trx) => {
    await openRuns(trx, user.companyId, buildingId);
    return fn(trx);
  });
}
