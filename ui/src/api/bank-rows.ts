// What the server answers about bank statements, as far as the screens read it.
export type {
  BankAccount,
  Settled,
  StatementColumns,
  StatementField,
  StatementRead,
  StatementRow,
  StatementState,
} from '../../../core/ledger/bank/bank.contract.ts';

import type { StatementRow, StatementState } from '../../../core/ledger/bank/bank.contract.ts';

export interface StatementList {
  rows: StatementRow[];
  total: number;
  counts: Record<StatementState, number>;
  sure: number;
}
