import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { addDays, checkPlugin, preparePricer, vietnamVatRates } from '#kit';
import electricity from './plugin.ts';

const wordsOf = (lang: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./locales/${lang}.json`, import.meta.url), 'utf8')) as Record<string, string>;

describe('conformance', () => {
  test('every check holds', async () => {
    const results = await checkPlugin(electricity, vietnamVatRates, { locales: { vi: wordsOf('vi'), en: wordsOf('en') } });
    expect(results.filter((result) => !result.ok)).toEqual([]);
    expect(results.length).toBeGreaterThan(5);
  });
});

// Σ over 50/50/100/100/100/rest of the published prices, worked by hand; e.g. 2019: 50×1.678 = 83.900, + 50×1.734 = 170.600, …
const history: [string, number[]][] = [
  ['2019-03', [83_900, 170_600, 372_000, 625_600, 909_000, 1_201_700, 2_665_200]],
  ['2023-05', [86_400, 175_700, 383_100, 644_300, 936_200, 1_237_700, 2_745_200]],
  ['2023-11', [90_300, 183_600, 400_300, 673_200, 978_200, 1_293_300, 2_868_800]],
  ['2024-10', [94_650, 192_450, 419_550, 705_550, 1_025_250, 1_355_450, 3_006_450]],
  ['2025-05', [99_200, 201_700, 439_700, 739_500, 1_074_500, 1_420_500, 3_150_500]],
];
const quantities = ['50', '100', '200', '300', '400', '500', '1000'];

// Retyped from the ministry's decisions, so that a slip in the presets shows: kilowatt-hour by kilowatt-hour, without the kit's arithmetic.
const decided: [string, number[]][] = [
  ['2019-03', [1678, 1734, 2014, 2536, 2834, 2927]],
  ['2023-05', [1728, 1786, 2074, 2612, 2919, 3015]],
  ['2023-11', [1806, 1866, 2167, 2729, 3050, 3151]],
  ['2024-10', [1893, 1956, 2271, 2860, 3197, 3302]],
  ['2025-05', [1984, 2050, 2380, 2998, 3350, 3460]],
];
const tierOf = (kWh: number): number => [50, 100, 200, 300, 400].filter((limit) => kWh > limit).length;

describe('residential prices through the years', () => {
  test.each(decided)('the table of %s costs what its kilowatt-hours add up to, from 1 to 1.000', (key, prices) => {
    const preset = electricity.tariffs.find(({ id }) => id === `residential-${key}`)!;
    const pricer = preparePricer(electricity, preset.body, vietnamVatRates);
    let sum = 0;
    for (let kWh = 1; kWh <= 1_000; kWh++) {
      sum += prices[tierOf(kWh)]!;
      expect([kWh, pricer.price({ consumption: kWh, households: 1 }, { taxDate: '2026-11-30' }).net]).toEqual([kWh, sum]);
    }
  });
  test.each(history)('the table of %s gives the worked sums before tax', (key, sums) => {
    const preset = electricity.tariffs.find(({ id }) => id === `residential-${key}`)!;
    const pricer = preparePricer(electricity, preset.body, vietnamVatRates);
    const nets = quantities.map((consumption) => pricer.price({ consumption, households: 1 }, { taxDate: '2026-11-30' }).net);
    expect(nets).toEqual(sums);
  });
  test('each table starts the day after the one before ends', () => {
    const tables = electricity.tariffs.filter(({ id }) => /^residential-\d/.test(id));
    expect(tables.slice(1).map(({ validFrom }) => validFrom)).toEqual(
      tables.slice(0, -1).map(({ validTo }) => addDays(validTo!, 1)),
    );
  });
  test('the five-tier table is law but not in force', () => {
    expect(electricity.tariffs.find(({ id }) => id === 'residential-five-tiers')!.enabled).toBe(false);
  });
});
