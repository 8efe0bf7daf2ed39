// What the server answers about money, as far as the screens read it.
export type { DebtMovement, DebtRow, StatementRow } from '../../../core/ledger/debt.contract.ts';
export type {
  Credit,
  DocumentKind,
  Method,
  MoneyDocument,
  MoneyDocumentDetail,
  OpenItem,
} from '../../../core/ledger/money.contract.ts';

import type { Credit, OpenItem } from '../../../core/ledger/money.contract.ts';

/** Everything open at some units. */
export interface Open {
  items: OpenItem[];
  credits: Credit[];
  open: number;
  credit: number;
}
