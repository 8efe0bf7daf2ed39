import { describe, expect, test } from '@jest/globals';
import { type Decimal, decimalOf, textOf } from '../decimal.ts';
import { compileFormula, type FormulaOptions } from './compile.ts';
import { FormulaError } from './formula-error.ts';

const tables = {
  home: [
    { upTo: '50', price: '1984' },
    { upTo: '100', price: '2050' },
    { upTo: null, price: '2380' },
  ],
};
const options: FormulaOptions = {
  names: { a: 'number', b: 'number', kWh: 'number', số_người: 'number', on: 'boolean', off: 'boolean' },
  tables,
};
const values = { a: decimalOf('7'), b: decimalOf('2'), kWh: decimalOf('120'), số_người: decimalOf('3'), on: true, off: false };

function run(text: string): string | boolean {
  const value = compileFormula(text, options).evaluate(values);
  return typeof value === 'boolean' ? value : textOf(value as Decimal);
}
function problem(text: string): { code: string; offset: number | undefined; params: Record<string, unknown> } {
  try {
    compileFormula(text, options).evaluate(values);
  } catch (error) {
    if (error instanceof FormulaError) return { code: error.code, offset: error.offset, params: error.params };
    throw error;
  }
  throw new Error(`${text} ran`);
}

describe('what a formula may say', () => {
  test.each([
    ['a + b * 2', '11'],
    ['(a + b) * 2', '18'],
    ['-a + 10', '3'],
    ['10 - 2 - 3', '5'],
    ['a / b', '3.5'],
    ['a % b', '1'],
    ['0.1 + 0.2', '0.3'],
    ['123456789012345.123456789012 * 1', '123456789012345.123456789012'], // more digits than a double has
    ['min(3, a, b)', '2'],
    ['max(3, a, b)', '7'],
    ['round(a / 3)', '2'],
    ['round(a / 3, 2)', '2.33'],
    ['round(0 - 2.5)', '-3'],
    ['round(1550, -3)', '2000'],
    ['floor(3.9)', '3'],
    ['ceil(3.1)', '4'],
    ['abs(b - a)', '5'],
    ['if(a > b, 1, 2)', '1'],
    ['a < b ? 1 : 2', '2'],
    ['on and not off', true],
    ['off or a >= 7 and b <= 2', true],
    ['a == 7', true],
    ['a != 7', false],
    ['on == true', true],
    ['if(on, off, true)', false],
    ['số_người * 4', '12'],
    ['prorate(100, 1, 3) + prorate(100, 2, 3)', '100'],
    ['tiered(kWh, home)', '249300'], // 50 × 1984 + 50 × 2050 + 20 × 2380
    ['tiered(kWh, home, 2)', '239400'], // limits 100 and 200: 100 × 1984 + 20 × 2050
  ])('%s is %s', (text, expected) => expect(run(text)).toBe(expected));

  test('only the chosen side of a choice runs', () => {
    expect([run('if(b == 0, a / 0, a)'), run('off and 1 / 0 > 1'), run('on or 1 / 0 > 1')]).toEqual(['7', false, true]);
  });
  test('it tells the names it uses, in order', () =>
    expect(compileFormula('b + min(a, b) + tiered(kWh, home)', options).names).toEqual(['b', 'a', 'kWh']));
  test('a value that is not read may be missing', () => {
    const formula = compileFormula('if(on, a, b)', options);
    expect(formula.evaluate({ on: true, a: decimalOf('1') })).toBe(decimalOf('1'));
    expect(() => formula.evaluate({ on: false, a: decimalOf('1') })).toThrow('formula.missingValue');
  });
  test('a value of the wrong type is refused', () =>
    expect(() => compileFormula('a', options).evaluate({ a: true })).toThrow('formula.wrongType'));
  test('a wanted result is checked', () =>
    expect(() => compileFormula('a', { ...options, result: 'boolean' })).toThrow('formula.wrongResult'));
});

