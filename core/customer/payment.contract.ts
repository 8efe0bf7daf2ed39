// What the service `customer` answers about who pays: rules by service, and moves.
import type { Finding } from '#kit';
import type { PayerRow } from './customer.contract.ts';

/** Days inclusive; `to` null: until further notice. `unitId` null: the whole building. */
export interface PayerRule {
  id: number;
  unitId: number | null;
  service: string;
  role: 'owner' | 'tenant';
  from: string;
  to: string | null;
  note: string | null;
}
/** `on`: the last day of who left, and the day the meters were read. */
export interface UnitMove {
  id: number;
  unitId: number;
  on: string;
  role: 'owner' | 'tenant';
  leaverId: number;
  leaver: string;
  followerId: number | null;
  follower: string | null;
  reason: string;
}
export interface Occupant extends PayerRow {
  from: string;
  to: string | null;
}
export interface Payment {
  rules: PayerRule[];
  moves: UnitMove[];
  /** Of the units that a rule or a move concerns: who was there on some day of the range. */
  occupants: Occupant[];
}

declare module '#platform/actions' {
  interface Actions {
    /** What decides who pays where it is not simply the tenant, else the owner, of the last day. */
    'customer.listPayment': { params: { buildingId: number; from: string; to: string }; result: Payment };
    'customer.listPayerRules': { params: { buildingId: number; unitId?: number }; result: { rows: PayerRule[]; total: number } };
    'customer.addPayerRule': {
      params: {
        buildingId: number;
        unitId?: number;
        service: string;
        role: 'owner' | 'tenant';
        from: string;
        to?: string | null;
        note?: string;
      };
      result: PayerRule;
    };
    'customer.changePayerRule': { params: { buildingId: number; ruleId: number; to: string | null }; result: PayerRule };
    'customer.listMoves': { params: { buildingId: number; unitId?: number }; result: { rows: UnitMove[]; total: number } };
    /** Closes the meters, ends the occupancy and begins the next one; all or nothing. */
    'customer.move': {
      params: {
        buildingId: number;
        unitId: number;
        on: string;
        role: 'owner' | 'tenant';
        readings: { mountingId: number; value: string }[];
        followerId?: number;
        /** Registered people who leave too. */
        members?: number[];
        reason: string;
      };
      result: { id: number; period: string; findings: Finding[] };
    };
  }
}
