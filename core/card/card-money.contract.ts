// What the service `card` answers about money: a building's rules, what is owed, what was charged.
import type { Facts, Localized } from '#kit';

/** How a building charges one service's cards. */
export interface CardSetting {
  /** Each month by itself in the monthly run, or a whole term when it is issued or renewed. */
  charges: 'month' | 'term';
  /** A month the card began in, after its first day; and any other month it did not bill whole. `half`: at most half the days, half the price. */
  firstMonth: 'full' | 'half' | 'daily';
  lastMonth: 'full' | 'half' | 'daily';
  /** Fees, deposits and terms: a document of their own at once, or in the unit's next bill. */
  oneOff: 'atOnce' | 'withRun';
  /** A renewal after the last day begins on the day it is made, or where the card ran out. */
  lateRenewal: 'today' | 'backdated';
}
/** What an action costs: fee, deposit and term, with tax; `documentId` where it was posted at once. */
export interface CardDue {
  when: CardSetting['oneOff'];
  net: number;
  total: number;
  lines: { label: Localized; net: number }[];
  documentId: number | null;
}
/** What one card owes a unit's bill of a month: for billing's run. */
export interface DueCard {
  cardId: number;
  unitId: number;
  service: string;
  /** Tells its charge from others of the same unit, service and month. */
  subject: string;
  /** The card's number, as people know it. */
  caption: string;
  from: string;
  to: string;
  /** The day whose tariff holds. */
  tariffOn: string;
  /** Decimal text; "0" for a fee. */
  months: string;
  facts: Facts;
  spans: { id: number; from: string; to: string; months: string }[];
}
/** One thing a card was charged, and what is left of it. */
export interface CardChargeRow {
  id: number;
  period: string;
  kind: 'month' | 'term' | 'fee';
  /** What made it owed: the issue, a renewal, a guest's visit. */
  action: string;
  /** Of a fee: whether it is, or holds, a deposit. */
  deposit: number;
  from: string;
  to: string;
  months: string;
  net: number;
  total: number;
  unit: string;
  customer: string;
  runId: number | null;
  documentId: number | null;
  /** Taken back since. */
  reversed: boolean;
  /** At most `total`; what is open of the receivable where that is less. */
  open: number;
  /**
   * What it is paid with: the document of its action, or all cards of its service on the unit's bill of that month. Null once nothing
   * of that is open.
   */
  receivable: { total: number; open: number } | null;
}

declare module '#platform/actions' {
  interface Actions {
    /** `GET /buildings/:buildingId/card-settings`: every card service with its rules, and whether the building has said them itself. */
    'card.listSettings': {
      params: { buildingId: number };
      result: { rows: ({ service: string; own: boolean } & CardSetting)[]; total: number };
    };
    /** `PUT /buildings/:buildingId/card-settings/:service` */
    'card.saveSetting': {
      params: { buildingId: number; service: string } & CardSetting;
      result: { service: string } & CardSetting;
    };
    /** `GET /cards/:id/charges`: newest first. */
    'card.listCharges': { params: { id: number }; result: { rows: CardChargeRow[]; total: number } };
    /** What the cards of a building owe up to the month's end. For billing's run, inside its transaction. */
    'card.listDue': { params: { buildingId: number; period: string }; result: DueCard[] };
    /** Moves what the run has charged. For billing's run, inside its transaction. */
    'card.settleRun': {
      params: {
        buildingId: number;
        period: string;
        runId: number;
        charged: { due: DueCard; customerId: number; net: number; total: number }[];
      };
      result: { charged: number };
    };
    /** Gives back what a run had charged: its days are owed again. For whoever voids a posted run, inside that transaction. */
    'card.releaseDocument': { params: { buildingId: number; documentId: number }; result: { released: number } };
    'card.releaseRun': { params: { buildingId: number; runId: number }; result: { released: number } };
  }
}