describe('what a formula may not say', () => {
  test.each([
    ['', 'formula.empty', 0],
    ['   ', 'formula.empty', 0],
    ['a + c', 'formula.unknownName', 4],
    ['a + foo(b)', 'formula.unknownFunction', 4],
    ['has(a)', 'formula.unknownFunction', 0],
    ['a(b)', 'formula.unknownFunction', 0],
    ['min()', 'formula.wrongArguments', 0],
    ['if(on, a)', 'formula.wrongArguments', 0],
    ['tiered(a, nowhere)', 'formula.unknownName', 10],
    ['tiered(a, 5)', 'formula.unknownName', 0],
    ['a +', 'formula.syntax', 3],
    ['a b', 'formula.syntax', 2],
    ['(a', 'formula.syntax', 2],
    ['a)', 'formula.syntax', 1],
    ['(a, b)', 'formula.syntax', 2],
    ['a + * b', 'formula.syntax', undefined],
    ['1e5', 'formula.badLiteral', 0],
    ['a + 0x10', 'formula.badLiteral', 4],
    ['1.2.3', 'formula.badLiteral', 0],
    ['1234567890123456', 'formula.badLiteral', 0],
    ['9^9^9^9', 'formula.badCharacter', 1],
    ['a!', 'formula.badCharacter', 1],
    ['a; b', 'formula.badCharacter', 1],
    ['"x"', 'formula.badCharacter', 0],
    ['a[0]', 'formula.badCharacter', 1],
    ['a = 1', 'formula.badCharacter', 2],
    ['a.b', 'formula.badCharacter', 1],
    ['a || b', 'formula.badCharacter', 2],
    ['a && b', 'formula.badCharacter', 2],
    ['f(x) = x', 'formula.badCharacter', 5],
    ['a + \u0000', 'formula.badCharacter', 4],
    ['е + 1', 'formula.unknownName', 0], // Cyrillic е
    ['random()', 'formula.unknownFunction', 0],
    ['min', 'formula.unknownName', 0],
    ['null', 'formula.unknownName', 0],
    ['home', 'formula.unknownName', 0],
    ['on + 1', 'formula.wrongType', 0],
    ['a and b', 'formula.wrongType', 0],
    ['(a > b) * 2', 'formula.wrongType', 1],
    ['a < b < 3', 'formula.wrongType', 0],
    ['a == on', 'formula.wrongType', 5],
    ['if(a, 1, 2)', 'formula.wrongType', 3],
    ['if(on, 1, off)', 'formula.wrongType', 10],
    ['not a', 'formula.wrongType', 4],
    ['-on', 'formula.wrongType', 1],
    ['a / 0', 'formula.divisionByZero', undefined],
    ['a % (b - 2)', 'formula.divisionByZero', undefined],
    ['prorate(a, 1, 0)', 'formula.divisionByZero', undefined],
    ['999999999999999 * 999999999999999', 'formula.tooLarge', undefined],
    ['round(a, 0.5)', 'formula.badPlaces', undefined],
    ['round(a, 13)', 'formula.badPlaces', undefined],
    ['tiered(0 - a, home)', 'formula.badQuantity', 0],
  ])('%j is %s', (text, code, offset) => {
    const found = problem(text);
    expect(found.code).toBe(code);
    if (offset !== undefined) expect(found.offset).toBe(offset);
  });

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'prototype',
    '__defineGetter__',
    'n0',
    'process',
    'in',
    'E',
    'PI',
  ])('%s is an unknown name and an unknown function', (name) => {
    expect(problem(name).code).toBe('formula.unknownName');
    expect(problem(`${name}(a)`).code).toBe('formula.unknownFunction');
  });
  test('even a list of names made of prototypes stays a list', () => {
    expect(() => compileFormula('toString', { names: [] })).toThrow('formula.unknownName');
    expect(() => compileFormula('constructor', { names: {} })).toThrow('formula.unknownName');
    expect(() => compileFormula('tiered(1, constructor)', { names: [], tables: {} })).toThrow('formula.unknownName');
  });
});

describe('bounds', () => {
  test.each([
    ['2,001 characters', 'a'.repeat(2001), 'formula.tooLong'],
    ['501 words', Array(251).fill('a').join('+'), 'formula.tooManyTokens'],
    ['10,000 brackets', '('.repeat(10_000), 'formula.tooLong'],
    ['100 brackets', `${'('.repeat(100)}a${')'.repeat(100)}`, 'formula.tooDeep'],
    ['61 brackets', `${'('.repeat(61)}a${')'.repeat(61)}`, 'formula.tooDeep'],
    ['70 questions', `${'on ? a : '.repeat(70)}a`, 'formula.tooDeep'],
    ['100 minuses', `${'-'.repeat(100)}a`, 'formula.tooDeep'],
    ['100 nots', `${'not '.repeat(100)}on`, 'formula.tooDeep'],
  ])('%s are refused', (_, text, code) => expect(problem(text).code).toBe(code));
  test('60 brackets and 500 words are taken', () => {
    expect(run(`${'('.repeat(60)}a${')'.repeat(60)}`)).toBe('7');
    expect(run(`0+${Array(249).fill('b').join('+')}`)).toBe('498');
  });
});

describe('near names', () => {
  test.each([
    ['kWH', 'kWh'],
    ['so_nguoi', 'số_người'],
    ['kwhh', 'kWh'],
  ])('%s suggests %s', (wrong, right) => expect(problem(wrong).params.known).toBe(right));
  test('nothing near lists what may be written', () =>
    expect(problem('temperature').params.known).toBe('a, b, kWh, số_người, on, off'));
});
