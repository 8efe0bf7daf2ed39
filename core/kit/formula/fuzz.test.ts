import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalOf } from '../decimal.ts';
import { compileFormula } from './compile.ts';
import { FormulaError } from './formula-error.ts';
import { compileViewFormula } from './view-formula.ts';

const piece = fc.constantFrom(
  'a',
  'b',
  'on',
  '1',
  '2.5',
  '999999999999999',
  '0',
  '+',
  '-',
  '*',
  '/',
  '%',
  '(',
  ')',
  ',',
  '?',
  ':',
  '<',
  '<=',
  '==',
  '!=',
  'and',
  'or',
  'not',
  'min(',
  'max(',
  'round(',
  'if(',
  'tiered(',
  'prorate(',
  'floor(',
  'true',
  '__proto__',
  'constructor',
  'toString',
  '^',
  '!',
  '[',
  ']',
  '"',
  ';',
  '=',
  '.',
  'x',
  'in',
  'random(',
  'n1',
  'has(',
  'null',
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.string({ maxLength: 200, unit: 'binary' }) },
);
const values = { a: decimalOf('7'), b: decimalOf('-2.5'), on: true };
const types = { a: 'number', b: 'number', on: 'boolean' } as const;

test('any text either runs to a value of its type or is a FormulaError', () => {
  let ran = 0;
  fc.assert(
    fc.property(text, (source) => {
      try {
        const formula = compileFormula(source, { names: types, tables: { x: [{ upTo: null, price: '3' }] } });
        const value = formula.evaluate(values);
        expect(typeof value).toBe(formula.result === 'number' ? 'bigint' : 'boolean');
        ran++;
      } catch (error) {
        expect(error).toBeInstanceOf(FormulaError);
      }
    }),
    { numRuns: 20_000 },
  );
  expect(ran).toBeGreaterThan(100);
}, 60_000);

test('no row makes a view formula throw once it compiled', () => {
  const cell = fc.oneof(fc.constantFrom('', 'abc', '7', '0', '-2.5', null, undefined, true, Number.NaN, 1e300), fc.integer());
  fc.assert(
    fc.property(text, fc.record({ a: cell, b: cell, on: cell }), (source, row) => {
      try {
        const formula = compileViewFormula(source, { fields: types });
        expect(['string', 'boolean', 'object']).toContain(typeof formula.evaluate(row));
      } catch (error) {
        expect(error).toBeInstanceOf(FormulaError);
      }
    }),
    { numRuns: 5_000 },
  );
}, 60_000);

const number: fc.Arbitrary<{ text: string; value: number }> = fc.letrec<{ sum: { text: string; value: number } }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: 0, max: 99 }).map((n) => ({ text: `${n}`, value: n })),
    fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*'), tie('sum')).map(([l, op, r]) => ({
      text: `(${l.text} ${op} ${r.text})`,
      value: op === '+' ? l.value + r.value : op === '-' ? l.value - r.value : l.value * r.value,
    })),
  ),
})).sum;

test('whole-number arithmetic agrees with JavaScript where that is exact', () => {
  fc.assert(
    fc.property(number, (tree) => {
      fc.pre(Number.isSafeInteger(tree.value) && tree.text.split(/[\s()]+/).length < 120);
      expect(compileFormula(tree.text, { names: [] }).evaluate({})).toBe(decimalOf(tree.value === 0 ? 0 : tree.value));
    }),
  );
});
