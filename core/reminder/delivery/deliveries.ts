// Deliveries and their events. The last event is the state; events are only added.
import type { Knex } from 'knex';
import { now } from '#platform/clock';
import type { Channel, DeliveryState } from '../reminder.contract.ts';

/** A server that answers at all does so sooner. */
const SENDING_MAX_MS = 120_000;

export interface Delivery {
  id: number;
  buildingId: number;
  reminderId: number;
  channel: Channel;
  address: string;
  state: DeliveryState;
  seq: number;
  at: Date;
}

/** What was being sent when the process ended may have arrived: nobody here knows. */
export const stateNow = (state: DeliveryState, at: Date): DeliveryState =>
  state === 'sending' && now().getTime() - at.getTime() > SENDING_MAX_MS ? 'uncertain' : state;

export async function deliveriesOf(
  trx: Knex.Transaction,
  { buildingId, ids, channel }: { buildingId: number; ids?: readonly number[] | undefined; channel?: Channel },
): Promise<Delivery[]> {
  const { rows } = await trx.raw(
    `select d.id, d.building_id as "buildingId", d.reminder_id as "reminderId", d.channel, d.address, l.state, l.seq, l.at
     from reminder_delivery d join lateral (select state, seq, at from reminder_event e where e.delivery_id = d.id order by seq desc limit 1) l on true
     where d.building_id = :buildingId and (:channel::text is null or d.channel = :channel) and (:ids::bigint[] is null or d.id = any (:ids)) order by d.id`,
    { buildingId, channel: channel ?? null, ids: ids ? [...ids] : null },
  );
  return (rows as Delivery[]).map((row) => ({ ...row, state: stateNow(row.state, row.at) }));
}

/** The delivery held until commit, so that two people decide about it one after the other; null where there is none. */
export async function lockDelivery(trx: Knex.Transaction, buildingId: number, id: number): Promise<Delivery | null> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('reminder delivery ' || ?::text, 7294))`, [id]);
  return (await deliveriesOf(trx, { buildingId, ids: [id] }))[0] ?? null;
}

export async function addEvent(
  trx: Knex.Transaction,
  delivery: Delivery,
  event: { state: DeliveryState; detail?: string; messageId?: string; userId: number },
): Promise<void> {
  await trx('reminder_event').insert({
    ...{ delivery_id: delivery.id, seq: delivery.seq + 1, building_id: delivery.buildingId, state: event.state },
    ...{ detail: event.detail ?? '', message_id: event.messageId ?? null, by_user: event.userId, at: now() },
  });
}
