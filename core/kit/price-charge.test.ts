import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Facts, PricedAmounts, TariffBody, VatRate } from './contract.ts';
import { areaFee } from './fixtures/flat.ts';
import { flatPowerBody, flatWaterBody, powerBody, powerMeter, waterBody, waterMeter } from './fixtures/meter.ts';
import { preparePricer } from './price-charge.ts';
import { PricingProblem } from './pricing-problem.ts';
import { vatRateOn, vietnamVatRates } from './vat-rates.ts';

const on = { taxDate: '2026-11-30' };
const power = preparePricer(powerMeter, powerBody, vietnamVatRates);
const flatPower = preparePricer(powerMeter, flatPowerBody, vietnamVatRates);
const water = preparePricer(waterMeter, waterBody, vietnamVatRates);
const flatWater = preparePricer(waterMeter, flatWaterBody, vietnamVatRates);
const fee = preparePricer(areaFee, areaFee.tariffs[0]!.body, vietnamVatRates);
const codeOf = (run: () => unknown): { code: string; params: Record<string, unknown> } => {
  try {
    run();
  } catch (error) {
    if (error instanceof PricingProblem) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('it was priced');
};
const nets = (charge: PricedAmounts) => Object.fromEntries(charge.lines.map(({ code, net }) => [code, net]));

describe('published worked examples, to the đồng', () => {
  test.each([
    ['E1 120 kWh, one household', power, { kWh: '120' }, [249300], [19944], 269244],
    ['E2 270 kWh over a rollover', power, { kWh: '270' }, [649560], [51965], 701525],
    ['E3 120 kWh at one price', flatPower, { kWh: '120' }, [285600], [22848], 308448],
    ['E4 50 kWh', power, { kWh: '50' }, [99200], [7936], 107136],
    ['E6 12 m³ for three people', water, { m3: '12', persons: '3' }, [80400, 24120], [4020, 1930], 110470],
    ['E7 12 m³ at one price', flatWater, { m3: '12' }, [102000, 10200], [5100], 117300],
    ['E10 68.5 m² at 9.500', fee, { area: 68.5 }, [650750], [52060], 702810],
  ])('%s', (_, pricer, facts, lines, vat, total) => {
    const charge = pricer.price(facts as Facts, on);
    expect(charge.lines.map(({ net }) => net)).toEqual(lines);
    expect(charge.vat.map(({ amount }) => amount)).toEqual(vat);
    expect(charge.total).toBe(total);
  });
  test.each([
    // E5: 1 m³ in each band: 6700 + 335 + 2010 + 160.8; 12900 + 645 + 3870 + 309.6; 14400 + 720 + 4320 + 345.6, VAT to whole đồng
    ['≤ 4', { m3: '1', persons: '1' }, 9206],
    ['> 6', { m3: '1', persons: '0' }, 19786],
  ])('E5 one cubic metre in band %s costs all in %s', (_, facts, total) =>
    expect(water.price(facts as unknown as Facts, on).total).toBe(total),
  );
});

describe('tiers', () => {
  test.each([
    ['0', [['0', 0]]],
    ['50', [['50', 99200]]],
    [
      '51',
      [
        ['50', 99200],
        ['1', 2050],
      ],
    ],
    [
      '50.5',
      [
        ['50', 99200],
        ['0.5', 1025],
      ],
    ],
    [
      '401',
      [
        ['50', 99200],
        ['50', 102500],
        ['100', 238000],
        ['100', 299800],
        ['100', 335000],
        ['1', 3460],
      ],
    ],
  ])('%s kWh gives the rows %j', (kWh, rows) => {
    const [line] = power.price({ kWh }, on).lines;
    expect(line!.tiers!.map(({ quantity, net }) => [quantity, net])).toEqual(rows);
  });
  test('two households double the limits', () => {
    // limits 100, 200: 100 × 1984 + 20 × 2050
    expect(nets(power.price({ kWh: '120', households: 2 }, on))).toEqual({ energy: 239400 });
  });
  test('three people of four are ¾ of a household, unrounded', () => {
    const [line] = power.price({ kWh: '100', households: '0.75' }, on).lines;
    // 37.5 × 1984 + 37.5 × 2050 + 25 × 2380 = 74400 + 76875 + 59500
    expect(line!.tiers!.map(({ upTo, quantity, net }) => [upTo, quantity, net])).toEqual([
      ['37.5', '37.5', 74400],
      ['75', '37.5', 76875],
      ['150', '25', 59500],
    ]);
  });
  test('limits round half-up to whole measures where the line asks', () => {
    const rounded: TariffBody = {
      ...powerBody,
      lines: [{ ...powerBody.lines[0]!, limitRounding: 'whole' } as TariffBody['lines'][0]],
    };
    const [line] = preparePricer(powerMeter, rounded, vietnamVatRates).price({ kWh: '100', households: '0.75' }, on).lines;
    expect(line!.tiers!.map(({ upTo }) => upTo)).toEqual(['38', '75', '150']);
  });
  test('a quota of zero puts everything into the last tier', () =>
    expect(nets(water.price({ m3: '10', persons: '0' }, on))).toEqual({ water: 144000, drainage: 43200 }));
});

describe('nothing consumed', () => {
  test('is an explicit zero line, not a missing one', () => {
    const charge = power.price({ kWh: '0' }, on);
    expect(charge.lines.map(({ code, quantity, net }) => [code, quantity, net])).toEqual([['energy', '0', 0]]);
    expect([charge.net, charge.vatTotal, charge.total]).toEqual([0, 0, 0]);
  });
});

describe('VAT', () => {
  test.each([
    ['2024-12-31', '0.08'],
    ['2026-12-31', '0.08'],
    ['2027-01-01', '0.1'],
    ['2023-03-01', '0.1'],
    ['2022-01-31', '0.1'],
    ['2022-02-01', '0.08'],
  ])('on %s the standard rate is %s', (date, rate) => expect(vatRateOn(vietnamVatRates, 'standard', date)!.rate).toBe(rate));
  test('the excluded class stays at 10 % and water at 5 %', () => {
    expect([
      vatRateOn(vietnamVatRates, 'full', '2026-11-30')!.rate,
      vatRateOn(vietnamVatRates, 'water', '2026-11-30')!.rate,
      vatRateOn(vietnamVatRates, 'none', '2026-11-30'),
    ]).toEqual(['0.1', '0.05', null]);
  });
  test('a day without a rate is an error, never a default', () => {
    expect(codeOf(() => power.price({ kWh: '1' }, { taxDate: '2008-12-31' }))).toEqual({
      code: 'pricing.noVatRate',
      params: { class: 'standard', date: '2008-12-31' },
    });
    expect(codeOf(() => power.price({ kWh: '1' }, { taxDate: '30/11/2026' })).code).toBe('pricing.badTaxDate');
  });
  test('is rounded once per rate, not per line', () => {
    const body: TariffBody = {
      parameters: {},
      tables: {},
      lines: ['a', 'b', 'c'].map((code) => ({
        kind: 'amount',
        code,
        amount: 'area',
        vat: 'standard',
        nature: 'own',
        label: { vi: 'x', en: 'x' },
      })),
    };
    // 3 × 6 = 18 × 8 % = 1.44 → 1; by line it would be 3 × 0.48 → 0
    expect(preparePricer(areaFee, body, vietnamVatRates).price({ area: 6 }, on).vat).toEqual([
      { class: 'standard', rate: '0.08', base: 18, amount: 1 },
    ]);
  });
  test('a table with two rates on one day is refused', () => {
    const twice: VatRate[] = [
      { class: 'standard', from: '2025-01-01', to: null, rate: '0.08', basis: 'x' },
      { class: 'standard', from: '2026-01-01', to: null, rate: '0.1', basis: 'x' },
    ];
    expect(codeOf(() => preparePricer(powerMeter, powerBody, twice)).code).toBe('pricing.ambiguousVatRate');
  });
});

describe('a charge that cannot be priced', () => {
  test('names what is missing', () => {
    expect(codeOf(() => power.price({}, on))).toEqual({
      code: 'pricing.missingVariable',
      params: { variable: 'kWh', missing: 'kWh', line: 'energy' },
    });
    expect(codeOf(() => water.price({ m3: '5' }, on)).params.missing).toBe('persons');
    expect(codeOf(() => water.price({ m3: '5' }, { ...on, quota: null })).params.missing).toBe('persons');
  });
  test.each<[string, Facts | Record<string, unknown>, string]>([
    ['letters', { kWh: '12x' }, 'pricing.badValue'],
    ['a flag', { kWh: true }, 'pricing.badValue'],
    ['Vietnamese grouping', { kWh: '1.234,5' }, 'pricing.badValue'],
    ['NaN', { kWh: Number.NaN }, 'pricing.badValue'],
    ['less than nothing', { kWh: '-1' }, 'pricing.negativeValue'],
    ['an empty text', { kWh: '' }, 'pricing.badValue'],
    ['no value', { kWh: null }, 'pricing.missingVariable'],
    ['more money than there is', { kWh: '9999999999999' }, 'pricing.tooLarge'],
    ['more than a decimal holds', { kWh: '99999999999999999' }, 'pricing.tooLarge'],
  ])('%s', (_, facts, code) => expect(codeOf(() => power.price(facts as Facts, on)).code).toBe(code));
  test('a line whose print does not multiply to its amount', () => {
    const body: TariffBody = {
      ...flatPowerBody,
      lines: [{ ...flatPowerBody.lines[0]!, amount: 'kWh * price + 1' } as TariffBody['lines'][0]],
    };
    expect(codeOf(() => preparePricer(powerMeter, body, vietnamVatRates).price({ kWh: '2' }, on)).code).toBe(
      'pricing.printMismatch',
    );
  });
  test('a tariff that does not fit tells every problem and its place', () => {
    const body: TariffBody = {
      parameters: { min: '1' },
      tables: {
        home: [
          { upTo: '50', price: '1' },
          { upTo: '40', price: '2' },
          { upTo: null, price: '3' },
        ],
        open: [{ upTo: '5', price: '1' }],
      },
      lines: [
        {
          kind: 'tiers',
          code: 'energy',
          quantity: 'kwh',
          table: 'nowhere',
          vat: 'standard',
          nature: 'own',
          label: { vi: 'x', en: 'x' },
        },
        {
          kind: 'amount',
          code: 'energy',
          amount: 'kWh > 1',
          vat: 'standard',
          nature: 'deposit',
          when: 'kWh +',
          label: { vi: 'x', en: 'x' },
        },
      ],
    };
    try {
      preparePricer(powerMeter, body, vietnamVatRates);
      throw new Error('it fits');
    } catch (error) {
      const { findings } = error as PricingProblem;
      expect(findings.map(({ code, at }) => `${code} ${at?.field}${at?.offset === undefined ? '' : `:${at.offset}`}`)).toEqual([
        'plugin.badName parameters.min',
        'plugin.tiers.notRising tables.home',
        'plugin.tiers.lastNotOpen tables.open',
        'formula.unknownName lines.0.quantity:0',
        'plugin.unknownTable lines.0.table',
        'formula.syntax lines.1.when:5',
        'formula.wrongResult lines.1.amount:0',
        'plugin.vatOnDeposit lines.1.vat',
        'plugin.duplicateName lines.1.code',
      ]);
    }
  });
  test.each([
    null,
    5,
    {},
    { parameters: {}, tables: {}, lines: [] },
    { ...powerBody, tables: { home: 'x' } },
    { ...powerBody, lines: [{ kind: 'exec' }] },
    { ...flatPowerBody, parameters: { price: '1,5' } },
  ])('%j is no tariff', (body) =>
    expect(codeOf(() => preparePricer(powerMeter, body as TariffBody, vietnamVatRates)).code).toBe('pricing.badTariff'),
  );
  test('a formula sees earlier lines only', () => {
    const lines = [...waterBody.lines].reverse();
    expect(codeOf(() => preparePricer(waterMeter, { ...waterBody, lines }, vietnamVatRates)).code).toBe('pricing.badTariff');
  });
});

describe('allowance', () => {
  test('comes from the first rule that holds, per registered day', async () => {
    const facts: Facts[] = [
      { m3: '12', members: 3, memberDays: 90, daysInMonth: 30 },
      { m3: '12', members: 3, memberDays: 80, daysInMonth: 30 }, // one moved in on the 11th
      { m3: '12', members: 0, memberDays: 0, daysInMonth: 30 },
      { m3: '12', memberDays: 90, daysInMonth: 30 },
      { m3: '12', members: 3, daysInMonth: 30 },
    ];
    const decisions = await water.quotas(facts);
    expect(decisions.map(({ quota, rule, problem }) => [quota, rule, problem?.params.variable])).toEqual([
      ['3', 'registered', undefined],
      ['2.666666666667', 'registered', undefined],
      ['0', 'unregistered', undefined],
      [null, null, 'members'],
      [null, null, 'memberDays'],
    ]);
    expect(water.needsQuota).toBe(true);
    expect(flatWater.needsQuota).toBe(false);
    const charge = water.price(facts[0]!, { ...on, quota: decisions[0]!.quota });
    expect([charge.total, charge.quota]).toEqual([110470, '3']);
  });
});

describe('the calculation tree', () => {
  const cases: [typeof power, Facts][] = [
    [power, { kWh: '270' }],
    [water, { m3: '31', persons: '2.5' }],
    [fee, { area: '68.5' }],
    [flatWater, { m3: 0 }],
  ];
  test('explains exactly the figures that price gives', () => {
    for (const [pricer, facts] of cases) {
      const { tree, ...amounts } = pricer.explain(facts, on);
      expect(JSON.stringify(amounts)).toBe(JSON.stringify(pricer.price(facts, on)));
      expect(tree.value).toBe(String(amounts.total));
      const steps = tree.of!.filter(({ step }) => step === 'line' || step === 'vat');
      expect(steps.reduce((sum, { value }) => sum + Number(value), 0)).toBe(amounts.total);
    }
  });
  test('shows the formula, its values and each tier', () => {
    expect(power.explain({ kWh: '60' }, on).tree.of![0]).toEqual({
      step: 'line',
      formula: 'energy',
      label: { vi: 'Tiền điện', en: 'Energy' },
      value: '119700',
      unit: 'đ',
      of: [
        {
          step: 'quantity',
          formula: 'kWh',
          value: '60',
          unit: 'kWh',
          of: [{ step: 'variable', formula: 'kWh', label: { vi: 'Sản lượng', en: 'Consumption' }, value: '60', unit: 'kWh' }],
        },
        {
          step: 'limitScale',
          formula: 'households',
          value: '1',
          of: [{ step: 'variable', formula: 'households', label: { vi: 'Số hộ', en: 'Households' }, value: '1', unit: 'hộ' }],
        },
        {
          step: 'tier',
          formula: '50 * 1984',
          value: '99200',
          unit: 'đ',
          of: [
            { step: 'from', value: '0', unit: 'kWh' },
            { step: 'upTo', value: '50', unit: 'kWh' },
          ],
        },
        {
          step: 'tier',
          formula: '10 * 2050',
          value: '20500',
          unit: 'đ',
          of: [
            { step: 'from', value: '50', unit: 'kWh' },
            { step: 'upTo', value: '100', unit: 'kWh' },
          ],
        },
      ],
    });
  });
});

describe('laws', () => {
  const kWh = fc.integer({ min: 0, max: 200_000 }).map((tenths) => `${Math.floor(tenths / 10)}.${tenths % 10}`);
  const scale = fc.constantFrom('0', '0.25', '0.75', '1', '2', '3.333333333333');
  test('more consumption never lowers the bill', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 50 }), scale, (base, more, households) => {
        for (const [pricer, name, key] of [
          [power, 'kWh', 'households'],
          [water, 'm3', 'persons'],
        ] as const) {
          const low = pricer.price({ [name]: base, [key]: households }, on).total;
          expect(pricer.price({ [name]: base + more, [key]: households }, on).total).toBeGreaterThanOrEqual(low);
        }
      }),
    );
  });
  test('the whole is the sum of its parts', () => {
    fc.assert(
      fc.property(kWh, scale, (quantity, households) => {
        const charge = power.price({ kWh: quantity, households }, on);
        const [line] = charge.lines;
        expect(line!.tiers!.reduce((sum, { net }) => sum + net, 0)).toBe(line!.net);
        expect(charge.net + charge.vat.reduce((sum, { amount }) => sum + amount, 0)).toBe(charge.total);
        expect(Number.isSafeInteger(charge.total)).toBe(true);
      }),
    );
  });
  test('the same facts give the same bytes', () => {
    fc.assert(
      fc.property(
        kWh,
        scale,
        (m3, persons) =>
          JSON.stringify(water.explain({ m3, persons }, on)) === JSON.stringify(water.explain({ persons, m3 }, on)),
      ),
    );
  });
});
