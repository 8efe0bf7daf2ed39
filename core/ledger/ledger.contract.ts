// What the service `ledger` answers, by action.
import type { AccountMap, Nature, Regime, Vnd } from '#kit';

/** What a bill posts, by service and nature. */
export interface PostableBill {
  billId: number;
  unitId: number;
  customerId: number;
  charges: PostableCharge[];
}
export interface PostableCharge {
  service: string;
  /** Net and VAT of the lines of each nature; absent where there is none. */
  amounts: Partial<Record<Nature, { net: Vnd; vat: Vnd }>>;
}
export interface Debt {
  unitId: number;
  customerId: number;
  /** Positive: owed to us; negative: the customer's credit. */
  balance: Vnd;
}
export interface LedgerTotals {
  journals: number;
  postings: number;
  /** Σ of the receivables. */
  receivable: Vnd;
}
/** Ids of the journals a run has written, ends included; null before the first. */
export type JournalRange = { first: number; last: number } | null;

/** Lines for COPY, and what they come to. */
export interface BillsDraft {
  journals: string[];
  postings: string[];
  receivable: Vnd;
  range: JournalRange;
}

declare module '#platform/actions' {
  interface Actions {
    'ledger.listAccounts': {
      params: Record<string, never>;
      result: { rows: { code: string; nameVi: string; nameEn: string; used: boolean }[]; total: number };
    };
    /** Makes sure that the chart holds these codes. Joins the unit of work. */
    'ledger.openAccounts': { params: { regime: Regime; accounts: AccountMap[] }; result: { added: number } };
    'ledger.takeJournalIds': { params: { count: number }; result: number[] };
    /** The journals of some bills, made ready without the database; `ids` are the next of `takeJournalIds`, one a bill. */
    'ledger.draftBills': {
      params: {
        buildingId: number;
        period: string;
        runId: number;
        postedOn: string;
        regime: Regime;
        accounts: Record<string, AccountMap>;
        bills: PostableBill[];
        ids: number[];
      };
      result: BillsDraft;
    };
    /** Journals and postings of a draft, by COPY, inside the caller's unit of work. */
    'ledger.postBills': {
      params: { buildingId: number; period: string; draft: BillsDraft };
      result: LedgerTotals & { range: JournalRange };
    };
    /** After the last batch: balances in one statement, and what the tables now hold for the run. */
    'ledger.settleRun': {
      params: { buildingId: number; period: string; runId: number; range: JournalRange };
      result: LedgerTotals;
    };
    /** What each customer owed per unit when the period's bill was posted, that bill not counted; zero balances are left out. */
    'ledger.listDebtBeforeBill': { params: { buildingId: number; period: string; unitId?: number }; result: Debt[] };
    /** Whether anything stands in the books: of the whole company, or of one building. */
    'ledger.hasJournals': { params: { buildingId?: number }; result: boolean };
    'ledger.listBalances': { params: { buildingId: number }; result: { rows: Debt[]; total: number } };
  }
}
