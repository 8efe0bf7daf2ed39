import { expect, test } from '@jest/globals';
import { readGateList } from './read-gate-list.ts';

test.each([
  [
    'V1\tmở\nV2\tKhóa',
    [
      ['V1', true],
      ['V2', false],
    ],
    0,
  ],
  [
    'Số thẻ;Trạng thái\r\n"V1";1\r\nV2;0\r\n',
    [
      ['V1', true],
      ['V2', false],
    ],
    0,
  ], // a heading is passed over
  ['V1,open\nV2,maybe', [['V1', true]], 1],
  ['V1\tMo\u031b\u0309', [['V1', true]], 0], // decomposed letters
  ['', [], 0],
])('the list %j has these cards', (text, rows, bad) => {
  const list = readGateList(text as string);
  expect(list.rows.map(({ number, open }) => [number, open])).toEqual(rows);
  expect(list.bad.length).toBe(bad);
});
