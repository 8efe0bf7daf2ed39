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

/**
 * Whether a dial's reading is billed, or its period closed. A master meter's is as soon as a unit of its service is; so are all
 * readings of a group whose loss has been shared: another reading would be another share of what is billed already.
 */
export async function lockOf(
  ctx: Ctx,
  { buildingId, period }: { buildingId: number; period: string },
  unit?: string,
): Promise<(dial: Pick<Dial, 'unitId' | 'service'>) => boolean> {
  const shared = await call(ctx, 'metering.listSharedUnits', { buildingId, period }, { unitOfWork: unit });
  const { closed, billed } = await call(ctx, 'billing.listLocks', { buildingId, period }, { unitOfWork: unit });
  const taken = new Set(billed.map(({ unitId, service }) => `${unitId} ${service}`));
  const services = new Set(billed.map(({ service }) => service));
  for (const { service, unitIds } of shared) {
    const ofGroup = unitIds.map((unitId) => `${unitId} ${service}`);
    if (ofGroup.some((one) => taken.has(one))) for (const one of ofGroup) taken.add(one);
  }
  return ({ unitId, service }) => closed || (unitId === null ? services.has(service) : taken.has(`${unitId} ${service}`));
}
