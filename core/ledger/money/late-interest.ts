// Interest for paying late: simple, by the day, on the principal only (domain.md §2.8); E9: 5.000.000 × 20 days × 0,05 % = 50.000.
import { type DayText, type Decimal, daysBetween, decimalOf, mul, roundVnd, type Vnd } from '#kit';

/** Days late are counted from the day after `dueOn` up to and including `until`; none before. */
export function lateInterest(principal: Vnd, dueOn: DayText, until: DayText, ratePerDay: string): Vnd {
  const days = Math.max(0, daysBetween(dueOn, until));
  const amount: Decimal = mul(mul(decimalOf(principal), decimalOf(days)), decimalOf(ratePerDay));
  return roundVnd(amount);
}
