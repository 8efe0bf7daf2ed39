// What a click filters the grid by: each mark a view describes in words, and each state that has cards.
import type { Tone } from '#kit';
import type { SheetStore } from '../../grid/sheet-store.ts';

export interface CardFilter {
  id: string;
  title: string;
  tone: Tone;
  keys: ReadonlySet<string>;
}

export function cardFilters(store: SheetStore): CardFilter[] {
  const marks = store.view.judgements.flatMap(({ message, tone, when }) =>
    message ? [{ id: message, title: message, tone, rows: store.rows.filter((row) => when.holds(row)) }] : [],
  );
  const states = (store.view.columns.get('state')?.options ?? []).map(({ value, label, tone = 'muted' }) => ({
    ...{ id: `state ${value}`, title: label, tone },
    rows: store.rows.filter((row) => row.state === value),
  }));
  return [...marks, ...states].flatMap(({ rows, ...one }) =>
    rows.length ? [{ ...one, keys: new Set(rows.map((row) => store.keyOf(row))) }] : [],
  );
}
