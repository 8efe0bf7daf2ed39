// What the server answers about money, as far as the screens read it.
export type { CloseStep, JournalLine, MoneyBalance, TrialRow } from '../../../core/ledger/book/book.contract.ts';
export type { DebtMovement, DebtRow, StatementRow } from '../../../core/ledger/debt.contract.ts';
export type {
  Credit,
  DocumentKind,
  Method,
  MoneyDocument,
  MoneyDocumentDetail,
  OpenItem,
} from '../../../core/ledger/money.contract.ts';

import type { CloseStep, MoneyBalance } from '../../../core/ledger/book/book.contract.ts';
import type { Credit, OpenItem } from '../../../core/ledger/money.contract.ts';

/** Everything open at some units. */
export interface Open {
  items: OpenItem[];
  credits: Credit[];
  open: number;
  credit: number;
}
/** What stands between a month and its close. */
export interface Checklist {
  status: 'open' | 'closed';
  ready: boolean;
  steps: CloseStep[];
  money: MoneyBalance[];
  allowance: { wanted: number; booked: number };
  history: { action: string; at: string; by: string; reason: string | null }[];
}
