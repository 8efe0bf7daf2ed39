import { expect, test } from '@jest/globals';
import { checkReading } from './check-reading.ts';

const against = {
  period: '2026-11',
  today: '2026-11-23',
  serial: 'EM1',
  previous: '9990',
  previousOn: '2026-10-25',
  digits: 4,
  decimals: 1,
};
const codes = (value: string, more: { readOn?: string; rollover?: boolean } = {}) =>
  checkReading({ value, readOn: '2026-11-20', rollover: false, ...more }, against).map(({ code, at }) => [
    code.replace('metering.reading.', ''),
    at?.field,
  ]);

test.each<[string, { readOn?: string; rollover?: boolean }, [string, string][]]>([
  ['9995.5', {}, []],
  ['9990', {}, []], // nothing used is a reading too
  ['9989.9', {}, [['belowPrevious', 'value']]],
  ['-1', {}, [['negative', 'value']]],
  ['10000', {}, [['tooManyDigits', 'value']]],
  ['9995.55', {}, [['tooManyDecimals', 'value']]],
  ['12', { rollover: true }, []], // 10000 − 9990 + 12 = 22
  ['9995', { rollover: true }, [['rolloverNeedless', 'rollover']]],
  ['4991', { rollover: true }, [['rolloverImplausible', 'rollover']]], // 10 + 4991 = 5001 of 10000
  ['4990', { rollover: true }, []], // exactly half
  ['9995', { readOn: '2026-11-24' }, [['inFuture', 'readOn']]],
  ['9995', { readOn: '2026-10-24' }, [['beforePrevious', 'readOn']]],
  ['9995', { readOn: '2026-10-25' }, []],
  [
    '9989',
    { readOn: '2026-11-24' },
    [
      ['belowPrevious', 'value'],
      ['inFuture', 'readOn'],
    ],
  ],
])('%s %p: %p', (value, more, expected) => {
  expect(codes(value, more)).toEqual(expected);
});

test.each([
  ['2026-08-01', 'outsidePeriod'],
  ['2026-10-16', 'outsidePeriod'],
  ['2026-10-17', undefined], // 15 days before the month
])('a reading of November made on %s: %s', (readOn, code) => {
  const [finding] = checkReading({ value: '9995', readOn, rollover: false }, { ...against, previousOn: '2026-07-01' });
  expect(finding?.code.replace('metering.reading.', '')).toBe(code);
});
