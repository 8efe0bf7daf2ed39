// A date cell as a calendar day: a spreadsheet date, its serial number, or text day first as Vietnam writes it.
import { isDay } from '../../kit/period.ts';

const SERIAL_ZERO_MS = Date.UTC(1899, 11, 30); // day 0 of the 1900 date system, after its false leap day
const DAY_MS = 86_400_000;

/** `period` gives the year where the sheet leaves it out (`20/11`); null where it is no day. */
export function readDay(cell: unknown, period: string): string | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : checked(cell.toISOString().slice(0, 10));
  if (typeof cell === 'number') {
    if (!(cell >= 36_526 && cell < 73_051)) return null; // 2000 to 2099
    return new Date(SERIAL_ZERO_MS + Math.floor(cell) * DAY_MS).toISOString().slice(0, 10);
  }
  if (typeof cell !== 'string') return null;
  const text = cell
    .normalize('NFKC')
    .trim()
    .replace(/[T\s]+\d{1,2}:\d\d.*$/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return dayOf(iso[1]!, iso[2]!, iso[3]!);
  const local = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{4}|\d{2}))?$/.exec(text);
  if (!local) return null;
  const [, day, month, year] = local;
  return dayOf(year === undefined ? yearNear(period, Number(month)) : year.length === 2 ? `20${year}` : year, month!, day!);
}

// A January sheet read on 28/12 means last December, a December sheet read on 02/01 next January.
function yearNear(period: string, month: number): string {
  const year = Number(period.slice(0, 4));
  const distance = month - Number(period.slice(5, 7));
  return String(distance > 6 ? year - 1 : distance < -6 ? year + 1 : year);
}

function dayOf(year: string, month: string, day: string): string | null {
  return checked(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function checked(day: string): string | null {
  return isDay(day) ? day : null;
}
