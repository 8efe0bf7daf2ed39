// What a person knows and the outbox does not: handed over, did not arrive, shall not go.
import { Refusal } from '#kit';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';
import type { DeliveryState } from '../reminder.contract.ts';
import { addEvent, lockDelivery } from './deliveries.ts';

type Outcome = 'sent' | 'notSent' | 'cancelled';
const BECOMES: Record<Outcome, DeliveryState> = { sent: 'sent', notSent: 'failed', cancelled: 'cancelled' };
const FROM: Record<Outcome, readonly DeliveryState[]> = {
  sent: ['queued', 'uncertain'],
  notSent: ['uncertain'],
  cancelled: ['queued', 'failed', 'refused', 'uncertain'],
};

/** All or nothing; an e-mail is `sent` by a person's word only where it is uncertain. */
export function resolveDeliveries(
  ctx: Ctx,
  {
    buildingId,
    deliveryIds,
    outcome,
    reason = '',
  }: { buildingId: number; deliveryIds: number[]; outcome: Outcome; reason?: string | undefined },
): Promise<{ changed: number }> {
  return inScope(ctx, async (trx) => {
    let changed = 0;
    for (const id of [...new Set(deliveryIds)].sort((a, b) => a - b)) {
      const delivery = await lockDelivery(trx, buildingId, id);
      if (!delivery) throw new Refusal('reminder.delivery.unknown', { delivery: id }, 404);
      if (delivery.state === BECOMES[outcome]) continue; // asked twice
      const isMail = delivery.channel === 'email' && delivery.state === 'queued' && outcome === 'sent';
      if (isMail || !FROM[outcome].includes(delivery.state))
        throw new Refusal(`reminder.delivery.not.${outcome}`, { delivery: id, address: delivery.address }, 409);
      await addEvent(trx, delivery, { state: BECOMES[outcome], detail: reason, userId: ctx.meta.user!.id });
      changed++;
    }
    return { changed };
  });
}
