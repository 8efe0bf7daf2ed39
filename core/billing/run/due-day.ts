// When a month's bills are due.
import { addDays, addMonthsToDay, type DayText, firstDay, lastDay, type PeriodText } from '#kit';

/** `dueDay` of the month after the billed one (a shorter month takes its last day), but never before `daysToPay` days have gone by. */
export function dueDay(
  period: PeriodText,
  { dueDay: day, daysToPay }: { dueDay: number; daysToPay: number },
  issuedOn: DayText,
): DayText {
  const next = addMonthsToDay(firstDay(period), 1).slice(0, 7);
  const usual = `${next}-${String(day).padStart(2, '0')}`;
  const due = usual > lastDay(next) ? lastDay(next) : usual;
  const earliest = addDays(issuedOn, daysToPay);
  return due < earliest ? earliest : due;
}
