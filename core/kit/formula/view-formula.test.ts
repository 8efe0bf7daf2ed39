import { describe, expect, test } from '@jest/globals';
import { compileViewFormula } from './view-formula.ts';

const options = {
  fields: { previous: 'number', value: 'number', average: 'number', state: 'text', readOn: 'text', locked: 'boolean' },
  words: ['held', 'accepted'],
} as const;
const row = { previous: '100', value: '130.5', average: '0', state: 'held', readOn: '2026-11-25', locked: false };
const calc = (text: string, change: Record<string, unknown> = {}) =>
  compileViewFormula(text, options).evaluate({ ...row, ...change });

describe('view formulas', () => {
  test.each<[string, Record<string, unknown>, string | boolean | null]>([
    ['value - previous', {}, '30.5'],
    ['value - previous', { value: null }, null],
    ['value - previous', { value: '' }, null],
    ['value - previous', { value: '12x' }, null],
    ['value - previous', { value: 130 }, '30'],
    ['value < previous', { value: undefined }, null],
    ['has(value) and value < previous', { value: null }, false],
    ['has(value) and value < previous', { value: '99' }, true],
    ['not has(value)', { value: null }, true],
    ['has(value) ? value : previous', { value: null }, '100'],
    ['value > 0 or locked', { value: null, locked: true }, true],
    ['value > 0 and locked', { value: null }, false],
    ['value > 0 or locked', { value: null }, null],
    ['if(value > 0, 1, 2)', { value: null }, null],
    ['value / average', {}, null],
    ['state == held', {}, true],
    ['state != accepted', {}, true],
    ['state == held and not locked', { state: null }, null],
    ['round(value * 1.1, 1)', {}, '143.6'],
    ['prorate(value, 1, average)', { value: null }, null],
    ['value * 100000000000000', { value: '1000000' }, null],
  ])('%s with %j is %j', (text, change, expected) => expect(calc(text, change)).toBe(expected));
  test('when holds only where it is true', () => {
    const rule = compileViewFormula('value < previous', options);
    expect([rule.holds({ ...row, value: '99' }), rule.holds(row), rule.holds({ ...row, value: null })]).toEqual([
      true,
      false,
      false,
    ]);
  });
  test('a row without the field, or with only an inherited one, is empty', () => {
    expect(compileViewFormula('has(value)', options).evaluate(Object.create({ value: '5' }))).toBe(false);
    expect(compileViewFormula('has(value)', options).evaluate({})).toBe(false);
  });
  test.each([
    ['valeu > 1', 'formula.unknownName'],
    ['value != null', 'formula.unknownName'],
    ['state == 1', 'formula.wrongType'],
    ['state + 1', 'formula.wrongType'],
    ['tiered(value, previous)', 'formula.unknownFunction'],
    ['constructor', 'formula.unknownName'],
  ])('%s is refused: %s', (text, code) => expect(() => compileViewFormula(text, options)).toThrow(code));
});
