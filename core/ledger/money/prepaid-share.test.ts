import { describe, expect, test } from '@jest/globals';
import { type Billed, monthsUpTo, type Prepaid, releaseParts, shareOf } from './prepaid-share.ts';

// 3 months at 1.000.000 + 8 %: 3.240.000, a month 1.080.000 = 1.000.000 + 80.000
const year: Prepaid = {
  ...{ creditId: 1, unitId: 5, customerId: 9, service: 'fee', account: '3387', from: '2026-11', months: 3 },
  ...{ net: 3_000_000, vat: 240_000, remaining: 3_240_000 },
};
const bill = (id: number, period: string, open: number, more = {}): Billed => ({
  ...{ id, unitId: 5, customerId: 9, service: 'fee', account: '131', period, open },
  ...more,
});
const told = (prepaid: Prepaid, items: Billed[], period: string) =>
  releaseParts([prepaid], items, period).map(({ item, amount, net }) => [item.id, amount, net]);

describe('a prepayment', () => {
  test.each([
    ['2026-10', 0],
    ['2026-11', 1],
    ['2027-01', 3],
    ['2027-06', 3],
  ])('up to %s covers %i months', (period, months) => expect(monthsUpTo(year, period)).toBe(months));

  test('has shares that add up to the whole, whatever the rounding (100 over 3: 33, 67, 100)', () =>
    expect([1, 2, 3].map((month) => shareOf(100, month, 3))).toEqual([33, 67, 100]));

  test('pays the month’s bill, net and VAT apart', () => {
    expect(told(year, [bill(1, '2026-11', 1_080_000)], '2026-11')).toEqual([[1, 1_080_000, 1_000_000]]);
  });

  test('pays no month ahead, no other unit, payer or service, and no month before it', () => {
    expect(told({ ...year, remaining: 2_160_000 }, [bill(1, '2026-11', 500)], '2026-11')).toEqual([]);
    for (const other of [{ unitId: 6 }, { customerId: 8 }, { service: 'water' }, { period: '2026-10' }])
      expect(told(year, [bill(1, '2026-11', 1_080_000, other)], '2026-11')).toEqual([]);
  });

  test('of a dearer bill leaves the difference owed; of a cheaper one keeps it for the next month', () => {
    expect(told(year, [bill(1, '2026-11', 1_188_000)], '2026-11')).toEqual([[1, 1_080_000, 1_000_000]]);
    const left = { ...year, remaining: 2_268_000 }; // November was 972.000 only
    // 1.188.000 of it: 1.100.000 net (900.000 … 2.000.000) and 88.000 VAT
    expect(told(left, [bill(2, '2026-12', 1_200_000)], '2026-12')).toEqual([[2, 1_188_000, 1_100_000]]);
  });

  test('released month by month takes exactly what was paid', () => {
    const odd = { ...year, net: 100, vat: 7, remaining: 107 };
    let { remaining } = odd;
    let net = 0;
    for (const [n, period] of ['2026-11', '2026-12', '2027-01'].entries()) {
      for (const part of releaseParts([{ ...odd, remaining }], [bill(n, period, 1000)], period)) {
        remaining -= part.amount;
        net += part.net;
      }
    }
    expect([remaining, net]).toEqual([0, 100]);
  });
});
