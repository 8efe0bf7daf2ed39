// What the service `ledger` answers about money on other days: given back later, paid ahead, doubtful.
import type { DayText, PeriodText, Vnd } from '#kit';
import type { Method, MoneyDocumentDetail, Paid, Tried } from './money.contract.ts';

/** What the overdue debts of a payer at a unit call for, by the step they have reached. */
export interface DoubtfulDebt {
  unitId: number;
  unit: string;
  customerId: number;
  customer: string;
  percent: number;
  open: Vnd;
  wanted: Vnd;
}

declare module '#platform/actions' {
  interface Actions {
    /** A receipt of an earlier day given back by voucher: what it paid is open again. */
    'ledger.returnReceipt': {
      params: Tried & { receiptId: number; method: Method; reason: string };
      result: MoneyDocumentDetail;
    };
    /** A service paid `months` ahead from `from` on: 3387 and VAT now, revenue month by month. */
    'ledger.takePrepaid': {
      params: Paid & {
        method: Method;
        unitId: number;
        customerId: number;
        service: string;
        from: PeriodText;
        months: number;
        net: Vnd;
        vat: Vnd;
      };
      result: MoneyDocumentDetail;
    };
    /** Pays the bills up to a month from what was paid ahead for them. */
    'ledger.releasePrepaid': {
      params: Tried & { buildingId: number; period: PeriodText; reason?: string };
      result: MoneyDocumentDetail;
    };
    /** Overdue debts with the allowance they call for; `booked` is what the books hold. */
    'ledger.doubtfulDebts': {
      params: { buildingId: number; asOf?: DayText };
      result: { rows: DoubtfulDebt[]; total: number; asOf: DayText; wanted: Vnd; booked: Vnd };
    };
    'ledger.setAllowance': {
      params: Tried & { buildingId: number; onDate?: DayText; reason?: string };
      result: MoneyDocumentDetail;
    };
  }
}
