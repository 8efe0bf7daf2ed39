// Days that scale tiers: of a price change inside the reading period, and of a payer's stay.
import { daysBetween, daysInMonth, previousPeriod } from '#kit';
import type { ChargeSource } from './charge-sources.ts';

/** Tcal: calendar days of the month before the billed one. */
export const limitDaysOf = ({ correction }: Pick<ChargeSource, 'correction'>, period: string): number =>
  correction?.charged.detail.stay?.limitDays ?? daysInMonth(previousPeriod(correction?.now.period ?? period));

/** How a price change inside the reading period divides its days (EVN's method). */
export function splitDays({ from, to, choice, correction }: ChargeSource, period: string) {
  const kept = correction?.charged.detail.split;
  if (kept) return { oldDays: kept.oldDays, newDays: kept.newDays, limitDays: kept.limitDays };
  const changedOn = choice.before!.changedOn;
  return {
    oldDays: daysBetween(from, changedOn),
    newDays: daysBetween(changedOn, to),
    limitDays: limitDaysOf({}, period),
  };
}
