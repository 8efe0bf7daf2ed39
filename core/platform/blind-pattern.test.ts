import { expect, test } from '@jest/globals';
import { blindPattern } from './blind-pattern.ts';

test.each([
  ['dang van uoc', 'Đặng Văn Ước', true],
  ['ĐẶNG', 'đặng văn ước', true],
  ['nguyễn', 'NGUYEN VAN A', true],
  ['thi anh', 'Nguyễn Thị Ánh', true],
  ['thi  anh', 'Nguyễn Thị Ánh', false],
  ['cong ty 3a', 'Công ty 3A', true],
  ['a.b', 'axb', false],
  ['a.b', 'Á.B', true],
  ['c++ (mới)', 'Công ty C++ (Mới)', true],
  ['%_\\', 'Nguyễn', false],
  ['\u0065\u0302', 'Lê', true],
  ['[x]', 'x', false],
])('%s in %s: %s', (text, name, found) => {
  expect(new RegExp(blindPattern(text)).test(name)).toBe(found);
});
