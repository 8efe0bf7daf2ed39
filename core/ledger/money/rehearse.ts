// A command tried and taken back: what it would post is read from the database itself, then everything is rolled back.
import type { Knex } from 'knex';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';

class Rehearsed extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('rehearsed');
    this.result = result;
  }
}

/** Runs `fn` in a transaction of its own and rolls it back; answers what it answered, numbers as they would be now. */
export async function rehearse<T>(ctx: Ctx, fn: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  // inside a caller's transaction there would be nothing to roll back to
  if (ctx.meta.unitOfWork) throw new Error('a rehearsal needs a transaction of its own');
  try {
    return await inScope(ctx, async (trx): Promise<T> => {
      throw new Rehearsed(await fn(trx));
    });
  } catch (error) {
    // the rehearsal ends by throwing, so that the transaction rolls back; anything else is a refusal or a fault
    if (error instanceof Rehearsed) return error.result as T;
    throw error;
  }
}
