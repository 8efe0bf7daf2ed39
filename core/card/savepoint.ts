// One card among many in a transaction: what is refused leaves no trace, the others go on.
import type { Knex } from 'knex';
import { Refusal } from '#kit';

/** The result, or the refusal that undid it; any other error goes up and undoes everything. */
export async function inSavepoint<T>(
  trx: Knex.Transaction,
  fn: () => Promise<T>,
  refusalOf: (error: unknown) => unknown = (error) => error,
): Promise<{ result: T; refusal?: undefined } | { result?: undefined; refusal: Refusal }> {
  await trx.raw('savepoint one_card');
  try {
    const result = await fn();
    await trx.raw('release savepoint one_card');
    return { result };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!(refusal instanceof Refusal)) throw error;
    await trx.raw('rollback to savepoint one_card');
    return { refusal };
  }
}
