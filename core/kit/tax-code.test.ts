import { expect, test } from '@jest/globals';
import { isTaxCode } from './tax-code.ts';

test.each([
  ['0300588569', true, '87+85+104+56+25+18 = 375, 375 mod 11 = 1, 10 − 1 = 9'],
  ['0101248141', true, '29+19+34+52+56+5+12 = 207, 207 mod 11 = 9, 10 − 9 = 1'],
  ['0300588569-001', true, 'a branch of the first'],
  ['0300588596', false, 'two digits swapped'],
  ['0300588569-1', false, 'a branch has three digits'],
  ['079085001234', true, 'a personal number'],
  ['03005885', false, 'too short'],
  ['', false, 'nothing'],
])('%s is a tax code: %s (%s)', (text, expected) => {
  expect(isTaxCode(text)).toBe(expected);
});
