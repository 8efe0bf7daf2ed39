// What the service `card` answers, by action.
import type { Localized, Params, ViewDef } from '#kit';
import type { CardDue } from './card-money.contract.ts';

export interface CardRow {
  id: number;
  buildingId: number;
  service: string;
  unitId: number;
  unit: string;
  customerId: number;
  customer: string;
  /** null until a number is given (`issue`). */
  number: string | null;
  /** The registration form, as the plugin's `registration` asks for it. */
  fields: Record<string, unknown>;
  state: string;
  /** Whether the monthly run charges it. */
  billing: boolean;
  validFrom: string | null;
  /** Last day it holds, inclusive; null: until further notice. */
  validTo: string | null;
  paidThrough: string | null;
  /** Deposit held, in đồng. */
  deposit: number;
  /** First day of a pause under way. */
  frozenFrom: string | null;
  /** Send it back with an action: who comes second is told. */
  revision: number;
  /** What the plugin allows in this state; a guard may still refuse. */
  actions: { id: string; label: Localized }[];
}
/** A card of a list, with what colours it. */
export interface ListedCard extends CardRow {
  /** Days until the last one; negative once it has passed, null without one. */
  daysLeft: number | null;
  /** What of the unit's debt is overdue: of the holder and of whoever pays for the unit today. */
  debt: number;
  daysOverdue: number;
}
export interface CardEventRow {
  revision: number;
  action: string;
  on: string;
  at: string;
  userId: number;
  user: string;
  /** Who bears the fee of this event: after a transfer the old holder keeps what he owes. */
  customerId: number;
  reason: string;
  document: string;
  before: CardSnapshot | null;
  after: CardSnapshot;
  fee: number;
  /** Positive taken, negative given back. */
  deposit: number;
}
export interface CardSnapshot {
  state: string;
  number: string | null;
  unitId: number;
  customerId: number;
  validFrom: string | null;
  validTo: string | null;
  paidThrough: string | null;
  billing: boolean;
  deposit: number;
  fields: Record<string, unknown>;
  /** First day of a pause under way. */
  frozenFrom: string | null;
}
export interface CardActionInput {
  action: string;
  /** The revision the clerk saw. */
  revision: number;
  /** Day it takes effect; default today. */
  on?: string;
  reason?: string;
  document?: string;
  /** For issue and reissue. */
  number?: string;
  /** Last day the card holds, for issue and renewal by date. */
  validTo?: string;
  /** For issue and renewal: how many months onwards; a month end stays a month end. */
  months?: number;
  /** How many, where the plugin asks for it: guest visits, say. */
  quantity?: number;
  /** For an action that ends the card: what becomes of the deposit. Left out, it stays in the books until the cashier pays it out. */
  depositBy?: 'cash' | 'bank' | 'damage' | 'debt';
  /** For transfer: the new holder and, if it moves, the new unit. */
  customerId?: number;
  unitId?: number;
}
export interface CardActed {
  card: CardRow;
  event: CardEventRow;
  /** null where the action costs nothing. */
  due: CardDue | null;
}
/** What bulk did, or would do, to one card. */
export interface BulkRow {
  id: number;
  ok: boolean;
  number: string | null;
  unit: string | null;
  state: string | null;
  validTo: string | null;
  due: CardDue | null;
  /** Why not, in the caller's language. */
  finding: { code: string; params: Params; message: string } | null;
}
export interface OutboxRow {
  seq: number;
  cardId: number;
  service: string;
  number: string;
  state: string;
  open: boolean;
  /** Where it is open: on which days, both inclusive; null: from now, until further notice. */
  validFrom: string | null;
  validTo: string | null;
  at: string;
}
export interface GateDifference {
  service: string;
  number: string;
  /** What the card says; null: no such card here. */
  card: boolean | null;
  /** What the gate says; null: the gate does not know it. */
  gate: boolean | null;
}

declare module '#platform/actions' {
  interface Actions {
    /** `GET /cards?buildingId=&service=&state=&unitId=&page=` */
    'card.listCards': {
      params: { buildingId: number; service?: string; state?: string; unitId?: number; page?: number; pageSize?: number };
      result: { rows: ListedCard[]; total: number };
    };
    /** `GET /views/cards?service=`: the grid of a card service. */
    'card.cardsView': { params: { service: string }; result: ViewDef };
    /** `POST /cards`: the registration form; the card begins in the plugin's first state. */
    'card.register': {
      params: {
        buildingId: number;
        service: string;
        unitId: number;
        customerId: number;
        fields: Record<string, unknown>;
        on?: string;
        document?: string;
      };
      result: CardRow;
    };
    /** `POST /cards/:id/form`: the whole form as it shall be; an event `amend`, unless nothing differs. */
    'card.amend': {
      params: { id: number; revision: number; fields: Record<string, unknown>; reason?: string; document?: string };
      result: CardRow;
    };
    /** `POST /cards/:id/actions/:action`; with `dryRun` nothing is stored. */
    'card.act': { params: CardActionInput & { id: number; dryRun?: boolean }; result: CardActed };
    /** `POST /buildings/:buildingId/cards/bulk`: with `dryRun` the preview; refused cards stay, the others are done. */
    'card.bulk': {
      params: Omit<CardActionInput, 'revision' | 'number'> & {
        buildingId: number;
        cards: { id: number; revision: number; number?: string }[];
        dryRun?: boolean;
      };
      result: { rows: BulkRow[]; done: number; refused: number; total: number };
    };
    /** `GET /cards/:id/history` */
    'card.history': { params: { id: number }; result: { rows: CardEventRow[]; total: number } };
    /** `GET /buildings/:buildingId/card-outbox?since=` */
    'card.outbox': {
      params: { buildingId: number; since?: number; limit?: number };
      result: { rows: OutboxRow[]; next: number };
    };
    /** `POST /buildings/:buildingId/cards/sweep`: automatic actions whose guards hold; also done whenever the outbox is read. */
    'card.sweep': { params: { buildingId: number }; result: { moved: number } };
    /** `POST /buildings/:buildingId/card-outbox/ack` */
    'card.acknowledge': { params: { buildingId: number; reader: string; seq: number }; result: { reader: string; seq: number } };
    /** `POST /buildings/:buildingId/card-gate-report`: the gate's states in, what differs out. */
    'card.compareGate': {
      params: { buildingId: number; service: string; gate: { number: string; open: boolean }[] };
      result: { rows: GateDifference[]; total: number };
    };
  }
}
