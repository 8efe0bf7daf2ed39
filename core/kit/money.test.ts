import { describe, expect, test } from '@jest/globals';
import { decimalOf } from './decimal.ts';
import { formatDecimal, formatVnd, MoneyError, roundVnd, sumVnd, vnd } from './money.ts';

describe('money', () => {
  test.each([0.5, Number.NaN, 2 ** 53, Number.NEGATIVE_INFINITY])('%d is no amount', (n) =>
    expect(() => vnd(n)).toThrow(MoneyError),
  );
  test('minus zero is zero', () => expect(Object.is(vnd(-0), 0)).toBe(true));
  test.each([
    ['1929.6', 1930],
    ['51964.8', 51965],
    ['0.5', 1],
    ['-0.5', -1],
    ['-0.4', 0],
  ])('%s rounds to %d đồng', (text, amount) => expect(roundVnd(decimalOf(text))).toBe(amount));
  test('an amount above 2^53 is refused, not rounded', () =>
    expect(() => roundVnd(decimalOf('9007199254740993'))).toThrow(MoneyError));
  test('a sum that leaves the safe range is refused', () =>
    expect(() => sumVnd([Number.MAX_SAFE_INTEGER, 1])).toThrow(MoneyError));
  test('the empty sum is zero', () => expect(sumVnd([])).toBe(0));
});

describe('printing', () => {
  test.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [1000, '1.000', '1,000'],
    [1234567, '1.234.567', '1,234,567'],
    [-20500, '-20.500', '-20,500'],
  ])('%d prints as %s in Vietnamese and %s in English', (amount, vi, en) =>
    expect([formatVnd(amount, 'vi'), formatVnd(amount, 'en')]).toEqual([vi, en]),
  );
  test.each([
    ['2204.0655', undefined, '2.204,0655', '2,204.0655'],
    ['-1234.5', 2, '-1.234,50', '-1,234.50'],
    ['-0.004', 2, '0,00', '0.00'], // no minus before a printed zero
  ])('%s with %s places prints as %s and %s', (text, places, vi, en) => {
    const value = decimalOf(text);
    expect([formatDecimal(value, 'vi', places), formatDecimal(value, 'en', places)]).toEqual([vi, en]);
  });
});
