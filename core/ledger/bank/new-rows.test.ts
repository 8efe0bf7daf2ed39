import { expect, test } from '@jest/globals';
import { newRows, type StoredRow } from './new-rows.ts';
import type { Movement } from './parse-statement.ts';

let line = 0;
const row = (reference: string, amount: number, memo = 'm', time: string | null = null): Movement => ({
  ...{ line: ++line, onDate: '2026-11-05', time, amount, balance: null, reference, memo, party: '', partyAccount: '' },
});
const stored = (rows: Movement[]): StoredRow[] => newRows([], rows);
const brief = (before: Movement[], read: Movement[]) =>
  newRows(stored(before), read).map(({ reference, memo, nth }) => [reference, memo, nth]);

test.each<[string, Movement[], Movement[], unknown[]]>([
  [
    'a first file is new',
    [],
    [row('A', 1), row('B', 1)],
    [
      ['A', 'm', 1],
      ['B', 'm', 1],
    ],
  ],
  ['the same file adds nothing', [row('A', 1), row('B', 2)], [row('B', 2), row('A', 1)], []],
  [
    'two equal transfers in one file are two',
    [],
    [row('A', 1), row('A', 1)],
    [
      ['A', 'm', 1],
      ['A', 'm', 2],
    ],
  ],
  ['and stay two when read again', [row('A', 1), row('A', 1)], [row('A', 1), row('A', 1)], []],
  ['a third of them is one more', [row('A', 1), row('A', 1)], [row('A', 1), row('A', 1), row('A', 1)], [['A', 'm', 3]]],
  ['an export without times is the same file', [row('A', 1, 'm', '08:00:00')], [row('A', 1)], []],
  ['another time is another transfer', [row('A', 1, 'm', '08:00:00')], [row('A', 1, 'm', '09:00:00')], [['A', 'm', 1]]],
  [
    'a memo cut by the other export is the same transfer',
    [row('A', 1, 'BLD1 A1203 T112026X NGUYEN')],
    [row('A', 1, 'BLD1 A1203')],
    [],
  ],
  ['without reference another memo is another transfer', [row('', 1, 'A1203')], [row('', 1, 'A1204')], [['', 'A1204', 2]]],
  [
    'without reference the new one of two is found by its memo',
    [row('', 1, 'A1203')],
    [row('', 1, 'A1204'), row('', 1, 'a1203')],
    [['', 'A1204', 2]],
  ],
  ['another amount is another transfer', [row('A', 1)], [row('A', 2)], [['A', 'm', 1]]],
])('%s', (_, before, read, added) => {
  expect(brief(before, read)).toEqual(added);
});
