// Runs in the caller's open transaction where there is one (a seed, a command of several steps), else in one of its own.
import type { Knex } from 'knex';
import type { Ctx } from '#platform/context';
import { inScope, unitOfWork } from '#platform/scope';

export function joinUnit<T>(ctx: Ctx, fn: (trx: Knex.Transaction, id: string) => PromiseLike<T>): Promise<T> {
  const id = ctx.meta.unitOfWork;
  return id === undefined ? unitOfWork(ctx, fn) : inScope(ctx, (trx) => fn(trx, id));
}
