// Cards, their numbers and their events in the database.
import type { Knex } from 'knex';
import { addDays } from '#kit';
import type { CardEventRow, CardRow, CardSnapshot } from './card.contract.ts';

export type StoredCard = Omit<CardRow, 'actions'> & { tariffClass: string };
const COLUMNS = `
  card.id, card.building_id as "buildingId", card.service, card.unit_id as "unitId", unit.code as unit, unit.tariff_class as "tariffClass",
  card.customer_id as "customerId", customer.name as customer, card.number, card.fields, card.state, card.billing,
  lower(card.valid)::text as "validFrom", (upper(card.valid) - 1)::text as "validTo", card.paid_through::text as "paidThrough",
  card.deposit, card.frozen_from::text as "frozenFrom", card.revision`;
const FROM = `from card join unit on unit.id = card.unit_id join customer on customer.id = card.customer_id`;

export interface CardFilter {
  buildingId: number;
  service?: string;
  state?: string;
  unitId?: number;
  page: number;
  pageSize: number;
}

export async function listCards(trx: Knex.Transaction, filter: CardFilter): Promise<{ rows: StoredCard[]; total: number }> {
  const { buildingId, service = null, state = null, unitId = null, page, pageSize } = filter;
  const where = `where card.building_id = :buildingId and (:service::text is null or card.service = :service)
    and (:state::text is null or card.state = :state) and (:unitId::bigint is null or card.unit_id = :unitId)`;
  const values = { buildingId, service, state, unitId, pageSize, skip: (page - 1) * pageSize };
  const { rows } = await trx.raw(
    `select ${COLUMNS} ${FROM} ${where} order by unit.code, card.service, card.id limit :pageSize offset :skip`,
    values,
  );
  const { rows: counts } = await trx.raw(`select count(*)::int as total from card ${where}`, values);
  return { rows, total: counts[0].total };
}

/** The card, held until commit if `lock`. */
export async function findCard(trx: Knex.Transaction, id: number, lock = false): Promise<StoredCard | null> {
  const { rows } = await trx.raw(`select ${COLUMNS} ${FROM} where card.id = ? ${lock ? 'for update of card' : ''}`, [id]);
  return rows[0] ?? null;
}

export const snapshotOf = (card: CardSnapshot): CardSnapshot => ({
  state: card.state,
  number: card.number,
  unitId: card.unitId,
  customerId: card.customerId,
  validFrom: card.validFrom,
  validTo: card.validTo,
  paidThrough: card.paidThrough,
  billing: card.billing,
  deposit: card.deposit,
  fields: card.fields,
  frozenFrom: card.frozenFrom,
});

const rangeOf = ({ validFrom, validTo }: CardSnapshot): string | null =>
  validFrom === null ? null : `[${validFrom},${validTo === null ? '' : addDays(validTo, 1)})`;
const columnsOf = (card: CardSnapshot) => ({
  unit_id: card.unitId,
  customer_id: card.customerId,
  number: card.number,
  fields: JSON.stringify(card.fields),
  state: card.state,
  billing: card.billing,
  valid: rangeOf(card),
  paid_through: card.paidThrough,
  deposit: card.deposit,
  frozen_from: card.frozenFrom,
});

export async function insertCard(
  trx: Knex.Transaction,
  buildingId: number,
  service: string,
  card: CardSnapshot,
): Promise<number> {
  const [row] = await trx('card')
    .insert({ building_id: buildingId, service, ...columnsOf(card) })
    .returning('id');
  return row.id;
}

export async function updateCard(trx: Knex.Transaction, id: number, card: CardSnapshot): Promise<void> {
  await trx('card')
    .where({ id })
    .update({ ...columnsOf(card), revision: trx.raw('revision + 1') });
}

/** Ends the number the card had, the day before, and begins or prolongs the one it has now. */
export async function writeNumber(
  trx: Knex.Transaction,
  card: { id: number; buildingId: number; service: string },
  before: CardSnapshot,
  after: CardSnapshot,
  on: string,
): Promise<void> {
  if (before.number !== null && before.number !== after.number) {
    await trx.raw(
      `update card_number set valid = daterange(lower(valid), greatest(lower(valid), ?::date)) where card_id = ? and number = ? and (upper(valid) is null or upper(valid) > ?::date)`,
      [on, card.id, before.number, on],
    );
  }
  if (after.number === null || (before.number === after.number && before.validTo === after.validTo)) return;
  const to = after.validTo === null ? null : addDays(after.validTo, 1);
  if (before.number === after.number) {
    await trx.raw(
      `update card_number set valid = daterange(lower(valid), greatest(lower(valid), ?::date))
       where id = (select id from card_number where card_id = ? and number = ? order by id desc limit 1)`,
      [to, card.id, after.number],
    );
  } else {
    await trx.raw(
      `insert into card_number (building_id, card_id, service, number, valid) values (?, ?, ?, ?, daterange(?::date, ?::date))`,
      [card.buildingId, card.id, card.service, after.number, on, to],
    );
  }
}

export type EventToWrite = Omit<CardEventRow, 'user'> & { cardId: number; buildingId: number };
export async function insertEvent(trx: Knex.Transaction, event: EventToWrite): Promise<void> {
  await trx('card_event').insert({
    card_id: event.cardId,
    revision: event.revision,
    building_id: event.buildingId,
    customer_id: event.customerId,
    action: event.action,
    on_date: event.on,
    at: event.at,
    user_id: event.userId,
    reason: event.reason,
    document: event.document,
    before: event.before === null ? null : JSON.stringify(event.before),
    after: JSON.stringify(event.after),
    fee: event.fee,
    deposit: event.deposit,
  });
}

const EVENT = `select e.revision, e.action, e.on_date::text as on, e.at, e.user_id as "userId", coalesce(u.name, '') as user,
       e.customer_id as "customerId", e.reason, e.document, e.before, e.after, e.fee, e.deposit
     from card_event e left join app_user u on u.id = e.user_id where e.card_id = ?`;
export async function listEvents(trx: Knex.Transaction, cardId: number): Promise<CardEventRow[]> {
  return (await trx.raw(`${EVENT} order by e.revision`, [cardId])).rows;
}

export async function lastEvent(trx: Knex.Transaction, cardId: number): Promise<CardEventRow> {
  return (await trx.raw(`${EVENT} order by e.revision desc limit 1`, [cardId])).rows[0];
}

/** Cards of the unit's service that bill, oldest first, the card itself included. */
export async function listInUnit(
  trx: Knex.Transaction,
  card: { id: number; unitId: number; service: string; fields: Record<string, unknown> },
): Promise<{ id: number; fields: Record<string, unknown> }[]> {
  const { rows } = await trx.raw(
    `select id, fields from card where unit_id = ? and service = ? and billing and id <> ? order by id`,
    [card.unitId, card.service, card.id],
  );
  return [...rows, { id: card.id, fields: card.fields }].sort((a, b) => a.id - b.id);
}
