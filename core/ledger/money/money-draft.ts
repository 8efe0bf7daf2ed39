// What a command wants to happen, before it has a number: plain data that `postDocument` writes in one go.
import type { DayText, Vnd } from '#kit';
import type { DocumentKind, Method } from '../money.contract.ts';

export type Series = 'PT' | 'BC' | 'PC' | 'BN' | 'KT';
/** Debit positive, credit negative; a receivable names whom it is owed by. */
export interface DraftLine {
  account: string;
  amount: Vnd;
  unitId?: number;
  customerId?: number;
  service?: string;
}
export interface DraftAllocation {
  itemId?: number;
  creditId?: number;
  amount: Vnd;
}
export interface DraftCredit {
  kind: 'surplus' | 'deposit' | 'unidentified' | 'prepaid';
  account: string;
  unitId: number | null;
  customerId: number | null;
  amount: Vnd;
}
export interface MoneyDraft {
  kind: DocumentKind;
  series: Series;
  buildingId: number;
  unitId: number | null;
  customerId: number | null;
  method: Method | null;
  amount: Vnd;
  onDate: DayText;
  party: string;
  address: string;
  reason: string;
  reference: string | null;
  detail?: object;
  lines: DraftLine[];
  allocations: DraftAllocation[];
  credits: DraftCredit[];
  /** A receivable the document itself makes: late interest. */
  item?: { unitId: number; customerId: number; service: string; account: string; amount: Vnd; dueOn: DayText };
}

/** Cash in and out have the forms' own series, bank slips theirs, documents without money a third. */
export const seriesOf = (method: Method, way: 'in' | 'out'): Series =>
  method === 'cash' ? (way === 'in' ? 'PT' : 'PC') : way === 'in' ? 'BC' : 'BN';
