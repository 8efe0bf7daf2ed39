// How much of a prepayment belongs to the months up to one, and which bills it pays: cumulative shares, so that no đồng is left over.
import { decimalOf, mulDiv, type PeriodText, roundVnd, type Vnd, vnd } from '#kit';

export interface Prepaid {
  creditId: number;
  unitId: number;
  customerId: number;
  service: string;
  account: string;
  from: PeriodText;
  months: number;
  net: Vnd;
  vat: Vnd;
  remaining: Vnd;
}
export interface Billed {
  id: number;
  unitId: number;
  customerId: number;
  service: string;
  account: string;
  period: PeriodText;
  open: Vnd;
}
export interface ReleasePart {
  prepaid: Prepaid;
  item: Billed;
  amount: Vnd;
  /** The part of `amount` that stood on 3387; the rest is VAT. */
  net: Vnd;
}

const monthOf = (period: PeriodText): number => Number(period.slice(0, 4)) * 12 + Number(period.slice(5));
/** Months of the span up to `period`, none before it begins. */
export const monthsUpTo = ({ from, months }: Prepaid, period: PeriodText): number =>
  Math.min(months, Math.max(0, monthOf(period) - monthOf(from) + 1));
/** `part` of `whole` months' share of an amount. */
export const shareOf = (amount: Vnd, part: number, whole: number): Vnd =>
  roundVnd(mulDiv(decimalOf(amount), decimalOf(part), decimalOf(whole)));

/** `items` oldest first. A bill lower than its month leaves the difference for a later month of the span. */
export function releaseParts(prepaid: readonly Prepaid[], items: readonly Billed[], period: PeriodText): ReleasePart[] {
  const parts: ReleasePart[] = [];
  for (const one of prepaid) {
    const whole = vnd(one.net + one.vat);
    let used = vnd(whole - one.remaining);
    const due = shareOf(whole, monthsUpTo(one, period), one.months);
    const own = items.filter(
      (item) =>
        item.unitId === one.unitId &&
        item.customerId === one.customerId &&
        item.service === one.service &&
        item.period >= one.from,
    );
    for (const item of own) {
      const amount = Math.min(vnd(due - used), item.open);
      if (amount <= 0) break;
      const net = vnd(shareOf(one.net, used + amount, whole) - shareOf(one.net, used, whole));
      parts.push({ prepaid: one, item, amount, net });
      used = vnd(used + amount);
    }
  }
  return parts;
}
