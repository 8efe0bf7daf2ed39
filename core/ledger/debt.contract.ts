// What the service `ledger` answers about debts: ageing, movements, statements.
import type { DayText, PeriodText, Vnd } from '#kit';
import type { OpenItem } from './money.contract.ts';

export interface DebtRow {
  unitId: number;
  unit: string;
  customerId: number;
  customer: string;
  /** What is open and due on or before `asOf`, by days late; `notDue` is open but not due yet. */
  notDue: Vnd;
  days30: Vnd;
  days60: Vnd;
  days90: Vnd;
  over90: Vnd;
  open: Vnd;
  credit: Vnd;
  balance: Vnd;
  oldestDueOn: DayText | null;
}
export interface StatementRow {
  onDate: DayText;
  period: PeriodText;
  kind: string;
  number: string;
  unit: string;
  service: string | null;
  reason: string;
  debit: Vnd;
  credit: Vnd;
  balance: Vnd;
  documentId: number | null;
  billId: number | null;
}
export interface DebtMovement {
  key: string;
  label: string;
  opening: Vnd;
  charges: Vnd;
  receipts: Vnd;
  others: Vnd;
  closing: Vnd;
}

declare module '#platform/actions' {
  interface Actions {
    /** Who owes, with ageing; `asOf` today when left out. */
    'ledger.listDebts': {
      params: {
        building: number;
        asOf?: DayText;
        overdueOnly?: boolean;
        /** Days the oldest debt is late, at least. */
        late?: number;
        /** Part of a unit's code or a payer's name or code, marks aside. */
        search?: string;
        page?: number;
        pageSize?: number;
      };
      result: {
        rows: DebtRow[];
        total: number;
        sum: Omit<DebtRow, 'unitId' | 'unit' | 'customerId' | 'customer' | 'oldestDueOn'>;
      };
    };
    /** For the overview and the badge: payers and amounts. */
    'ledger.debtAlerts': {
      params: { buildingId: number };
      result: Record<'fresh' | 'overdue' | 'old' | 'unidentified', { payers: number; amount: Vnd }> & { days: number };
    };
    /** Opening, charges, receipts, other changes and closing of a span of months, by one key. */
    'ledger.reportDebts': {
      params: { building: number; from: PeriodText; to: PeriodText; by: 'customer' | 'unit' | 'service' | 'period' };
      result: { rows: DebtMovement[]; total: number };
    };
    /** Every open item of the building, or of one unit or customer there, oldest first. */
    'ledger.listOwing': { params: { buildingId: number; unitId?: number; customerId?: number }; result: OpenItem[] };
    'ledger.statement': {
      params: { customerId: number; from?: PeriodText; to?: PeriodText };
      result: { opening: Vnd; closing: Vnd; debit: Vnd; credit: Vnd; rows: StatementRow[]; total: number };
    };
    'ledger.listTransactions': { params: { customerId: number }; result: { rows: StatementRow[]; total: number } };
  }
}
