import { describe, expect, test } from '@jest/globals';
import type { Plugin } from '../contract.ts';
import { liftCard } from '../fixtures/card.ts';
import { areaFee } from '../fixtures/flat.ts';
import { repairJob } from '../fixtures/job.ts';
import { powerMeter, waterMeter } from '../fixtures/meter.ts';
import { vietnamVatRates } from '../vat-rates.ts';
import { checkPlugin } from './check-plugin.ts';

const failures = async (plugin: Plugin, options = {}) =>
  (await checkPlugin(plugin, vietnamVatRates, options)).filter(({ ok }) => !ok).map(({ check }) => check);
// biome-ignore lint/suspicious/noExplicitAny: the changes are meant to break the type
const changed = <P extends Plugin>(plugin: P, change: (copy: any) => void): P => {
  const copy = structuredClone(plugin);
  change(copy);
  return copy;
};

describe('conformance', () => {
  test.each([powerMeter, waterMeter, liftCard, areaFee, repairJob])('$id conforms', async (plugin) => {
    const results = await checkPlugin(plugin, vietnamVatRates);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(results.length).toBeGreaterThan(4);
  });
  test('a meter is checked in every way', async () => {
    const checks = new Set((await checkPlugin(powerMeter, vietnamVatRates)).map(({ check }) => check));
    expect([...checks]).toEqual([
      'declaration',
      'examples',
      'determinism',
      'whole đồng',
      'explain',
      'zero for zero',
      'a missing value is never zero',
      'tier edges',
      'monotone',
    ]);
  });
  test.each<[string, Plugin, string]>([
    [
      'an expected figure that is wrong',
      changed(powerMeter, (p) => {
        p.examples[0].expect.total += 1;
      }),
      'examples',
    ],
    [
      'a line the example does not expect',
      changed(powerMeter, (p) => {
        p.examples[0].expect.lines.other = 0;
      }),
      'examples',
    ],
    [
      'a price that falls',
      changed(powerMeter, (p) => {
        p.tariffs[0].body.lines[0] = {
          kind: 'amount',
          code: 'energy',
          amount: 'kWh * if(kWh > 200, 100, 2380)',
          vat: 'standard',
          nature: 'own',
          label: { vi: 'x', en: 'x' },
        };
      }),
      'monotone',
    ],
    [
      'a zero that costs',
      changed(powerMeter, (p) => {
        p.tariffs[1].body.lines[0] = {
          kind: 'amount',
          code: 'energy',
          quantity: 'kWh',
          amount: 'max(kWh, 1) * price',
          vat: 'standard',
          nature: 'own',
          label: { vi: 'x', en: 'x' },
        };
      }),
      'zero for zero',
    ],
    [
      'a fact nobody declared',
      changed(powerMeter, (p) => {
        p.examples[0].facts.colour = '1';
      }),
      'facts are declared',
    ],
    [
      'a tax date without a rate',
      changed(powerMeter, (p) => {
        p.examples[0].taxDate = '2001-01-01';
      }),
      'examples',
    ],
    [
      'a broken declaration',
      changed(powerMeter, (p) => {
        p.icon = '';
      }),
      'declaration',
    ],
  ])('%s fails', async (_, plugin, check) => expect(await failures(plugin)).toContain(check));
  test.each([
    [{ vi: { high: 'Cao {{x}}' }, en: { high: 'High {{x}}' } }, []],
    [{ vi: { high: 'Cao' }, en: {} }, ['locale parity']],
    [{ vi: { high: 'Cao {{x}}' }, en: { high: 'High' } }, ['locale parity']],
    [{ vi: {}, en: {} }, ['locale parity']],
  ])('locales %j fail %j', async (locales, expected) => expect(await failures(powerMeter, { locales })).toEqual(expected));
  test('words that a rule or a grid names and nobody wrote fail', async () => {
    const locales = { vi: { high: 'Cao' }, en: { high: 'High' } };
    const [rule] = powerMeter.anomaly;
    const dotted = { ...powerMeter, anomaly: [{ ...rule!, code: `${powerMeter.id}.anomaly.high` }] };
    expect(await failures(dotted, { locales })).toEqual(['locale parity']);
    const refusing = changed(liftCard, (p) => {
      p.actions[0].guard = { all: [{ fact: p.variables[0].name, operator: 'lessThan', value: 9 }] };
      p.actions[0].refusal = `${liftCard.id}.quota.nobodyWrote`;
    });
    expect(await failures(refusing, { locales: { vi: {}, en: {} } })).toEqual(['locale parity']);
    const perDay = { field: 'perDay', type: 'number' as const, title: `${powerMeter.id}:grid.perDay` };
    expect(await failures({ ...powerMeter, grid: { columns: [perDay] } }, { locales })).toEqual(['locale parity']);
    expect(
      await failures({ ...powerMeter, grid: { columns: [{ ...perDay, title: 'metering:column.value' }] } }, { locales }),
    ).toEqual([]);
  });
});
