// Who waits for whom. Everybody takes locks in one order, so that nobody waits in a ring: run, cards, units, money, doors.
import type { Knex } from 'knex';

/** Until commit; units by number, so that two transfers do not wait for each other. */
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

/** The same without waiting: whether it was to be had. */
export async function trySharedWithRuns(trx: Knex.Transaction, buildingId: number): Promise<boolean> {
  const { rows } = await trx.raw(`select pg_try_advisory_xact_lock_shared(hashtextextended('cards ' || ?::text, 7294)) as got`, [
    buildingId,
  ]);
  return rows[0].got;
}

export interface LockedCard {
  id: number;
  unitId: number;
  customerId: number;
}
/** Before many cards of a building are acted on, one after the other: all of them and their units. Answers those there are. */
export async function lockCards(
  trx: Knex.Transaction,
  buildingId: number,
  ids: readonly number[],
  unitIds: readonly number[] = [],
): Promise<LockedCard[]> {
  await sharedWithRuns(trx, buildingId);
  const { rows } = await trx.raw(
    `select id, unit_id as "unitId", customer_id as "customerId" from card where building_id = ? and id = any (?) order by id for update`,
    [buildingId, ids as number[]],
  );
  await lockUnits(trx, [...rows.map(({ unitId }: LockedCard) => unitId), ...unitIds]);
  return rows;
}
