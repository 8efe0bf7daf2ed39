// What a sheet's rows are compared with: units and people by code, and the cards that are there, read once for all rows.
import type { Knex } from 'knex';
import type { CardPlugin } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { codeKey } from '#platform/sheet/fold';
import { withDefaults } from '../registration-form.ts';
import type { CardRowRead } from './parse-cards.ts';

export interface KnownCard {
  id: number;
  revision: number;
  number: string | null;
  unitId: number;
  unit: string;
  customerId: number;
  holder: string;
  fields: Record<string, unknown>;
  state: string;
  validFrom: string | null;
  validTo: string | null;
  paidThrough: string | null;
  /** Nothing can be done with it any more: its number may be given to another. */
  ended: boolean;
}
export interface Known {
  units: Map<string, number>;
  customers: Map<string, number>;
  byId: Map<number, KnownCard>;
  byNumber: Map<string, KnownCard[]>;
  /** Registrations without a number yet, by who wants what. */
  waiting: Set<string>;
  /** Numbers this very sheet has given. */
  given: Set<string>;
}

export async function knownOf(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  { buildingId, plugin, rows }: { buildingId: number; plugin: CardPlugin; rows: readonly CardRowRead[] },
): Promise<Known> {
  const { rows: units } = await call(ctx, 'building.listUnits', { buildingId }, { unitOfWork: unit });
  const holders = [...new Set(rows.map(({ holder }) => codeKey(holder)))];
  const { rows: customers } = await trx.raw(
    `select id, code from customer where upper(regexp_replace(code, '\\s+', '', 'g')) = any (?::text[])`,
    [holders],
  );
  const cards = await cardsOf(trx, buildingId, plugin, rows);
  return {
    units: new Map(units.map(({ id, code }) => [codeKey(code), id])),
    customers: new Map(customers.map(({ id, code }: { id: number; code: string }) => [codeKey(code), id])),
    byId: new Map(cards.map((card) => [card.id, card])),
    byNumber: Map.groupBy(
      cards.filter(({ number }) => number !== null),
      ({ number }) => number!,
    ),
    waiting: new Set(cards.flatMap((card) => (card.number === null && !card.ended ? [wishOf(plugin, card)] : []))),
    given: new Set(),
  };
}

async function cardsOf(
  trx: Knex.Transaction,
  buildingId: number,
  plugin: CardPlugin,
  rows: readonly CardRowRead[],
): Promise<KnownCard[]> {
  const living = plugin.states.filter((state) => plugin.actions.some(({ from }) => from.includes(state)));
  const { rows: found } = await trx.raw(
    `select c.id, c.revision, c.number, c.unit_id as "unitId", u.code as unit, c.customer_id as "customerId", k.code as holder, c.fields,
       c.state, lower(c.valid)::text as "validFrom", (upper(c.valid) - 1)::text as "validTo", c.paid_through::text as "paidThrough",
       not c.state = any (:living) as ended
     from card c join unit u on u.id = c.unit_id join customer k on k.id = c.customer_id
     where c.building_id = :buildingId and c.service = :service
       and (c.number = any (:numbers::text[]) or c.id = any (:ids::bigint[]) or (c.number is null and c.state = :first)) order by c.id`,
    {
      ...{ buildingId, service: plugin.id, living, first: plugin.states[0]! },
      numbers: rows.flatMap(({ number }) => (number === null ? [] : [number])),
      ids: rows.flatMap(({ id }) => (id === null ? [] : [id])),
    },
  );
  return found;
}

export const wishOf = (
  plugin: CardPlugin,
  { unitId, customerId, fields }: Pick<KnownCard, 'unitId' | 'customerId' | 'fields'>,
): string =>
  JSON.stringify([unitId, customerId, Object.entries(withDefaults(plugin, fields)).sort(([a], [b]) => (a < b ? -1 : 1))]);
