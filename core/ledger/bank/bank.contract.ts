// What the service `ledger` answers about bank statements.
import type { DayText, Finding, Vnd } from '#kit';

export type StatementField =
  | 'date'
  | 'time'
  | 'credit'
  | 'debit'
  | 'amount'
  | 'direction'
  | 'reference'
  | 'memo'
  | 'party'
  | 'partyAccount'
  | 'balance';
/** Which heading of the file holds which field; the heading as the file writes it. */
export type StatementColumns = Partial<Record<StatementField, string>>;

export interface BankAccount {
  id: number;
  bin: string;
  bank: string;
  number: string;
  name: string;
  buildingIds: number[];
  columns: StatementColumns | null;
  /** Rows that still wait for someone. */
  waiting: number;
  lastOn: DayText | null;
}
export interface StatementRead {
  /** Null while nothing was stored: the columns first have to be confirmed, or the file cannot be read. */
  fileId: number | null;
  /** Set when someone must confirm the columns: what we think they are, the file's headings and its first rows. */
  confirm: { headings: string[]; columns: StatementColumns; sample: string[][] } | null;
  read: number;
  added: number;
  /** Rows that were there already. */
  known: number;
  findings: (Finding & { message: string })[];
}

/** open: nobody decided yet; parked: waits on 3388; settled: a receipt; booked: a receipt that was there before; out and leftOut: not ours to book. */
export type StatementState = 'open' | 'parked' | 'settled' | 'booked' | 'out' | 'leftOut';
export type Confidence = 'sure' | 'likely' | 'guess';
export interface SuggestedPart {
  buildingId: number;
  unitId: number;
  unit: string;
  amount: Vnd;
  open: Vnd;
}
export interface Suggestion {
  /** `pay`: these units; `booked`: a bank receipt someone already entered by hand. */
  kind: 'pay' | 'booked';
  confidence: Confidence;
  parts: SuggestedPart[];
  /** Whose surplus it becomes where more came in than is open. */
  customerId: number | null;
  customer: string;
  documentId: number | null;
  number: string | null;
}
export interface StatementRow {
  id: number;
  line: number;
  onDate: DayText;
  time: string | null;
  amount: Vnd;
  balance: Vnd | null;
  reference: string;
  memo: string;
  party: string;
  partyAccount: string;
  state: StatementState;
  suggestion: Suggestion | null;
  /** Why the suggestion, or why none, or why it is left out; in the caller's language. */
  why: string[];
  documentId: number | null;
  number: string | null;
  /** What of a parked transfer still waits. */
  remaining: Vnd | null;
  creditId: number | null;
  by: string | null;
}
export interface Settled {
  rowId: number;
  /** `already`: someone was faster; `changed`: no longer sure, look again. */
  result: 'settled' | 'already' | 'changed';
  documentId: number | null;
  number: string | null;
  message: string;
}

declare module '#platform/actions' {
  interface Actions {
    'ledger.listBankAccounts': { params: object; result: { rows: BankAccount[]; total: number } };
    /** New, or another name and other buildings of a known one. */
    'ledger.saveBankAccount': {
      params: { bin: string; number: string; name?: string; buildingIds: number[] };
      result: { id: number };
    };
    'ledger.listStatement': {
      params: { accountId: number; state?: StatementState; from?: DayText; to?: DayText; page?: number; pageSize?: number };
      result: { rows: StatementRow[]; total: number; counts: Record<StatementState, number>; sure: number };
    };
    /** Posts every sure match, or those of `rowIds`; a row is posted once whoever asks how often. */
    'ledger.confirmStatement': { params: { accountId: number; rowIds?: number[] }; result: { rows: Settled[]; settled: number } };
    'ledger.settleRow': {
      params: {
        rowId: number;
        parts: { unitId: number; amount: Vnd }[];
        customerId?: number;
        keepSurplus?: boolean;
        reason?: string;
      };
      result: Settled;
    };
    'ledger.parkRow': { params: { rowId: number; buildingId?: number; reason?: string }; result: Settled };
    'ledger.leaveOutRow': { params: { rowId: number; reason: string }; result: Settled };
    'ledger.reopenRow': { params: { rowId: number; reason: string }; result: Settled };
    'ledger.linkRow': { params: { rowId: number; documentId: number }; result: Settled };
  }
}
