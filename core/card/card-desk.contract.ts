// What the service `card` answers to the screens: one card with the names in its life, cards of a customer, cards by a word.
import type { CardRow } from './card.contract.ts';

export interface CardView extends CardRow {
  /** Codes of every unit and names of every customer its history speaks of, by id. */
  units: Record<number, string>;
  customers: Record<number, string>;
}
export interface CardBrief {
  id: number;
  buildingId: number;
  building: string;
  service: string;
  unitId: number;
  unit: string;
  customerId: number;
  customer: string;
  number: string | null;
  fields: Record<string, unknown>;
  state: string;
  validFrom: string | null;
  validTo: string | null;
  paidThrough: string | null;
  deposit: number;
}

declare module '#platform/actions' {
  interface Actions {
    'card.getCard': { params: { id: number }; result: CardView };
    /** Cards the customer holds or ever held. */
    'card.listCustomerCards': { params: { customerId: number }; result: { rows: CardBrief[]; total: number } };
    /** By the beginning of the number, or by any part of what the form holds (a plate without its dots too); at most `limit`. */
    'card.findCards': {
      params: { buildingId: number; search: string; limit?: number };
      result: { rows: CardBrief[]; total: number };
    };
  }
}
