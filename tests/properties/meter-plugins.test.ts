import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  compare,
  type DecimalText,
  decimalOf,
  type Facts,
  type MeterPlugin,
  mul,
  preparePricer,
  roundVnd,
  type TariffPreset,
  textOf,
  vietnamVatRates,
} from '#kit';
import { consumptionOf } from '../../core/metering/consumption.ts';
import { loadPlugins, plugins } from '../../core/platform/plugins.ts';

await loadPlugins();
const cases = plugins
  .list()
  .filter((plugin): plugin is MeterPlugin => plugin.kind === 'meter')
  .flatMap((plugin) =>
    plugin.tariffs.map((preset): [string, MeterPlugin, TariffPreset] => [`${plugin.id}/${preset.id}`, plugin, preset]),
  );
const options = { taxDate: '2026-11-30' };
const settings = { numRuns: 25, seed: 20_261_124 };

/** Who lives there, and how long the period is. */
const home = fc.record({
  households: fc.integer({ min: 1, max: 4 }),
  members: fc.integer({ min: 0, max: 8 }),
  days: fc.integer({ min: 28, max: 31 }),
  areaDm2: fc.integer({ min: 1_000, max: 60_000 }),
});
type Home = typeof home extends fc.Arbitrary<infer T> ? T : never;
const factsOf = ({ households, members, days, areaDm2 }: Home): Facts => ({
  households,
  members,
  memberDays: members * days,
  days,
  daysInMonth: days,
  daysInPreviousMonth: 30,
  area: `${Math.floor(areaDm2 / 100)}.${String(areaDm2 % 100).padStart(2, '0')}`,
});
/** Up to 3.000 whole measures, to the thousandth where a dial shows it. */
const thousandths = fc.oneof(
  fc.integer({ min: 0, max: 3_000 }).map((whole) => whole * 1_000),
  fc.integer({ min: 0, max: 3_000_000 }),
);
const measureOf = (of: number): DecimalText => `${Math.floor(of / 1_000)}.${String(of % 1_000).padStart(3, '0')}`;

async function pricing(plugin: MeterPlugin, { body }: TariffPreset) {
  const pricer = preparePricer(plugin, body, vietnamVatRates);
  const registers = plugin.variables.filter(({ source }) => source === 'consumption').map(({ name }) => name);
  const price = async (at: Home, used: (register: string, index: number) => number) => {
    const facts = { ...factsOf(at), ...Object.fromEntries(registers.map((name, i) => [name, measureOf(used(name, i))])) };
    const [decision] = plugin.allowance ? await pricer.quotas([facts]) : [undefined];
    return pricer.price(facts, { ...options, quota: decision?.quota });
  };
  return { price, registers };
}

test('the four metered services are among them, each with presets', () => {
  const ids = new Set(cases.map(([, { id }]) => id));
  expect([...ids]).toEqual(expect.arrayContaining(['aircon', 'electricity', 'gas', 'water']));
  expect(cases.length).toBeGreaterThan(60);
});

test.each(cases)('%s: more consumption never lowers the bill', async (_, plugin, preset) => {
  const { price, registers } = await pricing(plugin, preset);
  await fc.assert(
    fc.asyncProperty(home, thousandths, thousandths, fc.nat({ max: registers.length - 1 }), async (at, base, more, which) => {
      const less = await price(at, () => base);
      const greater = await price(at, (_name, i) => base + (i === which ? more : 0));
      expect(greater.total).toBeGreaterThanOrEqual(less.total);
    }),
    settings,
  );
});

// A fixed sum per head and an agreed minimum are owed without any consumption; nothing else is.
const OWED_AT_ZERO = ['gas/per-kg-minimum', 'gas/per-m3-minimum', 'water/per-head'];

test.each(cases)('%s: zero is zero, unless a sum is agreed', async (name, plugin, preset) => {
  const { price } = await pricing(plugin, preset);
  await fc.assert(
    fc.asyncProperty(home, async (at) => {
      const { total } = await price({ ...at, members: Math.max(1, at.members) }, () => 0);
      expect(total > 0).toBe(OWED_AT_ZERO.includes(name));
    }),
    settings,
  );
});

test.each(cases)('%s: the sum of the parts is the whole', async (_, plugin, preset) => {
  const { price } = await pricing(plugin, preset);
  await fc.assert(
    fc.asyncProperty(home, thousandths, async (at, used) => {
      const charge = await price(at, () => used);
      const sum = (amounts: number[]): number => amounts.reduce((all, amount) => all + amount, 0);
      expect(charge.net).toBe(sum(charge.lines.map(({ net }) => net)));
      expect(charge.vatTotal).toBe(sum(charge.vat.map(({ amount }) => amount)));
      expect(charge.total).toBe(charge.net + charge.vatTotal);
      for (const { base, rate, amount } of charge.vat) expect(amount).toBe(roundVnd(mul(decimalOf(base), decimalOf(rate))));
      expect(sum(charge.vat.map(({ base }) => base))).toBe(
        sum(charge.lines.filter(({ vat }) => vat !== 'none').map(({ net }) => net)),
      );
      for (const { tiers, net, quantity } of charge.lines) {
        if (!tiers) continue;
        expect(net).toBe(sum(tiers.map((tier) => tier.net)));
        const measured = tiers.reduce((all, tier) => add(all, decimalOf(tier.quantity)), decimalOf(0));
        expect(compare(measured, decimalOf(quantity!))).toBe(0);
      }
    }),
    settings,
  );
});

const dial = { digits: 5, multiplier: '20' };
/** Whole numbers on a five-digit dial, turning over where the meter went past its end. */
const segment = (previous: number, used: number) => ({
  previous: String(previous),
  value: String((previous + used) % 100_000),
  rollover: previous + used >= 100_000,
});

test.each(cases)('%s: the segments of a replaced meter cost what one meter would', async (_, plugin, preset) => {
  const { price } = await pricing(plugin, preset);
  const digit = fc.integer({ min: 0, max: 99_999 });
  const used = fc.integer({ min: 0, max: 150 });
  await fc.assert(
    fc.asyncProperty(home, digit, digit, used, used, async (at, start, fresh, before, after) => {
      const thousandthsOf = (quantity: string): number => Number(quantity) * 1_000;
      const one = consumptionOf(dial, segment(start, before + after));
      const two = add(consumptionOf(dial, segment(start, before)), consumptionOf(dial, segment(fresh, after)));
      const [whole, parts] = [
        await price(at, () => thousandthsOf(textOf(one))),
        await price(at, () => thousandthsOf(textOf(two))),
      ];
      expect(parts.total).toBe(whole.total);
      expect(textOf(one)).toBe(String((before + after) * 20));
    }),
    settings,
  );
});
