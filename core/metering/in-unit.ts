// A save and its audit row in one transaction, never while its month is being posted.
import type { Knex } from 'knex';
import { firstDay } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { Dial } from './dial.ts';

export { inUnit } from '#platform/in-unit';

/** Many may save a month's readings at once, but none while it is being posted: the posting takes the other side of this lock. */
export async function whileNotPosting(
  trx: Knex.Transaction,
  { buildingId, period }: { buildingId: number; period: string },
): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock_shared(hashtextextended(?, 7294))', [`readings ${buildingId} ${firstDay(period)}`]);
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
