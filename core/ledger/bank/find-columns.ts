// Where a statement's heading stands and which column holds what.
import { bare, fold } from '#platform/sheet/fold';
import type { StatementColumns, StatementField } from './bank.contract.ts';
import { FIELDS, HEADINGS } from './statement-fields.ts';

export type Row = readonly unknown[];
export interface Heading {
  /** Index of the first row under the heading. */
  below: number;
  /** What each column is headed, as written; two rows of heading as one. */
  headings: string[];
  columns: StatementColumns;
}
const SEARCHED_ROWS = 60;
const MIN_FIELDS = 3;
const text = (cell: unknown): string => (typeof cell === 'string' ? cell.replace(/\s+/g, ' ').trim() : '');

/** Null where no row looks like a heading. */
export function findHeading(rows: readonly Row[]): Heading | null {
  let best: { heading: Heading; fields: number } | null = null;
  const last = Math.min(rows.length, SEARCHED_ROWS);
  for (let at = 0; at < last; at++) {
    for (const headings of [headingsOf(rows, at, 1), headingsOf(rows, at, 2)]) {
      if (headings === null) continue;
      const columns = guessColumns(headings);
      const fields = Object.keys(columns).length;
      if (fields < MIN_FIELDS || fields <= (best?.fields ?? 0)) continue;
      best = { heading: { below: at + (headings.rows ?? 1), headings: [...headings], columns }, fields };
    }
  }
  return best?.heading ?? null;
}

/** Where headings confirmed earlier stand in this file, in whatever order; the first that is missing otherwise. */
export function placeColumns(rows: readonly Row[], columns: StatementColumns): Heading | { missing: string } {
  const wanted = Object.values(columns);
  let missing = wanted[0] ?? '';
  let most = -1;
  for (let at = 0; at < Math.min(rows.length, SEARCHED_ROWS); at++) {
    for (const headings of [headingsOf(rows, at, 1), headingsOf(rows, at, 2)]) {
      if (headings === null) continue;
      const folded = new Set(headings.map(bare));
      const absent = wanted.filter((heading) => !folded.has(bare(heading)));
      if (absent.length === 0) return { below: at + (headings.rows ?? 1), headings: [...headings], columns };
      if (wanted.length - absent.length > most) [most, missing] = [wanted.length - absent.length, absent[0]!];
    }
  }
  return { missing };
}

type Headings = string[] & { rows?: number };
/** Two rows are one heading where the second only names parts of the first: "Phát sinh" over "Nợ" and "Có". */
function headingsOf(rows: readonly Row[], at: number, count: 1 | 2): Headings | null {
  const first = rows[at] ?? [];
  const second = rows[at + 1] ?? [];
  if (count === 1) return first.map(text);
  if (second.every((cell) => text(cell) === '') || second.some((cell) => typeof cell === 'number' || /\d/.test(text(cell))))
    return null;
  let over = '';
  const joined: Headings = Array.from({ length: Math.max(first.length, second.length) }, (_, n) => {
    over = text(first[n]) || over;
    const under = text(second[n]);
    return under === '' ? text(first[n]) : `${over} ${under}`.trim();
  });
  joined.rows = 2;
  return joined;
}

export function guessColumns(headings: readonly string[]): StatementColumns {
  const folded = headings.map((heading) => fold(heading.replace(/[()[\]]/g, ' ')));
  const offers = FIELDS.flatMap((field) =>
    folded.flatMap((heading, column) => {
      const score = scoreOf(heading, fold(headings[column]!), HEADINGS[field]);
      return score > 0 ? [{ field, column, score }] : [];
    }),
  ).sort((a, b) => b.score - a.score);
  const columns: StatementColumns = {};
  const taken = new Set<number>();
  for (const { field, column } of offers) {
    if (columns[field] !== undefined || taken.has(column)) continue;
    columns[field] = headings[column]!;
    taken.add(column);
  }
  // an amount column beside debit and credit is something else, mostly the sum in another currency
  if (columns.credit !== undefined && columns.debit !== undefined) return without(columns, ['amount', 'direction']);
  return columns.amount !== undefined ? without(columns, columns.credit !== undefined ? [] : ['debit']) : columns;
}

function without(columns: StatementColumns, fields: StatementField[]): StatementColumns {
  return Object.fromEntries(Object.entries(columns).filter(([field]) => !fields.includes(field as StatementField)));
}

/** The whole heading says more than a part of it, a long word more than a short one, an early synonym more than a late one. */
function scoreOf(heading: string, bare: string, synonyms: readonly string[]): number {
  return synonyms.reduce((best, synonym, rank) => {
    const exact = heading === synonym || bare === synonym;
    const inside = synonym.length > 3 && ` ${heading} `.includes(` ${synonym} `);
    const score = exact ? 1000 - rank : inside ? 200 + synonym.length * 10 - rank : 0;
    return Math.max(best, score);
  }, 0);
}
