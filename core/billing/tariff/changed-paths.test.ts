import { expect, test } from '@jest/globals';
import { changedPaths } from './changed-paths.ts';

const line = (amount: string) => ({ code: 'fee', amount });
const cases: [string, unknown, unknown, unknown[]][] = [
  ['nothing', { a: 1, b: [1] }, { a: 1, b: [1] }, []],
  ['a price', { parameters: { price: '1' } }, { parameters: { price: '2' } }, [{ path: 'parameters.price', from: '1', to: '2' }]],
  [
    'a formula and a line more',
    { lines: [line('price')] },
    { lines: [line('price * 2'), line('5')] },
    [
      { path: 'lines.0.amount', from: 'price', to: 'price * 2' },
      { path: 'lines.1', from: null, to: line('5') },
    ],
  ],
  ['a parameter less', { parameters: { price: '1' } }, { parameters: {} }, [{ path: 'parameters.price', from: '1', to: null }]],
];

test.each(cases)('%s is told as what changed', (_name, before, after, expected) => {
  expect(changedPaths(before, after)).toEqual(expected);
});

test('a draft rewritten from top to bottom is told by its first fifty changes', () => {
  const body = (n: number) => Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p${i}`, n]));
  expect(changedPaths(body(1), body(2))).toHaveLength(50);
});
