// One transaction for an action and whatever it calls: a second connection for each would starve the pool under load.
import type { Knex } from 'knex';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { unitOfWork } from '#platform/scope';

/** Actions called with this ctx join the transaction. */
export function inOneUnit<T>(ctx: Ctx, fn: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return unitOfWork(ctx, async (trx, id) => {
    ctx.meta.unitOfWork = id;
    try {
      return await fn(trx);
    } finally {
      ctx.meta.unitOfWork = undefined;
    }
  });
}

/** The same after the posted runs' receivables stand as open items: the ledger opens them for whoever first asks. */
export function withBooks<T>(ctx: Ctx<{ buildingId: number }>, fn: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  return inOneUnit(ctx, async (trx) => {
    await call(ctx, 'ledger.listCredits', { buildingId: ctx.params.buildingId, kind: 'unidentified' });
    return fn(trx);
  });
}
