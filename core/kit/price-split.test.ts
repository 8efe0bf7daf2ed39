import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FlatPlugin, PricedCharge, TariffBody } from './contract.ts';
import { areaFee } from './fixtures/flat.ts';
import { powerBody, powerMeter, waterBody, waterMeter } from './fixtures/meter.ts';
import { preparePricer } from './price-charge.ts';
import { priceSplit } from './price-split.ts';
import { vietnamVatRates } from './vat-rates.ts';

// Residential prices of 11/10/2024 (QĐ 2699), replaced on 10/05/2025.
const oldBody: TariffBody = {
  ...powerBody,
  tables: {
    home: powerBody.tables.home!.map((tier, i) => ({ ...tier, price: ['1893', '1956', '2271', '2860', '3197', '3302'][i]! })),
  },
};
const oldPower = preparePricer(powerMeter, oldBody, vietnamVatRates);
const newPower = preparePricer(powerMeter, powerBody, vietnamVatRates);
const split = (kWh: string, oldDays: number, newDays: number, limitDays: number, households = '1'): PricedCharge =>
  priceSplit(oldPower, newPower, { kWh, households }, { taxDate: '2025-05-31', oldDays, newDays, limitDays });
const rows = (charge: PricedCharge) =>
  charge.lines.map(({ part, quantity, tiers }) => [part, quantity, tiers!.map((tier) => [tier.upTo, tier.quantity, tier.net])]);

describe('a price change inside the period', () => {
  test('cuts energy and limits by days, half-up to whole kWh', () => {
    // S 200, T 30 (27/04 → 27/05), change on 10/05: Nc 13, Nm 17, Tcal 30 (April).
    // old energy 200 × 13 ÷ 30 = 86.67 → 87; limits 50·13/30 = 21.67 → 22, 100·13/30 = 43.33 → 43, 200·13/30 = 86.67 → 87
    // new energy 113; limits 50·17/30 = 28.33 → 28, 100·17/30 = 56.67 → 57, 200·17/30 = 113.33 → 113
    const charge = split('200', 13, 17, 30);
    expect(rows(charge)).toEqual([
      [
        'old',
        '87',
        [
          ['22', '22', 41646],
          ['43', '21', 41076],
          ['87', '44', 99924],
        ],
      ],
      [
        'new',
        '113',
        [
          ['28', '28', 55552],
          ['57', '29', 59450],
          ['113', '56', 133280],
        ],
      ],
    ]);
    // 182646 + 248282 = 430928; × 8 % = 34474.24, once over both
    expect([charge.net, charge.vat, charge.total]).toEqual([
      430928,
      [{ class: 'standard', rate: '0.08', base: 430928, amount: 34474 }],
      465402,
    ]);
  });
  test('takes the calendar days of the month before, not the days between readings', () => {
    // Tcal 31: 50·15/31 = 24.19 → 24, 50·16/31 = 25.81 → 26
    const [before, after] = split('62', 15, 16, 31).lines;
    expect([before!.quantity, before!.tiers![0]!.upTo, after!.quantity, after!.tiers![0]!.upTo]).toEqual([
      '30',
      '24',
      '32',
      '26',
    ]);
  });
  test('multiplies the limits by households before rounding', () => {
    // 50·13·3/30 = 65 exactly; rounding first would give 22 × 3 = 66
    expect(split('300', 13, 17, 30, '3').lines[0]!.tiers![0]!.upTo).toBe('65');
  });
  test('rounds half up exactly', () => {
    // 50·7/28 = 12.5 → 13; energy 5·7/28 = 1.25 → 1
    const [before] = split('5', 7, 21, 28).lines;
    expect([before!.quantity, before!.tiers![0]!.upTo]).toEqual(['1', '13']);
  });
  test('with all days on one side prices that side whole', () => {
    const charge = split('120', 0, 30, 30);
    expect(charge.lines.map(({ part, net }) => [part, net])).toEqual([
      ['old', 0],
      ['new', 249300],
    ]);
    expect(charge.total).toBe(269244);
  });
  test('never moves energy that is not there', () => {
    // 0.7·25/30 = 0.58 would round to 1
    const [before, after] = split('0.7', 25, 5, 30).lines;
    expect([before!.quantity, after!.quantity]).toEqual(['0.7', '0']);
  });
  test('shares a fee that depends on neither consumption nor days', () => {
    const body = (price: string): TariffBody => ({
      parameters: { price, surcharge: '0.1' },
      tables: {},
      lines: [
        {
          kind: 'amount',
          code: 'fee',
          amount: 'area * price',
          quantity: 'area',
          unitPrice: 'price',
          vat: 'standard',
          nature: 'own',
          label: { vi: 'x', en: 'x' },
        },
        { kind: 'amount', code: 'extra', amount: 'fee * surcharge', vat: 'standard', nature: 'own', label: { vi: 'x', en: 'x' } },
      ],
    });
    const fee: FlatPlugin = { ...areaFee, tariffs: [] };
    const charge = priceSplit(
      preparePricer(fee, body('9000'), vietnamVatRates),
      preparePricer(fee, body('12000'), vietnamVatRates),
      { area: 100 },
      { taxDate: '2026-11-30', oldDays: 10, newDays: 20, limitDays: 30 },
    );
    // 900000 × 10/30, its tenth also once by days; 1200000 × 20/30, likewise
    expect(charge.lines.map(({ part, code, net }) => [part, code, net])).toEqual([
      ['old', 'fee', 300000],
      ['old', 'extra', 30000],
      ['new', 'fee', 800000],
      ['new', 'extra', 80000],
    ]);
  });
  test('carries the quota and lines that follow from consumption', () => {
    const cheaper = preparePricer(
      waterMeter,
      { ...waterBody, parameters: { ...waterBody.parameters, drainageRate: '0.25' } },
      vietnamVatRates,
    );
    const charge = priceSplit(
      cheaper,
      preparePricer(waterMeter, waterBody, vietnamVatRates),
      { m3: '12' },
      { taxDate: '2026-11-30', quota: '3', oldDays: 15, newDays: 15, limitDays: 30 },
    );
    // 6 m³ each side, limit 4·3·15/30 = 6: 40200 and 25 % of it, 40200 and 30 % of it
    expect(charge.lines.map(({ code, net }) => [code, net])).toEqual([
      ['water', 40200],
      ['drainage', 10050],
      ['water', 40200],
      ['drainage', 12060],
    ]);
    expect(charge.quota).toBe('3');
  });
  test('says what is missing', () =>
    expect(() => priceSplit(oldPower, newPower, {}, { taxDate: '2025-05-31', oldDays: 13, newDays: 17, limitDays: 30 })).toThrow(
      'pricing.missingVariable',
    ));
  test.each([
    [-1, 31, 30],
    [0, 0, 30],
    [10, 20, 0],
    [1.5, 28.5, 30],
  ])('%d and %d days over %d are refused', (oldDays, newDays, limitDays) => {
    expect(() => split('1', oldDays, newDays, limitDays)).toThrow('pricing.badSplit');
  });
  test('loses no energy and adds up', () => {
    const days = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        days,
        days,
        fc.integer({ min: 28, max: 31 }),
        (kWh, oldDays, newDays, limitDays) => {
          const charge = split(`${kWh}`, oldDays, newDays, limitDays);
          expect(charge.lines.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(kWh);
          expect(charge.total).toBe(charge.lines.reduce((sum, { net }) => sum + net, 0) + charge.vatTotal);
        },
      ),
    );
  });
});
