import { describe, expect, test } from '@jest/globals';
import { PayerBook } from './payer-book.ts';
import type { Consumption } from './read-month.ts';
import { consumptionOfStay, flatStays, meteredStays } from './stays.ts';

const occupant = (customerId: number, role: 'owner' | 'tenant', from: string, to: string | null) => ({
  ...{ unitId: 2, customerId, code: '', name: '', kind: 'person' as const, role, taxCode: null, phone: null, from, to },
});
const move = {
  ...{ id: 1, unitId: 2, on: '2026-10-10', role: 'tenant' as const, leaverId: 3, leaver: '', followerId: null, follower: null },
  reason: 'x',
};
const occupants = [occupant(3, 'tenant', '2026-01-01', '2026-10-10'), occupant(2, 'owner', '2025-01-01', null)];
const book = new PayerBook(new Map(), { rules: [], moves: [move], occupants });
const month = { from: '2026-10-01', to: '2026-10-31' };
const seen = (stays: ReturnType<typeof flatStays>) =>
  stays.map(({ payer, subject, from, to, part }) => [
    payer!.customerId,
    subject,
    from,
    to,
    part?.days,
    part?.share.days,
    part?.share.of,
  ]);

describe('a service without meter in the month of a move', () => {
  test('is shared by days: 10 and 21 of 31', () =>
    expect(seen(flatStays(book, 2, 'fee', month, 'days'))).toEqual([
      [3, 'until:2026-10-10', '2026-10-01', '2026-10-10', 10, 10, 31],
      [2, '', '2026-10-11', '2026-10-31', 21, 21, 31],
    ]));
  test.each([
    ['leaver', 3, 'until:2026-10-10'],
    ['follower', 2, ''],
  ] as const)('or goes whole to the %s', (share, customerId, subject) =>
    expect(seen(flatStays(book, 2, 'fee', month, share))).toEqual([
      [customerId, subject, month.from, month.to, undefined, undefined, undefined],
    ]),
  );
  test('stays whole where a rule lets the same one pay before and after', () => {
    const rule = { id: 1, unitId: null, service: 'fee', role: 'owner' as const, from: '2026-01-01', to: null, note: null };
    const ruled = new PayerBook(new Map(), { rules: [rule], moves: [move], occupants });
    expect(seen(flatStays(ruled, 2, 'fee', month, 'days'))).toEqual([
      [2, '', month.from, month.to, undefined, undefined, undefined],
    ]);
  });
});

describe('a metered service', () => {
  // read 25/09, closed 10/10, read 27/10: 15 and 17 days; a fixed part by the days of October, 31
  const read = { from: '2026-09-25', to: '2026-10-27' };
  test('is cut at the closing reading; a fixed part adds up to the whole', () =>
    expect(seen(meteredStays(book, 2, 'power', read, 31))).toEqual([
      [3, 'until:2026-10-10', '2026-09-25', '2026-10-10', 15, 15, 31],
      [2, '', '2026-10-10', '2026-10-27', 17, 16, 31],
    ]));
  test('is not cut where the meter was read on the moving day or hung after it', () => {
    expect(meteredStays(book, 2, 'power', { from: '2026-10-10', to: '2026-10-27' }, 31)).toHaveLength(1);
    expect(meteredStays(book, 2, 'power', { from: '2026-09-25', to: '2026-10-10' }, 31)).toHaveLength(1);
  });

  const reading = (previousOn: string, readOn: string, consumption: string) => ({
    ...{ serial: 'E', register: 'total', kind: 'actual' as const, previous: '0', value: '0', rollover: false, multiplier: '1' },
    ...{ previousOn, readOn, consumption },
  });
  const row = (readings: Consumption['readings'], total: string): Consumption => ({
    ...{ unitId: 2, service: 'power', registers: { total }, days: 32, state: 'ready', findings: [] },
    ...read,
    readings,
  });
  const both = [reading('2026-09-25', '2026-10-10', '90'), reading('2026-10-10', '2026-10-27', '60')];
  const stays = meteredStays(book, 2, 'power', read, 31);
  test('gives each his readings; what was added to the whole (a share of the loss) falls to the last', () => {
    const whole = row(both, '153.5');
    expect(stays.map((stay) => consumptionOfStay(whole, stays, stay)!.registers.total)).toEqual(['90', '63.5']);
  });
  test('a leaver whose meter was not closed on his day has none', () =>
    expect(consumptionOfStay(row([reading('2026-09-25', '2026-10-27', '150')], '150'), stays, stays[0]!)).toBeNull());
});
