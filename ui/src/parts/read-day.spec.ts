import { readDay, showDay } from './read-day.ts';

test.each([
  ['25/12/2026', 'day', '2026-12-25'],
  ['25-12-26', 'day', '2026-12-25'],
  ['25122026', 'day', '2026-12-25'],
  ['0311', 'day', '2026-11-03'],
  ['2026-12-25', 'day', '2026-12-25'],
  ['11/12/2026', 'day', '2026-12-11'],
  ['31/02/2026', 'day', null],
  ['12/25/2026', 'day', null],
  ['mai', 'day', null],
  ['  ', 'day', ''],
  ['11/2026', 'month', '2026-11'],
  ['112026', 'month', '2026-11'],
  ['2026-1', 'month', '2026-01'],
  ['13/2026', 'month', null],
  ['11/26', 'month', null],
  ['', 'month', ''],
] as const)('«%s» typed as a %s is %s', (text, grain, read) => {
  expect(readDay(text, grain, '2026-11-25')).toBe(read);
});

test.each([
  ['2026-12-05', '05/12/2026'],
  ['2026-12', '12/2026'],
  ['31/02/2026', '31/02/2026'],
  ['', ''],
])('%s is shown as «%s»', (iso, shown) => {
  expect(showDay(iso)).toBe(shown);
});
