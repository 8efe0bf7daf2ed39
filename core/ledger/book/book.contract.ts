// What the service `ledger` answers about the books: the close, counts of cash and bank, journal and trial balance.
import type { DayText, PeriodText, Vnd } from '#kit';

export interface CloseStep {
  step: string;
  count: number;
  done: boolean;
  /** Worth looking at, but the month may be closed without it. */
  advice?: boolean;
}
/** Cash or bank at the month's end. `count` is the last one recorded for the month; it agrees when counted − beside = book. */
export interface MoneyBalance {
  account: '111' | '112';
  book: Vnd;
  count: { counted: Vnd; beside: Vnd; note: string; by: string; at: string } | null;
  /** counted − beside − book; null while nothing was counted. */
  difference: Vnd | null;
}
export interface JournalLine {
  /** `journal-n`, unique in the list. */
  key: string;
  journalId: number;
  postedOn: DayText;
  kind: string;
  number: string;
  reason: string;
  account: string;
  accountName: string;
  debit: Vnd;
  credit: Vnd;
  unit: string | null;
  customer: string | null;
  service: string | null;
  documentId: number | null;
  billId: number | null;
}
export interface TrialRow {
  account: string;
  nameVi: string;
  nameEn: string;
  /** Debit positive. */
  opening: Vnd;
  debit: Vnd;
  credit: Vnd;
  closing: Vnd;
}

declare module '#platform/actions' {
  interface Actions {
    /**
     * Steps readings, runs, parked, unidentified, prepaid, unbalanced, difference, cash, bank, and allowance as advice; each with what is
     * still in its way. `history`: who closed and opened the month, newest first.
     */
    'ledger.closeChecklist': {
      params: { buildingId: number; period: PeriodText };
      result: {
        status: 'open' | 'closed';
        ready: boolean;
        steps: CloseStep[];
        money: MoneyBalance[];
        allowance: { wanted: Vnd; booked: Vnd };
        history: { action: string; at: string; by: string; reason: string | null }[];
      };
    };
    'ledger.countMoney': {
      params: {
        buildingId: number;
        period: PeriodText;
        account: '111' | '112';
        counted: Vnd;
        beside?: Vnd;
        note?: string;
      };
      result: MoneyBalance;
    };
    'ledger.listJournal': {
      params: { buildingId: number; from: PeriodText; to: PeriodText; account?: string; page?: number; pageSize?: number };
      result: { rows: JournalLine[]; total: number; sum: { debit: Vnd; credit: Vnd } };
    };
    'ledger.trialBalance': {
      params: { buildingId: number; from: PeriodText; to: PeriodText };
      result: { rows: TrialRow[]; total: number };
    };
  }
}
