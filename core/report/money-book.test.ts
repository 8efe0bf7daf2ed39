// A money book's lines from its documents.
import { expect, test } from '@jest/globals';
import { bookOf } from './money-book.ts';

const entry = (day: string, number: string, amount: number, voided = false) => ({
  ...{ day, number, amount, voided, party: 'A', reason: '', kind: 'receipt' },
});

test('opens with what stood before, closes each day, and takes a void off its own side', () => {
  const { rows, sum } = bookOf(
    1_000,
    [
      entry('2026-11-05', 'PT1', 500),
      entry('2026-11-05', 'PC1', -200),
      entry('2026-11-05', 'PT1', -500, true),
      entry('2026-11-07', 'PC1', 200, true),
    ],
    { from: '2026-11' },
  );
  expect(rows.map(({ what, in: in_, out, balance }) => [what, in_ ?? null, out ?? null, balance])).toEqual([
    ['opening', null, null, 1_000],
    ['entry', 500, null, 1_500],
    ['entry', null, 200, 1_300],
    ['entry', -500, null, 800],
    ['day', 0, 200, 800],
    ['entry', null, -200, 1_000],
    ['day', 0, -200, 1_000],
  ]);
  expect(sum).toEqual({ in: 0, out: 0, balance: 1_000 });
});

test('of nothing is its opening alone', () => {
  expect(bookOf(7, [], { from: '2026-11' }).rows).toEqual([{ what: 'opening', day: '2026-11-01', balance: 7 }]);
});
