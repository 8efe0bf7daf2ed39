import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addMonthsToDay,
  daysBetween,
  daysInMonth,
  firstDay,
  isDay,
  isPeriod,
  lastDay,
  overlapDays,
  periodOf,
  previousPeriod,
} from './period.ts';

describe('calendar', () => {
  test.each([
    ['2026-02', 28],
    ['2024-02', 29],
    ['1900-02', 28],
    ['2000-02', 29],
    ['2026-11', 30],
    ['2026-12', 31],
  ])('%s has %d days', (period, days) => expect(daysInMonth(period)).toBe(days));
  test.each([
    ['2026-01-31', '2026-02-01', 1],
    ['2024-02-28', '2024-03-01', 2],
    ['2026-02-28', '2026-03-01', 1],
    ['2025-12-31', '2026-12-31', 365],
    ['2026-10-26', '2026-10-26', 0],
    ['2026-03-01', '2026-02-28', -1],
  ])('from %s to %s are %d days', (from, to, days) => expect(daysBetween(from, to)).toBe(days));
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2025-12-31', 365, '2026-12-31'],
  ])('%s plus %d days is %s', (day, count, result) => expect(addDays(day, count)).toBe(result));
  test.each([
    ['2026-11', 2, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-06', -18, '2024-12'],
  ])('%s plus %d months is %s', (period, count, result) => expect(addMonths(period, count)).toBe(result));
  test('the last of January plus a month is the last of February', () =>
    expect([addMonthsToDay('2026-01-31', 1), addMonthsToDay('2024-01-31', 1), addMonthsToDay('2026-03-31', -1)]).toEqual([
      '2026-02-28',
      '2024-02-29',
      '2026-02-28',
    ]));
  test('a period knows its days', () =>
    expect([firstDay('2024-02'), lastDay('2024-02'), periodOf('2024-02-29'), previousPeriod('2024-01')]).toEqual([
      '2024-02-01',
      '2024-02-29',
      '2024-02',
      '2023-12',
    ]));
  test.each([
    ['2026-11-10', '2026-11-20', 11],
    ['2026-10-01', null, 30],
    ['2026-12-01', null, 0],
    ['2026-11-30', '2026-12-05', 1],
  ])('a stay from %s to %s has %d days of November 2026', (from, to, days) =>
    expect(overlapDays(from, to, '2026-11-01', '2026-11-30')).toBe(days),
  );
});

describe('refusals', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '0000-01-01', '2026-04-31', '2026-01-00', 'x', ''])(
    '%j is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(() => addDays(text, 1)).toThrow('kit.calendar.badDate');
    },
  );
  test.each(['2026-13', '2026', '26-01', '0000-05', '2026-00'])('%j is no period', (text) => {
    expect(isPeriod(text)).toBe(false);
    expect(() => daysInMonth(text)).toThrow('kit.calendar.badPeriod');
  });
  test('the calendar ends in 9999', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow('kit.calendar.badDate');
    expect(() => addMonths('0001-01', -1)).toThrow('kit.calendar.badPeriod');
  });
});

test('days agree with JavaScript in UTC', () => {
  const day = fc.integer({ min: 0, max: 60_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, count) => {
      const expected = new Date(Date.parse(from) + count * 86_400_000).toISOString().slice(0, 10);
      return addDays(from, count) === expected && daysBetween(from, expected) === count;
    }),
  );
});
