// The pure parts of an invoice, figures worked by hand.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isTaxCode, symbolOf } from '../settings/symbol.ts';
import { apportion } from './apportion.ts';
import { type FeeDocument, feeSupplies, type PaidItem, paymentSupplies } from './document-supplies.ts';
import { invoiceDueOn } from './invoice-day.ts';
import { rateBehind, writtenRate } from './tax-rate.ts';

describe('the day an invoice is due', () => {
  const service = { period: '2026-11', metered: false };
  test.each([
    ['metered supplies by the 7th after', { period: '2026-11', metered: true, issuedOn: '2026-12-03' }, '2026-12-07'],
    ['metered supplies of December in January', { period: '2026-12', metered: true, issuedOn: '2027-01-02' }, '2027-01-07'],
    ['a service billed within its month is done on its last day', { ...service, issuedOn: '2026-11-27' }, '2026-11-30'],
    ['a service billed after it is reckoned then', { ...service, issuedOn: '2026-12-03' }, '2026-12-03'],
    ['paid in advance: the day of the money', { ...service, issuedOn: '2026-11-01', paidOn: '2026-11-05' }, '2026-11-05'],
    ['paid later: no matter', { ...service, issuedOn: '2026-11-01', paidOn: '2026-12-05' }, '2026-11-30'],
  ])('%s', (_, supplied, due) => expect(invoiceDueOn(supplied)).toBe(due));
});

describe('rates', () => {
  test.each([
    ['0.08', '8%'],
    ['0.0800', '8%'],
    ['0.05', '5%'],
    ['0.1', '10%'],
    ['0', '0%'],
    ['0.07', null],
  ])('%s is written %s', (rate, written) => expect(writtenRate(rate)).toBe(written));
  test('the rate behind net and VAT: 60.000 and 4.800 are 8 %, 60.000 and 5.000 no known rate, 5 and 0 not taxed', () => {
    expect(rateBehind(60_000, 4_800, ['0.08', '0.1', '0.05'])).toBe('8%');
    expect(rateBehind(60_000, 5_000, ['0.08', '0.1', '0.05'])).toBeNull();
    expect(rateBehind(5, 0, ['0.08'])).toBe('KCT');
  });
  test('where rounding fits two rates nothing is guessed: 10 đồng and 1 đồng are 8 % as well as 10 %', () => {
    expect(rateBehind(10, 1, ['0.08', '0.1'])).toBeNull();
  });
});

