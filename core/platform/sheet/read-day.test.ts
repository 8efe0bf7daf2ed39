import { expect, test } from '@jest/globals';
import { readDay } from './read-day.ts';

test.each([
  ['20/11/2026', '2026-11-20'],
  ['5/6/2026', '2026-06-05'], // day first
  ['20-11-2026', '2026-11-20'],
  ['20.11.26', '2026-11-20'],
  ['2026-11-20', '2026-11-20'],
  ['20/11/2026 08:30', '2026-11-20'],
  ['20/11', '2026-11-20'],
  ['02/01', '2027-01-02'], // see the period below: December's sheet read in January
  [46346, '2026-11-20'], // serial: 46023 is 2026-01-01, plus 323 days
  [46346.75, '2026-11-20'],
])('%p in the sheet of 2026-11 is %p', (cell, day) => {
  expect(readDay(cell, cell === '02/01' ? '2026-12' : '2026-11')).toBe(day);
});

test('a January sheet read on 28/12 means the December before', () => {
  expect(readDay('28/12', '2027-01')).toBe('2026-12-28');
});

test.each(['31/02/2026', '11/20/2026', 'hôm qua', '', 12, null, true])('%p is no day', (cell) => {
  expect(readDay(cell, '2026-11')).toBeNull();
});
