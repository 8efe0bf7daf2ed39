// Every statement runs in a transaction that has set the caller's scope; row-level security does the rest.
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { Ctx } from './context.ts';
import { database } from './knex.ts';

export interface Scope {
  userId: number;
  companyId: number;
  buildingIds: readonly number[];
}
export interface ScopeOptions {
  isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readOnly?: boolean;
  /** How often to start again on a serialisation failure or deadlock (default 3); the function must be free of other effects. */
  retries?: number;
}
export type Work<T> = (trx: Knex.Transaction) => PromiseLike<T>;

const openUnits = new Map<string, Knex.Transaction>();
const RETRYABLE = new Set(['40001', '40P01']);

/** Runs in the caller's scope; joins the open transaction that `ctx.meta.unitOfWork` names, if any. */
export function inScope<T>(ctx: Ctx, fn: Work<T>, options: ScopeOptions = {}): Promise<T> {
  const id = ctx.meta.unitOfWork;
  if (id === undefined) return withScope(scopeOf(ctx), fn, options);
  const open = openUnits.get(id);
  if (!open) throw new Error(`unit of work ${id} is not open in this process`);
  return Promise.resolve(fn(open));
}

/** Opens a transaction other actions may join: `call(ctx, 'ledger.post', params, { unitOfWork: id })`. Commits when `fn` is done. */
export function unitOfWork<T>(
  ctx: Ctx,
  fn: (trx: Knex.Transaction, id: string) => PromiseLike<T>,
  options: ScopeOptions = {},
): Promise<T> {
  return withScope(
    scopeOf(ctx),
    async (trx) => {
      const id = randomUUID();
      openUnits.set(id, trx);
      try {
        return await fn(trx, id);
      } finally {
        openUnits.delete(id);
      }
    },
    options,
  );
}

/** Runs in a scope given by value: for jobs, the command line and tests. */
export async function withScope<T>(scope: Scope, fn: Work<T>, options: ScopeOptions = {}): Promise<T> {
  const attempts = (options.retries ?? 3) + 1;
  for (let attempt = 1; ; attempt++) {
    try {
      return await database().transaction(
        async (trx) => {
          await enterScope(trx, scope);
          return await fn(trx);
        },
        { isolationLevel: options.isolation ?? 'read committed', readOnly: options.readOnly ?? false },
      );
    } catch (error) {
      const { code } = error as { code?: string };
      if (attempt >= attempts || code === undefined || !RETRYABLE.has(code)) throw error;
    }
  }
}

/** Runs `fn` as toanha_poster, which may COPY into a month's leaf partitions; then back to the application's role. */
export async function asPoster<T>(trx: Knex.Transaction, fn: () => PromiseLike<T>): Promise<T> {
  await trx.raw('set local role toanha_poster');
  const result = await fn();
  await trx.raw('set local role toanha_app');
  return result;
}

async function enterScope(trx: Knex.Transaction, scope: Scope): Promise<void> {
  await trx.raw('set local role toanha_app');
  await trx.raw(
    `select set_config('app.user', ?, true), set_config('app.company', ?, true), set_config('app.buildings', ?, true)`,
    [String(scope.userId), String(scope.companyId), `{${scope.buildingIds.join(',')}}`],
  );
}

function scopeOf(ctx: Ctx): Scope {
  const user = ctx.meta.user;
  if (!user) throw new Refusal('access.session.missing', {}, 401);
  return { userId: user.id, companyId: user.companyId, buildingIds: user.buildingIds };
}
