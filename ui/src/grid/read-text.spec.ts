import { describe, expect, test } from '@jest/globals';
import { evidenceOf } from './cell-text.ts';
import { decimalSignOf, readDate, readNumber } from './read-text.ts';

describe('a number is read by the screen language, never guessed', () => {
  test.each([
    ['4.200,5', 'vi', 1, { value: '4200.5' }],
    ['4,200.5', 'vi', 1, { value: '4200.5' }], // both signs: the last one is decimal
    ['1.234', 'vi', 0, { value: '1234' }],
    ['1,234', 'en', 0, { value: '1234' }],
    ['1,234', 'vi', 0, { problem: 'grid.ambiguous', text: '1,234' }], // 1.234 or 1234?
    ['1.234', 'en', 0, { problem: 'grid.ambiguous', text: '1.234' }],
    ['1.234', 'vi', 3, { value: '1234' }], // typed: the screen's convention
    ['12,5', 'vi', 0, { problem: 'grid.fraction', text: '12,5' }], // never rounded
    ['12,50', 'vi', 1, { value: '12.5' }],
    ['1.23.456', 'vi', 0, { problem: 'grid.notNumber', text: '1.23.456' }],
    ['12 345', 'vi', 0, { value: '12345' }],
    ['0012', 'vi', 0, { value: '12' }],
    ['-0', 'vi', 0, { value: '0' }],
    ['abc', 'vi', 0, { problem: 'grid.notNumber', text: 'abc' }],
    ['1e5', 'vi', 0, { problem: 'grid.notNumber', text: '1e5' }],
    ['  ', 'vi', 0, { value: null }],
  ] as const)('%s on a %s screen with %i decimals', (text, lang, scale, expected) => {
    expect(readNumber(text, { lang, scale })).toEqual(expected);
  });

  test('a pasted text with one doubtful sign needs evidence from its block', () => {
    expect(readNumber('1.234', { lang: 'vi', scale: 3, pasted: true })).toEqual({ problem: 'grid.ambiguous', text: '1.234' });
    expect(readNumber('1.234', { lang: 'vi', scale: 3, pasted: true, evidence: ',' })).toEqual({ value: '1234' });
    expect(readNumber('1.234', { lang: 'vi', scale: 3, pasted: true, evidence: '.' })).toEqual({ value: '1.234' });
  });

  test('a block proves its decimal sign, and cells that contradict each other prove nothing', () => {
    expect(decimalSignOf('1.234.567')).toBe(',');
    expect(evidenceOf(['1.234', '2,5'])).toBe(',');
    expect(evidenceOf(['1.234', '200'])).toBeNull();
    expect(evidenceOf(['1,5', '2.5'])).toBeUndefined();
  });
});

describe('a day is read the Vietnamese way', () => {
  test.each([
    ['25/11/2026', '2026-11-25'],
    ['5-11', '2026-11-05'],
    ['2511', '2026-11-25'],
    ['25112026', '2026-11-25'],
    ['2026-11-25', '2026-11-25'],
    ['25/11/26', '2026-11-25'],
  ])('%s', (text, value) => expect(readDate(text, '2026-11')).toEqual({ value }));
  test.each(['31/02/2026', '11/25/2026', 'mai'])('%s is no day', (text) =>
    expect(readDate(text, '2026-11')).toEqual({ problem: 'grid.notDate', text }),
  );
});