describe('form and symbol', () => {
  test.each([
    ['1C26TAA', '1C26TAA'],
    [' 1k26tyy ', '1K26TYY'],
    ['1C26MAB', '1C26MAB'],
  ])('%s is %s', (typed, symbol) => expect(symbolOf(typed, 2026)).toBe(symbol));
  test.each([
    ['1C25TAA', 'invoice.symbol.otherYear'],
    ['C26TAA', 'invoice.symbol.malformed'],
    ['2C26TAA', 'invoice.symbol.malformed'],
    ['1C26TA', 'invoice.symbol.malformed'],
    ['1C26XAA', 'invoice.symbol.malformed'],
    ['', 'invoice.symbol.malformed'],
  ])('%s is refused: %s', (typed, code) => {
    expect(() => symbolOf(typed, 2026)).toThrow(expect.objectContaining({ code }));
  });
  test('a tax code carries its check digit: 0·31+3·29+9·(23+19+17+13+7+5+3) = 870, 870 mod 11 = 1, 10 − 1 = 9', () => {
    expect(['0399999999', '0399999999-001', '079123456789'].map(isTaxCode)).toEqual([true, true, true]);
    expect(['0399999998', '039999999', '0399999999-1', 'x399999999', ''].map(isTaxCode)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('sharing an amount', () => {
  test('by largest remainder: 100 over 1, 1, 1 parts of 200 each', () => {
    expect(apportion(100, [200, 200, 200])).toEqual([34, 33, 33]);
  });
  test('is exact and never takes more than there is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (weights, part) => {
          const whole = weights.reduce((sum, weight) => sum + weight, 0);
          const amount = Math.floor(whole * part);
          const shares = apportion(amount, weights);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
          shares.forEach((share, n) => {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(weights[n]!);
          });
        },
      ),
    );
  });
});

describe('invoices by payment', () => {
  const item = (seq: number, amount: number, more: Partial<PaidItem> = {}): PaidItem => ({
    ...{ key: `receipt:${seq}/1/1`, source: `PT2026/00000${seq}`, itemId: 1, billId: 9, unitId: 1, customerId: 1 },
    ...{ service: 'water', name: { vi: 'Nước', en: 'Water' }, itemPeriod: '2026-11', period: '2026-12', onDate: '2026-12-05' },
    ...{
      inMonth: true,
      amount,
      parts: [
        { rate: '5%' as const, net: 80_400, vat: 4_020 },
        { rate: '8%' as const, net: 24_120, vat: 1_930 },
      ],
      other: 8_040,
    },
    ...more,
  });
  test('three part payments of an item invoice it exactly: 40.000 + 1 + the rest of 118.510', () => {
    const { supplies, notInvoiced } = paymentSupplies([item(1, 40_000), item(2, 1), item(3, 78_509)]);
    const all = supplies.flatMap(({ shares }) => shares);
    const sum = (rate: string, key: 'net' | 'vat') =>
      all.filter((one) => one.rate === rate).reduce((total, one) => total + one[key], 0);
    expect([sum('5%', 'net'), sum('5%', 'vat'), sum('8%', 'net'), sum('8%', 'vat')]).toEqual([80_400, 4_020, 24_120, 1_930]);
    expect(notInvoiced.reduce((total, { amount }) => total + amount, 0)).toBe(8_040);
    expect(notInvoiced.every(({ code }) => code === 'invoice.leftOut.passThrough')).toBe(true);
  });
  test('40.000 of 118.510: the share of each part, half a đồng to the largest remainder', () => {
    // 80.400·40.000/118.510 = 27.136,95; 4.020: 1.356,85; 24.120: 8.141,08; 1.930: 651,42; 8.040: 2.713,69 → two đồng and one more
    const [supply] = paymentSupplies([item(1, 40_000)]).supplies;
    expect(supply!.shares.map(({ net, vat }) => [net, vat])).toEqual([
      [27_137, 1_357],
      [8_141, 651],
    ]);
  });
  test('what another month took is not invoiced again', () => {
    const { supplies } = paymentSupplies([item(1, 40_000, { inMonth: false }), item(2, 78_510)]);
    expect(supplies.map(({ key }) => key)).toEqual(['receipt:2/1/1']);
    expect(supplies[0]!.shares.map(({ net, vat }) => net + vat).reduce((a, b) => a + b)).toBe(
      118_510 - 8_040 - 27_137 - 1_357 - 8_141 - 651,
    );
  });
});

describe('fees owed at once', () => {
  const fee = (more: Partial<FeeDocument>): FeeDocument => ({
    ...{
      id: 33,
      kind: 'fee',
      number: 'KT2026/000033',
      unitId: 1,
      customerId: 2,
      service: 'lift',
      name: { vi: 'Thẻ', en: 'Card' },
    },
    ...{ reason: 'Cấp lại', onDate: '2026-12-05', period: '2026-12', net: 50_000, vat: 4_000, other: 0 },
    ...more,
  });
  const rates = () => ['0.08', '0.05'];
  test('are invoiced on their day at the rate behind their VAT; the deposit beside one is not', () => {
    const { supplies, notInvoiced } = feeSupplies([fee({ other: 100_000 })], rates);
    expect(supplies).toMatchObject([
      {
        key: 'fee:33',
        dueOn: '2026-12-05',
        shares: [{ rate: '8%', net: 50_000, vat: 4_000 }],
        lines: [{ net: 50_000, unit: null }],
      },
    ]);
    expect(supplies[0]!.lines[0]!.name.vi).toBe('Thẻ: Cấp lại');
    expect(notInvoiced).toMatchObject([{ code: 'invoice.leftOut.deposit', amount: 100_000, own: null }]);
  });
  test('of an unknown rate wait, and a deposit alone is no supply', () => {
    const { supplies, notInvoiced } = feeSupplies([fee({ vat: 4_500 }), fee({ id: 34, net: 0, vat: 0, other: 7 })], rates);
    expect(supplies).toEqual([]);
    expect(notInvoiced.map(({ code, own }) => [code, own])).toEqual([
      ['invoice.leftOut.rate', { net: 50_000, vat: 4_500 }],
      ['invoice.leftOut.deposit', null],
    ]);
  });
});
