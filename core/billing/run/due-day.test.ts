import { expect, test } from '@jest/globals';
import { dueDay } from './due-day.ts';

test.each([
  ['in time: the 10th of the month after', '2026-10', 10, 5, '2026-10-28', '2026-11-10'],
  ['December is due in January', '2026-12', 15, 5, '2026-12-28', '2027-01-15'],
  ['the 31st in a month of 30 days', '2026-10', 31, 5, '2026-10-28', '2026-11-30'],
  ['the 31st in February of a leap year', '2028-01', 31, 5, '2028-01-28', '2028-02-29'],
  ['issued five days before: the day itself', '2026-10', 10, 5, '2026-11-05', '2026-11-10'],
  ['issued four days before: a day later', '2026-10', 10, 5, '2026-11-06', '2026-11-11'],
  ['posted weeks late: days from the issue', '2026-10', 10, 5, '2026-11-26', '2026-12-01'],
  ['without days to pay a late bill is due when it is issued', '2026-10', 10, 0, '2026-11-26', '2026-11-26'],
])('%s', (_, period, day, daysToPay, issuedOn, due) => {
  expect(dueDay(period, { dueDay: day, daysToPay }, issuedOn)).toBe(due);
});
