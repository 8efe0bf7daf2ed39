import { describe, expect, test } from '@jest/globals';
import type { PricedLine, VatGroup } from '#kit';
import { differenceOf } from './difference.ts';

const label = { vi: 'Điện', en: 'Energy' };
const tier = (from: string, upTo: string | null, quantity: string, unitPrice: string, net: number) => ({
  from,
  upTo,
  quantity,
  unitPrice,
  net,
});
const energy = (net: number, quantity: string, tiers: PricedLine['tiers']): PricedLine => ({
  code: 'energy',
  label,
  nature: 'own',
  vat: 'standard',
  net,
  quantity,
  tiers,
});
const vat = (base: number, amount: number): VatGroup => ({ class: 'standard', rate: '0.08', base, amount });

describe('the difference of two prices of a month', () => {
  const was = {
    lines: [energy(110_250, '55', [tier('0', '50', '50', '2000', 100_000), tier('50', '100', '5', '2050', 10_250)])],
    vat: [vat(110_250, 8_820)],
  };

  test('names only the tiers that changed: 5 kWh of the second', () => {
    const now = { lines: [energy(100_000, '50', [tier('0', '50', '50', '2000', 100_000)])], vat: [vat(100_000, 8_000)] };
    expect(differenceOf(now, was)).toEqual({
      lines: [energy(-10_250, '-5', [tier('50', '100', '-5', '2050', -10_250)])],
      vat: [vat(-10_250, -820)],
      ...{ net: -10_250, vatTotal: -820, total: -11_070 },
    });
  });

  test('VAT is the difference of what was rounded, not the rounded difference', () => {
    // 8 % of 6 is 0.48 → 0, of 19 is 1.52 → 2: two more, though 8 % of the 13 between them are 1.04
    const of = (net: number, amount: number) => ({
      lines: [{ ...energy(net, String(net), undefined) }],
      vat: [vat(net, amount)],
    });
    expect(differenceOf(of(19, 2), of(6, 0)).vat).toEqual([vat(13, 2)]);
  });

  test('of the same price is nothing at all', () => {
    expect(differenceOf(was, was)).toEqual({ lines: [], vat: [], net: 0, vatTotal: 0, total: 0 });
  });

  test('a line that is gone is taken back whole', () => {
    const fee: PricedLine = { code: 'fee', label, nature: 'passThrough', vat: 'none', net: 500 };
    expect(differenceOf(was, { lines: [...was.lines, fee], vat: was.vat }).lines).toEqual([{ ...fee, net: -500 }]);
  });
});
