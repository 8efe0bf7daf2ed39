// Which months of a card's days are owed, and how much of each. Pure: what is charged in parts adds up to what the whole would cost.
import {
  add,
  addDays,
  addMonths,
  type Decimal,
  daysInMonth,
  decimalOf,
  div,
  firstDay,
  lastDay,
  overlapDays,
  periodOf,
  sub,
} from '#kit';

export type Share = 'full' | 'half' | 'daily';
export interface MonthSpan {
  id: number;
  from: string;
  /** null: still growing. */
  to: string | null;
  chargedThrough: string | null;
}
export interface MonthsOwed {
  spanId: number;
  from: string;
  to: string;
  months: Decimal;
}
export interface MonthRules {
  /** Last day of the billed period. */
  until: string;
  /** The card's last day, if it has one. */
  validTo: string | null;
  firstMonth: Share;
  lastMonth: Share;
}

/**
 * Spans of one card, oldest first. A month shared by several spans (a transfer, a pause) costs what its days together cost: each span
 * pays what it adds to the ones before it.
 */
export function monthsDue(spans: readonly MonthSpan[], rules: MonthRules): MonthsOwed[] {
  const ends = spans.map(({ to }) => earliest(rules.until, to, rules.validTo));
  return spans.flatMap((span, n): MonthsOwed[] => {
    const { from, chargedThrough } = span;
    const start = chargedThrough !== null && chargedThrough >= from ? addDays(chargedThrough, 1) : from;
    const end = ends[n]!;
    if (start > end) return [];
    let months = decimalOf(0);
    for (let month = periodOf(start); month <= periodOf(end); month = addMonths(month, 1)) {
      const daysIn = (begin: string, until: string) => overlapDays(begin, until, firstDay(month), lastDay(month));
      let before = 0;
      for (let earlier = 0; earlier < n; earlier++) before += daysIn(spans[earlier]!.from, ends[earlier]!);
      const charged = start === from ? 0 : daysIn(from, addDays(start, -1));
      const share = (days: number) => shareOf(days, daysInMonth(month), modeOf(month, spans[0]!.from, rules));
      months = add(months, sub(share(before + daysIn(from, end)), share(before + charged)));
    }
    return [{ spanId: span.id, from: start, to: end, months }];
  });
}

const modeOf = (month: string, born: string, { firstMonth, lastMonth }: MonthRules): Share =>
  month === periodOf(born) && born !== firstDay(month) ? firstMonth : lastMonth;

/** `half`: at most half of the month's days cost half a month. */
export function shareOf(days: number, inMonth: number, mode: Share): Decimal {
  if (days === 0) return decimalOf(0);
  if (mode === 'daily') return div(decimalOf(days), decimalOf(inMonth));
  return mode === 'half' && days * 2 <= inMonth ? decimalOf('0.5') : decimalOf(1);
}

function earliest(first: string, ...others: (string | null)[]): string {
  return others.reduce<string>((day, other) => (other !== null && other < day ? other : day), first);
}
