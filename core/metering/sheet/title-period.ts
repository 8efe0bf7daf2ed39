// Which month a sheet says it is of: `Kỳ 11/2026`, `Tháng 11 năm 2026`, `Period 2026-11`, `November 2026`.

import { bare } from '#platform/sheet/fold';
import { isPeriod } from '../../kit/period.ts';

const NAMES = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const LOCAL = /(?:^| )(?:ky|thang|period|month)(?: thu| ghi| doc)? (\d{1,2})(?: nam)? (\d{4})(?= |$)/;
const ISO = /(?:^| )(?:ky|thang|period|month) (\d{4}) (\d{1,2})(?= |$)/;
const NAMED = new RegExp(`(?:^| )(${NAMES.join('|')}) (\\d{4})(?= |$)`);

/** Every month named in the rows, in order; empty where none is. */
export function periodsNamed(rows: readonly (readonly unknown[])[]): string[] {
  const found = rows.flatMap((row) =>
    row.map((cell) => (typeof cell === 'string' && cell.length <= 200 ? periodIn(bare(cell)) : null)),
  );
  return found.filter((period) => period !== null);
}

function periodIn(text: string): string | null {
  const local = LOCAL.exec(text);
  if (local) return periodOf(local[2]!, local[1]!);
  const iso = ISO.exec(text);
  if (iso) return periodOf(iso[1]!, iso[2]!);
  const named = NAMED.exec(text);
  return named ? periodOf(named[2]!, String(NAMES.indexOf(named[1]!) + 1)) : null;
}

function periodOf(year: string, month: string): string | null {
  const period = `${year}-${month.padStart(2, '0')}`;
  return isPeriod(period) ? period : null;
}
