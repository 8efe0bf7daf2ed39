import { expect, test } from '@jest/globals';
import { readTransferMemo, transferMemo } from './transfer-memo.ts';

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
