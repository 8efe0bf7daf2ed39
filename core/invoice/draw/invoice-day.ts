// When an invoice is due by law (Decree 254/2026/NĐ-CP and Circular 91/2026/TT-BTC; before 01/07/2026: Decree 123/2020 and 70/2025):
// electricity, water and the like sold by period: by the 7th of the month after; a service: when it is done, or when it is paid before.
import { addMonths, type DayText, lastDay, type PeriodText } from '#kit';

export interface Supplied {
  period: PeriodText;
  metered: boolean;
  /** When the bill was made: the supply is reckoned from then. */
  issuedOn: DayText;
  /** The first payment for it, if any. */
  paidOn?: DayText | null;
}
const METERED_DAY = '07';

/** The last day the invoice may bear. */
export function invoiceDueOn({ period, metered, issuedOn, paidOn }: Supplied): DayText {
  if (metered) return `${addMonths(period, 1)}-${METERED_DAY}`;
  const done = issuedOn > lastDay(period) ? issuedOn : lastDay(period);
  return paidOn && paidOn < done ? paidOn : done;
}

/** The decree and circular an invoice of a day is made under. */
export const lawOn = (day: DayText): '254' | '123' => (day >= '2026-07-01' ? '254' : '123');
