// A transaction that other services' actions join: a change and its audit row are stored together or not at all.
import type { Knex } from 'knex';
import type { Ctx } from './context.ts';
import { inScope, unitOfWork } from './scope.ts';

/** Joins the caller's unit of work, or opens one; its id is for `call(ctx, …, { unitOfWork: unit })`. */
export function inUnit<T>(ctx: Ctx, fn: (trx: Knex.Transaction, unit: string) => PromiseLike<T>): Promise<T> {
  const joined = ctx.meta.unitOfWork;
  return joined === undefined ? unitOfWork(ctx, fn) : inScope(ctx, (trx) => fn(trx, joined));
}
