import { expect, test } from '@jest/globals';
import { readNumber } from './read-number.ts';

test.each([
  [1234, { value: '1234' }],
  [12.5, { value: '12.5' }],
  [0.1 + 0.2, { value: '0.3' }], // 0.30000000000000004 in binary
  ['1234', { value: '1234' }],
  [' 0012 ', { value: '12' }],
  ['1.234,5', { value: '1234.5' }], // Vietnamese
  ['1,234.5', { value: '1234.5' }], // English
  ['12.345.678', { value: '12345678' }],
  ['12,345,678', { value: '12345678' }],
  ['1 234,5', { value: '1234.5' }],
  ['1 234', { value: '1234' }],
  ['12,5', { value: '12.5' }],
  ['12.50', { value: '12.5' }],
  ['1234,567', { value: '1234.567' }],
  ['0,125', { value: '0.125' }],
  ['1.234', { value: '1234', or: '1.234' }], // both writings are possible
  ['1,234', { value: '1234', or: '1.234' }],
  ['-49', { value: '-49' }],
  ['1.234.567,25', { value: '1234567.25' }],
])('%p is read as %p', (cell, expected) => {
  expect(readNumber(cell)).toEqual(expected);
});

test.each([
  '',
  'abc',
  '12a',
  '1.2.3',
  '1,23,4',
  '1.234.56',
  '1,234.5.6',
  '--5',
  '1e5',
  '=A1',
  '#REF!',
  '１２x',
  null,
  true,
  Number.NaN,
  1e300,
])('%p is no number', (cell) => {
  expect(readNumber(cell)).toBeNull();
});

test('full-width digits of an input method are digits', () => {
  expect(readNumber('１２３')).toEqual({ value: '123' });
});
