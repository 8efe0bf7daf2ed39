// A transaction that other services' actions join: a save and its audit row are stored together or not at all.
import type { Knex } from 'knex';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { inScope, unitOfWork } from '#platform/scope';
import type { Dial } from './dial.ts';

export function inUnit<T>(ctx: Ctx, fn: (trx: Knex.Transaction, unit: string) => PromiseLike<T>): Promise<T> {
  const joined = ctx.meta.unitOfWork;
  return joined === undefined ? unitOfWork(ctx, fn) : inScope(ctx, (trx) => fn(trx, joined));
}

/** Whether a dial's reading is billed, or its period closed. */
export async function lockOf(
  ctx: Ctx,
  { buildingId, period }: { buildingId: number; period: string },
  unit?: string,
): Promise<(dial: Pick<Dial, 'unitId' | 'service'>) => boolean> {
  const { closed, billed } = await call(ctx, 'billing.listLocks', { buildingId, period }, { unitOfWork: unit });
  const taken = new Set(billed.map(({ unitId, service }) => `${unitId} ${service}`));
  return ({ unitId, service }) => closed || taken.has(`${unitId} ${service}`);
}
