// What an access controller reads: one row per change of what a number may open, in the order of commits.
import type { Knex } from 'knex';
import type { CardSnapshot, GateDifference, OutboxRow } from './card.contract.ts';

export interface DoorChange {
  cardId: number;
  service: string;
  number: string;
  state: string;
  open: boolean;
  /** Days on which it opens, both inclusive; null: from now, until further notice. */
  validFrom: string | null;
  validTo: string | null;
}

/** What an action changes at doors: a number that is no longer the card's is shut, the one it has follows its state and its days. */
export function doorChanges(
  card: { id: number; service: string },
  opens: readonly string[],
  before: CardSnapshot,
  after: CardSnapshot,
): DoorChange[] {
  const { id: cardId, service } = card;
  const { state, validFrom, validTo } = after;
  const about = { cardId, service, state, validFrom, validTo };
  const changes: DoorChange[] = [];
  if (before.number !== null && before.number !== after.number) changes.push({ ...about, number: before.number, open: false });
  const moved = before.state !== state || before.validFrom !== validFrom || before.validTo !== validTo;
  if (after.number !== null && (before.number !== after.number || moved))
    changes.push({ ...about, number: after.number, open: opens.includes(state) });
  return changes;
}

/** The last lock a transaction takes: a reader's cursor never passes a row still on its way, so rows come in the order of commits. */
export async function writeOutbox(trx: Knex.Transaction, buildingId: number, rows: readonly DoorChange[]): Promise<void> {
  if (rows.length === 0) return;
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('card_outbox', ?))`, [buildingId]);
  await trx.raw(
    `insert into card_outbox (building_id, card_id, service, number, state, open, valid_from, valid_to, at)
     select ?, r."cardId", r.service, r.number, r.state, r.open, r."validFrom", r."validTo", now()
     from rows from (jsonb_to_recordset(?::jsonb)
         as ("cardId" bigint, service text, number text, state text, open boolean, "validFrom" date, "validTo" date))
       with ordinality r("cardId", service, number, state, open, "validFrom", "validTo", n) order by n`,
    [buildingId, JSON.stringify(rows)],
  );
}

export async function listOutbox(trx: Knex.Transaction, buildingId: number, since: number, limit: number): Promise<OutboxRow[]> {
  const { rows } = await trx.raw(
    `select seq, card_id as "cardId", service, number, state, open, valid_from::text as "validFrom", valid_to::text as "validTo", at
     from card_outbox
     where building_id = ? and seq > ? order by seq limit ?`,
    [buildingId, since, limit],
  );
  return rows;
}

/** A reader's cursor only goes forward. */
export async function acknowledge(trx: Knex.Transaction, buildingId: number, reader: string, seq: number): Promise<number> {
  const { rows } = await trx.raw(
    `insert into card_outbox_read as old (building_id, reader, seq, at) values (?, ?, ?, now())
     on conflict (building_id, reader) do update set seq = greatest(old.seq, excluded.seq), at = now() returning seq`,
    [buildingId, reader, seq],
  );
  return rows[0].seq;
}

/** "Card says locked, gate says open", and numbers only one of them knows; a card past its last day is shut. */
export async function compareGate(
  trx: Knex.Transaction,
  {
    buildingId,
    service,
    opens,
    on,
    gate,
  }: {
    buildingId: number;
    service: string;
    opens: readonly string[];
    on: string;
    gate: readonly { number: string; open: boolean }[];
  },
): Promise<GateDifference[]> {
  const { rows } = await trx.raw(
    `with cards as (select number, state = any (:opens::text[]) and valid @> :on::date as open from card
         where building_id = :buildingId and service = :service and number is not null and valid @> :on::date
       union all select number, false from card c
         where building_id = :buildingId and service = :service and number is not null and not valid @> :on::date
           and not exists (select from card o where o.building_id = c.building_id and o.service = c.service
             and o.number = c.number and o.valid @> :on::date)),
       one as (select number, bool_or(open) as open from cards group by number),
       gate as (select number, open from jsonb_to_recordset(:gate::jsonb) g(number text, open boolean))
     select :service::text as service, coalesce(one.number, gate.number) as number, one.open as card, gate.open as gate
     from one full join gate on gate.number = one.number
     where one.open is distinct from gate.open and (coalesce(one.open, false) or gate.open is not null) order by 2`,
    { buildingId, service, opens, on, gate: JSON.stringify(gate) },
  );
  return rows;
}
