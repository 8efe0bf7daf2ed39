import { describe, expect, test } from '@jest/globals';
import { findTransferMemos, readTransferMemo, transferMemo } from './transfer-memo.ts';

const parts = { building: 'BLD1', unit: 'A1203', period: '2026-11' };

test('a memo is building, unit, month and a check character', () => {
  expect(transferMemo(parts)).toMatch(/^BLD1 A1203 T112026[0-9A-Z]$/);
});
test('it is found in what a bank makes of it', () => {
  const memo = transferMemo(parts)!;
  expect(readTransferMemo(`MBVCB.123456.${memo.toLowerCase()} CT tu 0123 toi 0456`)).toEqual(parts);
});
test('diacritics, dashes and đ become plain letters', () => {
  expect(transferMemo({ building: 'Đông', unit: 'A-12.03', period: '2026-11' })).toMatch(/^DONG A1203 T112026[0-9A-Z]$/);
});
test('codes too long for 25 characters give no memo', () => {
  expect(transferMemo({ ...parts, unit: 'PENTHOUSE120304' })).toBeNull();
});
test('no single typo reads as another memo', () => {
  const memo = transferMemo(parts)!;
  for (let at = 0; at < memo.length; at++) {
    for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      if (memo[at] === ' ' || memo[at] === character) continue;
      expect(readTransferMemo(memo.slice(0, at) + character + memo.slice(at + 1))).toBeNull();
    }
  }
});

describe('a bank statement’s text', () => {
  const knows = (place: string) => ['BLD1A1203', 'BLD1A1204', '1A1203'].includes(place);
  const memo = transferMemo(parts)!; // BLD1 A1203 T112026?
  const other = transferMemo({ ...parts, unit: 'A1204' })!;
  const one = { place: 'BLD1A1203', period: '2026-11' };
  test.each([
    ['as it was printed', memo, [one]],
    ['in lower case with text before and after', `mbvcb.987.${memo.toLowerCase()} ct tu 0123 nguyen van a`, [one]],
    ['without blanks', memo.replaceAll(' ', ''), [one]],
    ['without blanks, glued to what stands before and after', `IBFT${memo.replaceAll(' ', '')}GD123`, [one]],
    ['broken over two lines', memo.replace(' T', '\nT'), [one]],
    ['two memos in one transfer', `${memo} va ${other}`, [one, { place: 'BLD1A1204', period: '2026-11' }]],
    ['cut off before its check character', memo.slice(0, -1), []],
    ['another check character', memo.slice(0, -1) + (memo.endsWith('A') ? 'B' : 'A'), []],
    ['a unit nobody knows', transferMemo({ ...parts, unit: 'Z9999' })!, []],
    ['no memo', 'Chuyen tien phi thang 11', []],
  ])('%s', (_, text, found) => {
    expect(findTransferMemos(text, knows)).toEqual(found);
  });
});
