import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, lastDay, textOf } from '#kit';
import { type MonthRules, type MonthSpan, monthsDue, type Share } from './months-due.ts';

const rules = (
  until: string,
  firstMonth: Share = 'full',
  lastMonth: Share = 'full',
  validTo: string | null = null,
): MonthRules => ({
  until,
  validTo,
  firstMonth,
  lastMonth,
});
const span = (id: number, from: string, to: string | null = null, chargedThrough: string | null = null): MonthSpan => ({
  id,
  from,
  to,
  chargedThrough,
});
const owed = (spans: MonthSpan[], given: MonthRules) =>
  monthsDue(spans, given).map(({ spanId, from, to, months }) => [spanId, from, to, textOf(months)]);

describe('a first month', () => {
  test.each([
    // issued 17 March: 15 of 31 days
    ['2026-03-17', 'full', '1'],
    ['2026-03-17', 'half', '0.5'],
    ['2026-03-17', 'daily', '0.483870967742'],
    // 16 March: 16 of 31 days are more than half of them
    ['2026-03-16', 'half', '1'],
    // 15 February: 14 of 28 days are just half
    ['2026-02-15', 'half', '0.5'],
    ['2026-02-15', 'daily', '0.5'],
    ['2026-03-01', 'daily', '1'],
  ] as const)('from %s charged %s is %s months', (from, mode, months) => {
    const until = lastDay(from.slice(0, 7));
    expect(owed([span(1, from)], rules(until, mode))).toEqual([[1, from, until, months]]);
  });
});

test('a month charged is not owed again, months nobody charged are', () => {
  expect(owed([span(1, '2026-01-01', null, '2026-01-31')], rules('2026-01-31'))).toEqual([]);
  expect(owed([span(1, '2026-01-01', null, '2026-01-31')], rules('2026-03-31'))).toEqual([[1, '2026-02-01', '2026-03-31', '2']]);
});

test('a card taken back owes its last month by the rule for it', () => {
  const taken = [span(1, '2026-01-01', '2026-02-07', '2026-01-31')];
  expect(owed(taken, rules('2026-02-28'))).toEqual([[1, '2026-02-01', '2026-02-07', '1']]);
  expect(owed(taken, rules('2026-02-28', 'full', 'daily'))).toEqual([[1, '2026-02-01', '2026-02-07', '0.25']]);
});

test('a card past its last day owes nothing more; renewed inside the month it pays what that adds', () => {
  const card = [span(1, '2026-01-01', null, '2026-02-28')];
  expect(owed(card, rules('2026-04-30', 'full', 'daily', '2026-03-15'))).toEqual([
    [1, '2026-03-01', '2026-03-15', '0.483870967742'],
  ]);
  const later = [span(1, '2026-01-01', null, '2026-03-15')];
  expect(owed(later, rules('2026-03-31', 'full', 'daily'))).toEqual([[1, '2026-03-16', '2026-03-31', '0.516129032258']]);
  expect(owed(later, rules('2026-03-31'))).toEqual([[1, '2026-03-16', '2026-03-31', '0']]);
});

test('a transfer shares its month: by days, or the whole of it stays with the old holder', () => {
  const moved = [span(1, '2026-01-01', '2026-03-19', '2026-02-28'), span(2, '2026-03-20')];
  expect(owed(moved, rules('2026-03-31'))).toEqual([
    [1, '2026-03-01', '2026-03-19', '1'],
    [2, '2026-03-20', '2026-03-31', '0'],
  ]);
  expect(owed(moved, rules('2026-03-31', 'full', 'daily'))).toEqual([
    [1, '2026-03-01', '2026-03-19', '0.612903225806'], // 19/31
    [2, '2026-03-20', '2026-03-31', '0.387096774194'], // what is left of the month
  ]);
});

// whatever is cut and charged in whatever steps, a month costs what its days together cost
test('pieces charged month by month add up to the whole', () => {
  const mode = fc.constantFrom<Share>('full', 'half', 'daily');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 20 })), { minLength: 1, maxLength: 6 }),
      mode,
      mode,
      (pieces, firstMonth, lastMonth) => {
        let day = '2026-01-10';
        const spans = pieces.map(([days, gap], id): MonthSpan => {
          const made = span(id, day, addDays(day, days - 1));
          day = addDays(day, days + gap);
          return made;
        });
        const end = '2027-12-31';
        const atOnce = monthsDue(spans, rules(end, firstMonth, lastMonth)).reduce((sum, { months }) => sum + months, 0n);
        let stepwise = 0n;
        for (let month = 1; month <= 24; month++) {
          const period = `${month > 12 ? 2027 : 2026}-${String(((month - 1) % 12) + 1).padStart(2, '0')}`;
          for (const due of monthsDue(spans, rules(lastDay(period), firstMonth, lastMonth))) {
            stepwise += due.months;
            spans.find(({ id }) => id === due.spanId)!.chargedThrough = due.to;
          }
        }
        expect(stepwise).toBe(atOnce);
      },
    ),
    { numRuns: 300 },
  );
});
