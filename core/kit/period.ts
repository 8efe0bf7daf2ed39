// Calendar arithmetic on `YYYY-MM-DD` and `YYYY-MM` texts: no clock, no time zone, no Date.

/** A calendar day `YYYY-MM-DD`. */
export type DayText = string;
/** A billing month `YYYY-MM`. */
export type PeriodText = string;

/** Text that is no day or month of the calendar 0001–9999, e.g. `2026-02-30`. */
export class CalendarError extends Error {
  readonly code: 'kit.calendar.badDate' | 'kit.calendar.badPeriod';
  readonly params: { value: string };
  constructor(code: 'kit.calendar.badDate' | 'kit.calendar.badPeriod', value: unknown) {
    super(`${code} ${String(value).slice(0, 40)}`);
    this.name = 'CalendarError';
    this.code = code;
    this.params = { value: String(value).slice(0, 40) };
  }
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysOf = (year: number, month: number): number => (month === 2 && isLeapYear(year) ? 29 : MONTH_DAYS[month - 1]!);
const pad = (n: number, width: number): string => String(n).padStart(width, '0');

export function isPeriod(text: unknown): text is PeriodText {
  return typeof text === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && !text.startsWith('0000');
}
export function isDay(text: unknown): text is DayText {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text) || !isPeriod(text.slice(0, 7))) return false;
  const day = Number(text.slice(8));
  return day >= 1 && day <= daysOf(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}
// A month's run asks for the same few days and months a hundred thousand times.
const KNOWN_MAX = 1000;
const periods = new Map<string, { readonly year: number; readonly month: number }>();
const ordinals = new Map<string, number>();
function remember<T>(known: Map<string, T>, text: string, value: T): T {
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(text, value);
  return value;
}

function parsePeriod(period: PeriodText): { readonly year: number; readonly month: number } {
  const known = periods.get(period);
  if (known) return known;
  if (!isPeriod(period)) throw new CalendarError('kit.calendar.badPeriod', period);
  return remember(periods, period, { year: Number(period.slice(0, 4)), month: Number(period.slice(5, 7)) });
}
function parseDay(day: DayText): { year: number; month: number; day: number } {
  if (!isDay(day)) throw new CalendarError('kit.calendar.badDate', day);
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8)) };
}

// Days since 0000-03-01 of the proleptic Gregorian calendar (years starting in March put the leap day last).
function ordinalOf(text: DayText): number {
  const known = ordinals.get(text);
  if (known !== undefined) return known;
  const { year, month, day } = parseDay(text);
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return remember(ordinals, text, 365 * y + leapDays + Math.floor((153 * m + 2) / 5) + day - 1);
}

/** Days from `from` to `to`: 2026-01-31 → 2026-02-01 is 1; negative backwards. */
export const daysBetween = (from: DayText, to: DayText): number => ordinalOf(to) - ordinalOf(from);
export function daysInMonth(period: PeriodText): number {
  const { year, month } = parsePeriod(period);
  return daysOf(year, month);
}
export const firstDay = (period: PeriodText): DayText => `${periodText(period)}-01`;
export const lastDay = (period: PeriodText): DayText => `${period}-${daysInMonth(period)}`;
export const periodOf = (day: DayText): PeriodText => {
  parseDay(day);
  return day.slice(0, 7);
};
function periodText(period: PeriodText): PeriodText {
  parsePeriod(period);
  return period;
}
/** The period `count` months later (or earlier). */
export function addMonths(period: PeriodText, count: number): PeriodText {
  const { year, month } = parsePeriod(period);
  const months = year * 12 + month - 1 + count;
  const next = `${pad(Math.floor(months / 12), 4)}-${pad((((months % 12) + 12) % 12) + 1, 2)}`;
  return periodText(next);
}
export const previousPeriod = (period: PeriodText): PeriodText => addMonths(period, -1);

/** The day `count` days later (or earlier). */
export function addDays(day: DayText, count: number): DayText {
  let { year, month, day: d } = parseDay(day);
  if (!Number.isSafeInteger(count)) throw new CalendarError('kit.calendar.badDate', `${day}+${count}`);
  d += count;
  while (d < 1) {
    month -= 1;
    if (month < 1) {
      month = 12;
      year -= 1;
    }
    if (year < 1) throw new CalendarError('kit.calendar.badDate', `${day}+${count}`);
    d += daysOf(year, month);
  }
  for (let length = daysOf(year, month); d > length; length = daysOf(year, month)) {
    d -= length;
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
    if (year > 9999) throw new CalendarError('kit.calendar.badDate', `${day}+${count}`);
  }
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(d, 2)}`;
}
/** The same day of a month `count` months later; the month's last day where it has no such day (31 Jan + 1 → 28 Feb). */
export function addMonthsToDay(day: DayText, count: number): DayText {
  const target = addMonths(periodOf(day), count);
  return `${target}-${pad(Math.min(Number(day.slice(8)), daysInMonth(target)), 2)}`;
}
/** Days two inclusive ranges share; `null` is an open end. For member-days and days of a period. */
export function overlapDays(from: DayText, to: DayText | null, rangeFrom: DayText, rangeTo: DayText): number {
  const start = from > rangeFrom ? from : rangeFrom;
  const end = to === null || to > rangeTo ? rangeTo : to;
  return Math.max(0, daysBetween(start, end) + 1);
}
