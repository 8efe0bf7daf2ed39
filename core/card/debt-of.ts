// What of a unit's debt is overdue, for guards: of the holder and of whoever pays for the unit now; a former tenant's debt locks no card.
import type { Knex } from 'knex';
import { type CardPlugin, daysBetween } from '#kit';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import type { StoredCard } from './card-repository.ts';

export interface Debt {
  debt: number;
  daysOverdue: number;
}
const FACTS = new Set(['debt', 'daysOverdue']);

export const asksForDebt = (plugin: CardPlugin): boolean =>
  plugin.variables.some(({ name, source }) => source === 'card' && FACTS.has(name));

/** Nothing where the plugin does not ask. */
export async function debtOf(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  plugin: CardPlugin,
  { buildingId, unitId, customerId }: Pick<StoredCard, 'buildingId' | 'unitId' | 'customerId'>,
): Promise<Partial<Debt>> {
  if (!asksForDebt(plugin)) return {};
  const { items } = await call(ctx, 'ledger.listOpen', { buildingId, unitIds: [unitId] }, { unitOfWork: unit });
  const { rows } = await trx.raw(
    `select customer_id from occupancy where unit_id = ? and valid @> ?::date order by role = 'tenant' desc limit 1`,
    [unitId, today()],
  );
  const whose = new Set([customerId, rows[0]?.customer_id]);
  const late = items.filter(({ dueOn, customerId: owes }) => dueOn < today() && whose.has(owes));
  return {
    debt: late.reduce((sum, { open }) => sum + open, 0),
    daysOverdue: late.reduce((days, { dueOn }) => Math.max(days, daysBetween(dueOn, today())), 0),
  };
}
