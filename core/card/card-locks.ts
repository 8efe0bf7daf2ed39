// Who waits for whom: clerks of one unit for one another (quotas), clerks of a building for a run that is being posted.
import type { Knex } from 'knex';

/** Until commit; always in the same order, so that two transfers do not wait for each other. */
export async function lockUnits(trx: Knex.Transaction, unitIds: readonly number[]): Promise<void> {
  const inOrder = [...new Set(unitIds)].sort((a, b) => a - b);
  await trx.raw(
    `select pg_advisory_xact_lock(hashtextextended('cards of unit ' || id, 7294)) from unnest(?::bigint[]) with ordinality u(id, n) order by n`,
    [inOrder],
  );
}

/** A posting run takes the other side before it reads: what a card owes stays the same from then to its commit. */
export async function sharedWithRuns(trx: Knex.Transaction, buildingId: number): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock_shared(hashtextextended('cards ' || ?::text, 7294))`, [buildingId]);
}
