// Which movements of a file are not there yet: the bank's reference, amount and day tell one from another, its time and memo too.
import type { Movement } from './parse-statement.ts';

export interface StoredRow {
  reference: string;
  amount: number;
  onDate: string;
  time: string | null;
  memo: string;
  nth: number;
}
export type NewRow = Movement & { nth: number };

const placeOf = (row: StoredRow | Movement): string => `${row.onDate} ${row.amount} ${row.reference}`;
// banks cut and re-case memos from one export to the next
const memoKey = (memo: string): string =>
  memo
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 60);
const sameMemo = (a: StoredRow, b: Movement): boolean => memoKey(a.memo) === memoKey(b.memo);
// an export may leave the time out
const timeFits = (a: StoredRow, b: Movement): boolean => a.time === b.time || a.time === null || b.time === null;

/** Rows alike in every way are counted: two true transfers stay two, and one that was read before stays one. */
export function newRows(stored: readonly StoredRow[], read: readonly Movement[]): NewRow[] {
  const there = Map.groupBy(stored, placeOf);
  const added: NewRow[] = [];
  for (const [place, rows] of Map.groupBy(read, placeOf)) {
    let left = [...(there.get(place) ?? [])];
    let wanted = rows;
    const pair = (alike: (a: StoredRow, b: Movement) => boolean) => {
      wanted = wanted.filter((row) => {
        const found = left.find((other) => alike(other, row));
        left = left.filter((other) => other !== found);
        return found === undefined;
      });
    };
    pair((a, b) => a.time === b.time && sameMemo(a, b));
    pair((a, b) => timeFits(a, b) && sameMemo(a, b));
    // without a reference only the memo tells one transfer from another
    if (rows[0]!.reference !== '') pair(timeFits);
    const last = new Map<string | null, number>();
    for (const { time, nth } of there.get(place) ?? []) last.set(time, Math.max(nth, last.get(time) ?? 0));
    for (const row of wanted) {
      const nth = (last.get(row.time) ?? 0) + 1;
      last.set(row.time, nth);
      added.push({ ...row, nth });
    }
  }
  return added.sort((a, b) => a.line - b.line);
}
