// What the chains of a building are made of: debts from the ledger, letters with what became of them, pauses. Set-wise.
import type { Knex } from 'knex';
import type { ResultOf } from '#platform/actions';
import { call } from '#platform/call';
import { dayOf } from '#platform/clock';
import type { Ctx } from '#platform/context';
import type { DunningRow } from '../reminder.contract.ts';
import type { Chain, Letter } from './decide-step.ts';

export interface Debtor extends Chain {
  unitId: number;
  unit: string;
  customerId: number;
  customer: string;
  /** The customer's own number. */
  code: string;
  email: string | null;
  items: ResultOf<'ledger.listOwing'>;
  paused: DunningRow['pause'];
}
const keyOf = (unitId: number, customerId: number): string => `${unitId} ${customerId}`;

/** Everyone who owes something, in the order of units. `unitOfWork` names the open transaction the ledger joins. */
export async function chainsOf(ctx: Ctx, trx: Knex.Transaction, unitOfWork: string, buildingId: number): Promise<Debtor[]> {
  const owing = await call(ctx, 'ledger.listOwing', { buildingId }, { unitOfWork });
  const letters = await lettersOf(trx, buildingId);
  const pauses = await pausesOf(trx, buildingId);
  const customerIds = [...new Set(owing.map(({ customerId }) => customerId))];
  const people = new Map<number, { code: string; email: string | null }>(
    (await trx('customer').whereRaw('id = any (?)', [customerIds]).select('id', 'code', 'email')).map((one) => [one.id, one]),
  );
  return [...Map.groupBy(owing, (item) => keyOf(item.unitId, item.customerId))]
    .map(([key, items]): Debtor => {
      const { unitId, unit, customerId, customer } = items[0]!;
      const paused = pauses.get(key) ?? null;
      return {
        ...{ unitId, unit, customerId, customer, items, paused },
        ...{ code: people.get(customerId)!.code, email: people.get(customerId)!.email?.trim() || null },
        ...{ debts: items.map(({ id, dueOn, open }) => ({ itemId: id, dueOn, open })), letters: letters.get(key) ?? [] },
        pause: paused,
      };
    })
    .sort((a, b) => a.unit.localeCompare(b.unit, 'vi') || a.customerId - b.customerId);
}

/** Last event of each delivery, as SQL: the delivery's state. */
export const LAST_EVENT = `select distinct on (delivery_id) delivery_id, state, at from reminder_event where building_id = :buildingId order by delivery_id, seq desc`;

async function lettersOf(trx: Knex.Transaction, buildingId: number): Promise<Map<string, Letter[]>> {
  const { rows } = await trx.raw(
    `with last as (${LAST_EVENT})
     select r.unit_id, r.customer_id, r.level, r.step, r.item_ids,
       bool_or(l.state = 'sent') as sent, bool_and(l.state = 'cancelled') as dropped, min(l.at) filter (where l.state = 'sent') as sent_at
     from reminder r join reminder_delivery d on d.reminder_id = r.id join last l on l.delivery_id = d.id
     where r.building_id = :buildingId group by r.id order by r.id`,
    { buildingId },
  );
  const found = rows.map((row: Record<string, never>) => ({
    key: keyOf(row.unit_id!, row.customer_id!),
    letter: {
      ...{ level: row.level!, step: row.step!, itemIds: row.item_ids! },
      state: row.sent ? 'sent' : row.dropped ? 'dropped' : 'waiting',
      sentOn: row.sent_at ? dayOf(row.sent_at) : null,
    } as Letter,
  })) as { key: string; letter: Letter }[];
  return new Map([...Map.groupBy(found, ({ key }) => key)].map(([key, all]) => [key, all.map(({ letter }) => letter)]));
}

async function pausesOf(trx: Knex.Transaction, buildingId: number): Promise<Map<string, NonNullable<DunningRow['pause']>>> {
  const rows = await trx('reminder_pause as p')
    .leftJoin('reminder_pause_end as e', 'e.pause_id', 'p.id')
    .leftJoin('app_user as w', 'w.id', 'p.made_by')
    .where('p.building_id', buildingId)
    .whereNull('e.pause_id')
    .orderBy('p.id')
    .select('p.id', 'p.kind', 'p.until', 'p.reason', { unitId: 'p.unit_id', customerId: 'p.customer_id', by: 'w.name' });
  return new Map(rows.map(({ unitId, customerId, ...pause }) => [keyOf(unitId, customerId), pause]));
}
