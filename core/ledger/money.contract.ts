// What the service `ledger` answers about money: receipts, vouchers, adjustments, open items, debts. Codes against it: ui, reminders.
import type { AccountMap, DayText, PeriodText, Vnd } from '#kit';
import type { PostableCharge } from './ledger.contract.ts';

export type Method = 'cash' | 'bank';
export type DocumentKind =
  | 'receipt'
  | 'unidentified'
  | 'depositIn'
  | 'recovery'
  | 'refund'
  | 'depositOut'
  | 'match'
  | 'depositKept'
  | 'reduction'
  | 'writeOff'
  | 'interest'
  | 'move'
  | 'fee'
  | 'return'
  | 'prepaid'
  | 'release'
  | 'allowance';

/** One charged service of a unit and period, and what is left of it. */
export interface OpenItem {
  id: number;
  unitId: number;
  unit: string;
  customerId: number;
  customer: string;
  service: string;
  period: PeriodText;
  dueOn: DayText;
  billId: number | null;
  /** The document that made it, where no bill did. */
  documentId: number | null;
  total: Vnd;
  open: Vnd;
}
/** Money of a payer that pays nothing yet; `unitId` and `customerId` are null for an unidentified transfer. */
export interface Credit {
  id: number;
  kind: 'surplus' | 'deposit' | 'unidentified' | 'prepaid';
  documentId: number | null;
  unitId: number | null;
  unit: string | null;
  customerId: number | null;
  customer: string | null;
  onDate: DayText;
  total: Vnd;
  remaining: Vnd;
}
/** Any receipt, voucher or adjustment. `number` is printed, e.g. `PT2026/000017`; series PT, BC (in), PC, BN (out), KT (no cash). */
export interface MoneyDocument {
  id: number;
  number: string;
  kind: DocumentKind;
  method: Method | null;
  onDate: DayText;
  period: PeriodText;
  buildingId: number;
  unitId: number | null;
  unit: string | null;
  customerId: number | null;
  customer: string | null;
  party: string;
  address: string;
  reason: string;
  reference: string | null;
  amount: Vnd;
  by: string;
  at: string;
  voided: { reason: string; at: string; by: string } | null;
}
export interface MoneyDocumentDetail extends MoneyDocument {
  allocations: { itemId: number; unit: string; service: string; period: PeriodText; amount: Vnd }[];
  credit: Vnd;
  postings: { account: string; amount: Vnd; unitId: number | null; service: string | null }[];
}
export interface Tried {
  /** Answers the document a command would make, and makes none; needs no key. */
  dryRun?: boolean;
}
export interface Paid extends Tried {
  buildingId: number;
  /** Today when left out; never in the future. */
  onDate?: DayText;
  party?: string;
  address?: string;
  reason?: string;
  reference?: string;
}

declare module '#platform/actions' {
  interface Actions {
    /** Everything open at some units, oldest first, and the credits there: the cashier's screen. */
    'ledger.listOpen': {
      params: { buildingId: number; unitIds?: number[]; customerId?: number };
      result: { items: OpenItem[]; credits: Credit[]; open: Vnd; credit: Vnd };
    };
    /** Money in. By line (`items`) or oldest first over `unitIds`; more than is open is refused unless `keepSurplus`. Needs a key. */
    'ledger.collect': {
      params: Paid & {
        method: Method;
        amount: Vnd;
        unitIds: number[];
        customerId?: number;
        items?: { itemId: number; amount: Vnd }[];
        keepSurplus?: boolean;
        /** What the screen showed as open at these units: another figure now is refused, so that nothing is paid twice. */
        seenOpen?: Vnd;
      };
      result: MoneyDocumentDetail;
    };
    /** A transfer nobody has recognised yet (3388). */
    'ledger.collectUnidentified': { params: Paid & { amount: Vnd }; result: MoneyDocumentDetail };
    /** Takes an unidentified transfer to a payer's open items; the rest stays unidentified unless `keepSurplus`. */
    'ledger.matchUnidentified': {
      params: Tried & {
        buildingId: number;
        creditId: number;
        amount: Vnd;
        unitIds: number[];
        customerId?: number;
        items?: { itemId: number; amount: Vnd }[];
        keepSurplus?: boolean;
        seenOpen?: Vnd;
        reason?: string;
      };
      result: MoneyDocumentDetail;
    };
    'ledger.takeDeposit': {
      params: Paid & { method: Method; amount: Vnd; unitId: number; customerId: number };
      result: MoneyDocumentDetail;
    };
    /** Money out: a payer's surplus (`refund`) or deposit (`depositOut`) given back. */
    'ledger.payOut': {
      params: Paid & {
        kind: 'refund' | 'depositOut';
        method: Method;
        amount: Vnd;
        unitId: number;
        customerId: number;
        reason: string;
      };
      result: MoneyDocumentDetail;
    };
    /** A deposit kept: for damage (other income) or against the unit's debt. */
    'ledger.keepDeposit': {
      params: Tried & {
        buildingId: number;
        unitId: number;
        customerId: number;
        amount: Vnd;
        against: 'damage' | 'debt';
        reason: string;
      };
      result: MoneyDocumentDetail;
    };
    /** Less is owed for one item: a reduction of the price, or a debt given up. */
    'ledger.lowerItem': {
      params: Tried & { buildingId: number; kind: 'reduction' | 'writeOff'; itemId: number; amount: Vnd; reason: string };
      result: MoneyDocumentDetail;
    };
    /** Money for a debt that was written off. */
    'ledger.recover': {
      params: Paid & { method: Method; amount: Vnd; unitId: number; customerId: number; reason: string };
      result: MoneyDocumentDetail;
    };
    /** Interest on an item's open amount: simple, by the day after it was due; `ratePerDay` as text ("0.0005"). */
    'ledger.chargeInterest': {
      params: Tried & { buildingId: number; itemId: number; ratePerDay: string; until: DayText; reason?: string };
      result: MoneyDocumentDetail;
    };
    /** A fee or deposit owed at once, outside any bill. Inside the caller's transaction: no route, no key. */
    'ledger.chargeOnce': {
      params: {
        buildingId: number;
        unitId: number;
        customerId: number;
        service: string;
        amounts: PostableCharge['amounts'];
        accounts: AccountMap;
        dueOn: DayText;
        reason: string;
      };
      result: { documentId: number; amount: Vnd };
    };
    /** What a receipt paid at the wrong unit, moved to the right one without cash. */
    'ledger.moveReceipt': {
      params: Tried & { receiptId: number; fromUnitId: number; toUnitId: number; toCustomerId: number; reason: string };
      result: MoneyDocumentDetail;
    };
    /** The same day only; the number stays. */
    'ledger.voidDocument': { params: Tried & { documentId: number; reason: string }; result: MoneyDocumentDetail };
    'ledger.getDocument': { params: { documentId: number }; result: MoneyDocumentDetail };
    'ledger.listDocuments': {
      params: {
        buildingId: number;
        from?: DayText;
        to?: DayText;
        kind?: DocumentKind;
        customerId?: number;
        method?: Method;
        search?: string;
        mine?: boolean;
        page?: number;
        pageSize?: number;
      };
      result: { rows: MoneyDocument[]; total: number; sum: { in: Vnd; out: Vnd } };
    };
    'ledger.listCredits': {
      params: { buildingId: number; kind?: Credit['kind'] };
      result: { rows: Credit[]; total: number };
    };
  }
}
