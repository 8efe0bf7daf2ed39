// One row's judgement: derived cells, what is wrong or unusual and why, and what it adds to the counts and totals.
import type { Decimal, Params, Tone } from '#kit';
import type { CompiledView } from './compile-view.ts';
import { numberOf } from './number-of.ts';

export type Row = Record<string, unknown>;
export interface Bad {
  text: string;
  code: string;
}
export interface Change {
  key: string;
  field: string;
  value: unknown;
  bad?: Bad;
}
/** What is to be said about a cell; `message` is a locale key or an error code. */
export interface Mark {
  tone: Tone;
  message: string | null;
  params: Params | Row;
}
export interface Counts {
  rows: number;
  error: number;
  warn: number;
  missing: number;
}
export interface Kept {
  row: Row;
  saved: Row;
  bad: Map<string, Bad>;
  told: Map<string, Mark>;
  marks: Map<string, Mark>;
  sums: (Decimal | null)[];
  flags: Counts;
}

/** Refreshes the row's derived cells, marks, flags and addends in place. The first error of a cell stands; else its first mark. */
export function judgeRow(view: CompiledView, kept: Kept): void {
  const { row, marks, flags } = kept;
  for (const { field, formula } of view.derived) row[field] = formula.evaluate(row);
  marks.clear();
  const put = (field: string, mark: Mark): void => {
    if (marks.get(field)?.tone !== 'error' && (mark.tone === 'error' || !marks.has(field))) marks.set(field, mark);
  };
  for (const [field, bad] of kept.bad) put(field, { tone: 'error', message: `ui:${bad.code}`, params: { text: bad.text } });
  for (const [field, mark] of kept.told) put(field, mark);
  for (const { when, columns, tone, message } of view.judgements) {
    if (when.holds(row)) for (const field of columns) put(field, { tone, message, params: row });
  }
  const tones = [...marks.values()].map((mark) => mark.tone);
  const { entry } = view;
  flags.error = tones.includes('error') ? 1 : 0;
  flags.warn = !flags.error && tones.includes('warn') ? 1 : 0;
  flags.missing = entry && (row[entry] ?? null) === null && !kept.bad.has(entry) ? 1 : 0;
  kept.sums = view.sums.map((field) => numberOf(row[field]));
}
