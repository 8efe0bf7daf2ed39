import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  ceil,
  compare,
  type Decimal,
  DecimalError,
  decimalOf,
  div,
  floor,
  mod,
  mul,
  mulDiv,
  roundTo,
  sub,
  textOf,
  wholeOf,
} from './decimal.ts';

const d = decimalOf;
const anyDecimal = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((n) => n as Decimal);

describe('decimalOf', () => {
  test.each(['0', '2204.0655', '-0.05', '999999999999999999.999999999999', '0.000000000001'])(
    'reads %s and prints it back',
    (text) => {
      expect(textOf(d(text))).toBe(text);
    },
  );
  test.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '1.',
    '.5',
    '1e5',
    '0x10',
    '1,5',
    '1.234.567',
    'NaN',
    '--1',
    '1.0000000000001',
    '1234567890123456789',
    '１',
  ])('refuses %j', (text) => expect(() => d(text)).toThrow(DecimalError));
  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses the number %d', (n) =>
    expect(() => d(n)).toThrow('kit.decimal.malformed'),
  );
  test('takes whole numbers and bigints', () => expect([textOf(d(-7)), textOf(d(12n))]).toEqual(['-7', '12']));
  test('refuses a bigint of 10^18', () => expect(() => d(10n ** 18n)).toThrow('kit.decimal.tooLarge'));
});

describe('arithmetic', () => {
  test.each([
    ['0.1', '0.2', '0.3'],
    ['999999999999999999', '-1', '999999999999999998'],
  ])('%s + %s = %s', (a, b, sum) => expect(textOf(add(d(a), d(b)))).toBe(sum));
  test.each([
    ['2204.0655', '0.9', '1983.65895'],
    ['0.000001', '0.0000005', '0.000000000001'], // 5·10^-13 goes up
    ['-0.000001', '0.0000005', '-0.000000000001'], // and away from zero
    ['0.000001', '0.0000004', '0'],
  ])('%s × %s = %s', (a, b, product) => expect(textOf(mul(d(a), d(b)))).toBe(product));
  test.each([
    ['1', '3', '0.333333333333'],
    ['2', '3', '0.666666666667'],
    ['-2', '3', '-0.666666666667'],
    ['2', '-3', '-0.666666666667'],
    ['1', '8', '0.125'],
  ])('%s ÷ %s = %s', (a, b, quotient) => expect(textOf(div(d(a), d(b)))).toBe(quotient));
  test('division by zero is an error', () => {
    expect(() => div(d('1'), d('0'))).toThrow('kit.decimal.divisionByZero');
    expect(() => mod(d('1'), d('0'))).toThrow('kit.decimal.divisionByZero');
  });
  test('a result of 10^18 is an error', () => {
    expect(() => mul(d('1000000000'), d('1000000000'))).toThrow('kit.decimal.tooLarge');
    expect(() => sub(d('-999999999999999999'), d('1'))).toThrow('kit.decimal.tooLarge');
  });
  test('one rounding keeps thirds whole: 100 × 1 ÷ 3 × 3', () => expect(textOf(mulDiv(d('100'), d('3'), d('3')))).toBe('100'));
  test('the remainder takes the sign of the dividend', () =>
    expect([textOf(mod(d('7.5'), d('2'))), textOf(mod(d('-7.5'), d('2')))]).toEqual(['1.5', '-1.5']));
});

describe('rounding', () => {
  test.each([
    ['1929.6', 0, '1930'],
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['0.4999', 0, '0'],
    ['2.345', 2, '2.35'],
    ['-2.345', 2, '-2.35'],
    ['1550', -3, '2000'],
    ['1499', -3, '1000'],
  ])('%s to %d places is %s', (value, places, text) => expect(textOf(roundTo(d(value), places))).toBe(text));
  test.each([
    ['1.2', '1', '2'],
    ['-1.2', '-2', '-1'],
    ['3', '3', '3'],
  ])('floor and ceil of %s are %s and %s', (value, low, high) =>
    expect([textOf(floor(d(value))), textOf(ceil(d(value)))]).toEqual([low, high]),
  );
  test('textOf with places keeps its zeros', () =>
    expect([textOf(d('5'), 2), textOf(d('0.05'), 1), textOf(d('-0.04'), 1)]).toEqual(['5.00', '0.1', '0.0']));
  test('a fraction is no whole number', () => expect(() => wholeOf(d('1.5'))).toThrow(DecimalError));
});

describe('laws', () => {
  test('text and decimal are inverse', () => fc.assert(fc.property(anyDecimal, (a) => d(textOf(a)) === a)));
  test('addition is undone by subtraction', () =>
    fc.assert(fc.property(anyDecimal, anyDecimal, (a, b) => sub(add(a, b), b) === a)));
  test('rounding moves by half a step at most', () =>
    fc.assert(
      fc.property(anyDecimal, fc.integer({ min: 0, max: 12 }), (a, places) => {
        const gap = roundTo(a, places) - a;
        return (gap < 0n ? -gap : gap) * 2n <= 10n ** BigInt(12 - places);
      }),
    ));
  test('rounding is symmetric around zero', () =>
    fc.assert(fc.property(anyDecimal, (a) => roundTo(-a as Decimal, 2) === -roundTo(a, 2))));
  test('compare orders like the texts as numbers', () =>
    fc.assert(fc.property(fc.integer(), fc.integer(), (a, b) => compare(d(a), d(b)) === Math.sign(a - b))));
});
