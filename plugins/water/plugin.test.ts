import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { checkPlugin, type Facts, preparePricer, vietnamVatRates } from '#kit';
import water from './plugin.ts';

const wordsOf = (lang: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./locales/${lang}.json`, import.meta.url), 'utf8')) as Record<string, string>;

describe('conformance', () => {
  test('every check holds', async () => {
    const results = await checkPlugin(water, vietnamVatRates, { locales: { vi: wordsOf('vi'), en: wordsOf('en') } });
    expect(results.filter((result) => !result.ok)).toEqual([]);
    expect(results.length).toBeGreaterThan(5);
  });
});

async function totalOf(presetId: string, facts: Facts): Promise<number> {
  const preset = water.tariffs.find(({ id }) => id === presetId)!;
  const pricer = preparePricer(water, preset.body, vietnamVatRates);
  const [decision] = await pricer.quotas([facts]);
  return pricer.price(facts, { taxDate: '2026-11-30', quota: decision!.quota }).total;
}

describe('allowances of Ho Chi Minh City', () => {
  test('the fifth m³ of one person costs 17.725 all in (published 17.724,6)', async () => {
    const onePerson = { members: 1, memberDays: 30, days: 30 };
    const [four, five] = [
      await totalOf('hcmc-residential-2026', { ...onePerson, consumption: '4' }),
      await totalOf('hcmc-residential-2026', { ...onePerson, consumption: '5' }),
    ];
    expect(five - four).toBe(17_725);
  });
  test('a household nobody registered pays more than twice as much for 12 m³', async () => {
    const facts = { consumption: '12', days: 30 };
    const registered = await totalOf('hcmc-residential-2026', { ...facts, members: 3, memberDays: 90 });
    const unregistered = await totalOf('hcmc-residential-2026', { ...facts, members: 0, memberDays: 0 });
    expect([registered, unregistered]).toEqual([110_470, 237_427]);
  });
  test('without a member count nothing is priced', async () => {
    const preset = water.tariffs.find(({ id }) => id === 'hcmc-residential-2026')!;
    const pricer = preparePricer(water, preset.body, vietnamVatRates);
    const [decision] = await pricer.quotas([{ consumption: '12', days: 30 }]);
    expect(decision!.quota).toBeNull();
    expect(decision!.problem).toBeDefined();
    expect(() => pricer.price({ consumption: '12', days: 30 }, { taxDate: '2026-11-30', quota: null })).toThrow();
  });
});
