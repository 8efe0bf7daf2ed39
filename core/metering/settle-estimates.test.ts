import { describe, expect, test } from '@jest/globals';
import type { Dial, PastReading } from './dial.ts';
import { settlementOf } from './settle-estimates.ts';

const dial = (previous: string, previousOn: string): Dial => ({
  ...{
    id: 7,
    meterId: 7,
    unitId: 1,
    groupId: null,
    service: 's',
    serial: 'X',
    register: 'total',
    digits: 5,
    decimals: 0,
    multiplier: '1',
  },
  ...{ predecessorId: null, previous, previousOn, readingEnd: null, current: null, laterPeriod: null },
});
const past = (
  period: string,
  kind: PastReading['kind'],
  previous: string,
  previousOn: string,
  value: string,
  readOn: string,
): PastReading => ({
  ...{
    digits: 5,
    multiplier: '1',
    mountingId: 7,
    period,
    previous,
    previousOn,
    value,
    readOn,
    rollover: false,
    kind,
    declared: null,
  },
});
const real = past('2026-08', 'actual', '1000', '2026-07-31', '1093', '2026-08-31');
const september = past('2026-09', 'estimate', '1093', '2026-08-31', '1183', '2026-09-30');
const october = past('2026-10', 'estimate', '1183', '2026-09-30', '1276', '2026-10-31');

describe('a real reading below the estimates', () => {
  test.each([
    // 61 kWh over 61 days: 30 days of September make 30
    ['one estimate', dial('1183', '2026-09-30'), '1154', '2026-10-31', [real, september], [['2026-09', '1093', '1123']]],
    // 182 kWh over 91 days, 2 a day: 30 days 60, 61 days 122
    [
      'two in a row',
      dial('1276', '2026-10-31'),
      '1275',
      '2026-11-30',
      [real, september, october],
      [
        ['2026-09', '1093', '1153'],
        ['2026-10', '1153', '1215'],
      ],
    ],
    // 100 over 61 days: 30 days make 49.18, the dial has no decimals
    [
      'rounded to the dial',
      dial('1200', '2026-09-30'),
      '1193',
      '2026-10-31',
      [real, { ...september, value: '1200' }],
      [['2026-09', '1093', '1142']],
    ],
    [
      'exactly the last real one',
      dial('1183', '2026-09-30'),
      '1093',
      '2026-10-31',
      [real, september],
      [['2026-09', '1093', '1093']],
    ],
  ] as const)('%s', (_, at, value, readOn, before, expected) => {
    const settled = settlementOf(at, value, readOn, before)!;
    expect(settled.rewritten.map(({ period, became }) => [period, became.previous, became.value])).toEqual(expected);
    expect(settled.dial.previous).toBe(expected.at(-1)![2]);
  });

  test.each([
    ['above the estimate there is nothing to settle', '1184', [real, september]],
    ['below the last real reading it is an error', '1092', [real, september]],
    ['without an estimate it is an error', '1154', [real, { ...september, kind: 'actual' as const }]],
  ] as const)('%s', (_, value, before) => {
    expect(settlementOf(dial('1183', '2026-09-30'), value, '2026-10-31', before)).toBeNull();
  });
});
