import { expect, test } from '@jest/globals';
import { usualRange } from './usual-range.ts';

test.each<[string, number[], { from: number; to: number } | null]>([
  ['no bill', [], null],
  // all up by 4 %: five points on either side
  ['bills that change alike', [40, 40, 40, 40], { from: -10, to: 90 }],
  // quarters of 0, 20, …, 140 (8 values): the 2nd is 20, the 6th 100; 1.5 × 80 = 120
  ['bills spread evenly', [140, 0, 20, 40, 60, 80, 100, 120], { from: -100, to: 220 }],
  // the one that triples is outside of it and does not widen it: quarters 10 and 10
  ['one that triples', [10, 10, 10, 10, 10, 10, 10, 2000], { from: -40, to: 60 }],
  ['a single bill', [-300], { from: -350, to: -250 }],
])('%s has its usual range', (_name, changes, expected) => {
  expect(usualRange(changes)).toEqual(expected);
});
