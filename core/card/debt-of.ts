// What of a unit's debt is overdue, for guards: of the holder and of whoever pays for the unit now; a former tenant's debt locks no card.
import type { Knex } from 'knex';
import { type CardPlugin, daysBetween } from '#kit';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';

export interface Debt {
  debt: number;
  daysOverdue: number;
}
interface Held {
  id: number;
  unitId: number;
  customerId: number;
}
export const DEBT_FACTS = ['debt', 'daysOverdue'];
const UNITS_AT_ONCE = 500; // what ledger.listOpen takes

/** Nothing where the plugin does not ask. */
export async function debtOf(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  plugin: CardPlugin,
  card: Held & { buildingId: number },
): Promise<Partial<Debt>> {
  if (!plugin.variables.some(({ name, source }) => source === 'card' && DEBT_FACTS.includes(name))) return {};
  return (await debtsOf(ctx, trx, unit, card.buildingId, [card])).get(card.id)!;
}

/** Of many cards of one building, by card. */
export async function debtsOf(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  buildingId: number,
  cards: readonly Held[],
): Promise<Map<number, Debt>> {
  if (cards.length === 0) return new Map();
  const unitIds = [...new Set(cards.map(({ unitId }) => unitId))];
  const items: { unitId: number; customerId: number; dueOn: string; open: number }[] = [];
  for (let start = 0; start < unitIds.length; start += UNITS_AT_ONCE) {
    const params = { buildingId, unitIds: unitIds.slice(start, start + UNITS_AT_ONCE) };
    items.push(...(await call(ctx, 'ledger.listOpen', params, { unitOfWork: unit })).items);
  }
  const overdue = Map.groupBy(
    items.filter(({ dueOn }) => dueOn < today()),
    ({ unitId }) => unitId,
  );
  const payers = await payersOf(trx, unitIds);
  return new Map(
    cards.map(({ id, unitId, customerId }) => {
      const own = (overdue.get(unitId) ?? []).filter((item) => [customerId, payers.get(unitId)].includes(item.customerId));
      const debt = own.reduce((sum, { open }) => sum + open, 0);
      return [id, { debt, daysOverdue: own.reduce((days, { dueOn }) => Math.max(days, daysBetween(dueOn, today())), 0) }];
    }),
  );
}

/** The payer of today: the tenant where there is one, else the owner. */
async function payersOf(trx: Knex.Transaction, unitIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await trx.raw(
    `select distinct on (unit_id) unit_id, customer_id from occupancy
     where unit_id = any (?) and valid @> ?::date order by unit_id, role = 'tenant' desc`,
    [unitIds as number[], today()],
  );
  return new Map(rows.map((row: { unit_id: number; customer_id: number }) => [row.unit_id, row.customer_id]));
}
