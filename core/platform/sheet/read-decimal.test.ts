import { expect, test } from '@jest/globals';
import { readDecimal } from './read-decimal.ts';

test.each([
  [68.5, '68.5'],
  ['68,5', '68.5'],
  ['68.5', '68.5'],
  ['1.234,5', '1234.5'],
  ['1,234.5', '1234.5'],
  [' 120 ', '120'],
  [0, '0'],
])('%p is %p', (cell, text) => {
  expect(readDecimal(cell)).toBe(text);
});

test.each(['1.234', '1,234', 'bảy mươi', '-5', '1,2,3', '', null, true, Number.NaN, 1e15])('%p is no clear number', (cell) => {
  expect(readDecimal(cell)).toBeNull();
});
