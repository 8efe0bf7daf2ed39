import { expect, test } from '@jest/globals';
import { readAmount } from './read-amount.ts';

test.each<[unknown, number | null | undefined]>([
  ['1.234.567', 1_234_567],
  ['1,234,567.00', 1_234_567],
  ['1.234.567,00', 1_234_567],
  ['1,234,567', 1_234_567],
  ['1 234 567', 1_234_567],
  ['+500.000', 500_000],
  ['-500,000', -500_000],
  ['500,000-', -500_000],
  ['(500.000)', -500_000],
  ['500000 VND', 500_000],
  ['2.000.000 đ', 2_000_000],
  ['1.234', 1_234], // three digits behind one mark: thousands, đồng has no decimals
  ['500000.00', 500_000],
  ['500000,0', 500_000],
  [1_234_567, 1_234_567],
  ['0', 0],
  ['', null],
  ['-', null],
  [null, null],
  ['1.5', undefined],
  ['1.234,50', undefined],
  ['1.23.456', undefined],
  ['1,234.567.00', undefined],
  ['12a', undefined],
  [0.5, undefined],
  ['99999999999999999999', undefined],
  [true, undefined],
])('%p is %p', (cell, amount) => {
  expect(readAmount(cell)).toBe(amount);
});
