// One run at work per building and month: whoever holds the lock lives; a run at work without it has crashed.
import type { Knex } from 'knex';
import { firstDay, Refusal } from '#kit';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';

export interface BuildingMonth {
  buildingId: number;
  period: string;
  /** A run that bills only who left by this move. */
  moveId?: number | null;
}

/** Runs `fn` while a transaction of its own holds the lock, so that what `fn` commits is seen by others while it goes on. */
export function underRunLock<T>(ctx: Ctx, month: BuildingMonth, fn: (guard: Knex.Transaction) => Promise<T>): Promise<T> {
  return inScope(
    ctx,
    async (guard) => {
      if (!(await tryLock(guard, month))) throw new Refusal('billing.run.busy', { period: month.period }, 409);
      return fn(guard);
    },
    { retries: 0 },
  );
}

/**
 * Waits for readings of the month being saved and keeps new ones waiting while the guard lives (metering takes the shared side), so
 * that no reading changes between the posting's snapshot and its commit. To be called before the posting's transaction begins.
 */
export async function haltReadings(guard: Knex.Transaction, { buildingId, period }: BuildingMonth): Promise<void> {
  await guard.raw('select pg_advisory_xact_lock(hashtextextended(?, 7294))', [`readings ${buildingId} ${firstDay(period)}`]);
}

/** The same for cards: what they owe stays as it is from the posting's snapshot to its commit (clerks take the shared side). */
export async function haltCards(guard: Knex.Transaction, { buildingId }: BuildingMonth): Promise<void> {
  await guard.raw('select pg_advisory_xact_lock(hashtextextended(?, 7294))', [`cards ${buildingId}`]);
}

/** Nothing of a crashed run is in the books: a posting one may be approved again, a preview has to be made again. */
export async function resetCrashedRuns(trx: Knex.Transaction, buildingId: number): Promise<void> {
  const atWork = await trx('run')
    .where({ building_id: buildingId })
    .whereIn('status', ['previewing', 'posting'])
    .select('id', 'status', trx.raw(`to_char(period, 'YYYY-MM') as period`));
  for (const { id, status, period } of atWork) {
    if (!(await tryLock(trx, { buildingId, period }))) continue;
    await trx('run')
      .where({ id, status })
      .update(
        status === 'posting'
          ? { status: 'previewed', approved_by: null }
          : { status: 'failed', failure: { code: 'billing.run.interrupted', params: { period } } },
      );
  }
}

async function tryLock(trx: Knex.Transaction, { buildingId, period }: BuildingMonth): Promise<boolean> {
  const { rows } = await trx.raw('select pg_try_advisory_xact_lock(hashtextextended(?, 7294)) as mine', [
    `run ${buildingId} ${firstDay(period)}`,
  ]);
  return rows[0].mine;
}
