// What one invoice is made from, before it has a buyer: pure values between the books and the paper.
import { type DayText, type Localized, type PeriodText, sumVnd, type Vnd } from '#kit';
import type { InvoiceGroup, InvoiceLine, InvoiceShare } from '../invoice.contract.ts';
import { taxRates } from './tax-rate.ts';

export interface Supply {
  /** `bill:17`, `fee:33`, `receipt:55/12/9`, `offset:…`: invoiced once. */
  key: string;
  billIds: number[];
  unitId: number;
  customerId: number;
  period: PeriodText;
  /** Earliest and last day the invoice may bear. */
  fromDay: DayText;
  dueOn: DayText;
  /** As people know it: `202611-0017`, `PT2026/000012`. */
  source: string;
  lines: InvoiceLine[];
  /** Lines that go to the attached list; the invoice has one line a service and rate instead. */
  listed: InvoiceLine[];
  shares: InvoiceShare[];
}
/** What gets no invoice, before unit and customer have names. */
export interface NotInvoiced {
  code: string;
  params: Record<string, string | number>;
  source: string;
  unitId: number;
  customerId: number;
  service: string | null;
  amount: Vnd;
  own: { net: Vnd; vat: Vnd } | null;
}
export interface Supplies {
  supplies: Supply[];
  notInvoiced: NotInvoiced[];
}

/** Shares summed by rate, in the order of the form. */
export function groupsOf(shares: readonly InvoiceGroup[]): InvoiceGroup[] {
  return taxRates.flatMap((rate) => {
    const own = shares.filter((share) => share.rate === rate);
    if (own.length === 0) return [];
    return [{ rate, net: sumVnd(own.map(({ net }) => net)), vat: sumVnd(own.map(({ vat }) => vat)) }];
  });
}

/** Shares of one service and rate become one; those of nothing go. */
export function mergeShares(shares: readonly InvoiceShare[]): InvoiceShare[] {
  const merged = new Map<string, InvoiceShare>();
  for (const share of shares) {
    const key = `${share.service} ${share.rate}`;
    const known = merged.get(key);
    if (known) merged.set(key, { ...known, net: sumVnd([known.net, share.net]), vat: sumVnd([known.vat, share.vat]) });
    else merged.set(key, { ...share });
  }
  return [...merged.values()].filter(({ net, vat }) => net !== 0 || vat !== 0);
}

export const monthOf = (period: PeriodText): string => period.split('-').reverse().join('/');
export const ofMonth = ({ vi, en }: Localized, period: PeriodText): Localized => ({
  vi: `${vi}, kỳ ${monthOf(period)}`,
  en: `${en}, ${monthOf(period)}`,
});
