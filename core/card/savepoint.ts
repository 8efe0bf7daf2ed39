// One card among many in a transaction: what is refused leaves no trace, the others go on.
import type { Knex } from 'knex';

/** The result, or null where `expected` knows the error; anything else goes up. */
export async function inSavepoint<T>(
  trx: Knex.Transaction,
  expected: (error: unknown) => boolean,
  fn: () => Promise<T>,
): Promise<T | null> {
  await trx.raw('savepoint one_card');
  try {
    const result = await fn();
    await trx.raw('release savepoint one_card');
    return result;
  } catch (error) {
    if (!expected(error)) throw error;
    await trx.raw('rollback to savepoint one_card');
    return null;
  }
}
