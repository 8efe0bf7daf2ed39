// VAT of a charge: once per rate, rounded once.
import type { CalcNode, PricedLine, VatClass, VatGroup, VatRate } from './contract.ts';
import { decimalOf, mul, textOf } from './decimal.ts';
import { roundVnd, sumVnd } from './money.ts';
import { vatRateOn } from './vat-rates.ts';

// One day's rates of one table are asked for by every charge of a run. Tables are frozen by the pricer.
const known = new WeakMap<readonly VatRate[], Map<string, VatRate | null>>();

function rateOn(rates: readonly VatRate[], vatClass: VatClass, taxDate: string): VatRate | null {
  const days = known.get(rates) ?? new Map<string, VatRate | null>();
  known.set(rates, days);
  const key = `${vatClass} ${taxDate}`;
  const held = days.get(key);
  if (held !== undefined) return held;
  const found = vatRateOn(rates, vatClass, taxDate);
  if (days.size < 1000) days.set(key, found);
  return found;
}

/** Groups in order of first appearance; classes that share a rate share a group, named after the first. Lines of class `none` have none. */
export function vatGroups(lines: readonly PricedLine[], rates: readonly VatRate[], taxDate: string): VatGroup[] {
  const groups = new Map<string, VatGroup>();
  for (const { vat, net } of lines) {
    const held = rateOn(rates, vat, taxDate);
    if (!held) continue;
    const rate = textOf(decimalOf(held.rate));
    const group = groups.get(rate) ?? { class: vat, rate, base: 0, amount: 0 };
    group.base = sumVnd([group.base, net]);
    groups.set(rate, group);
  }
  const found = [...groups.values()];
  for (const group of found) group.amount = roundVnd(mul(decimalOf(group.base), decimalOf(group.rate)));
  return found;
}

/** `88080 * 0.08 = 7046`, with the rate's legal basis as the step below. */
export function vatNodes(groups: readonly VatGroup[], rates: readonly VatRate[], taxDate: string): CalcNode[] {
  return groups.map((group) => {
    const basis = vatRateOn(rates, group.class, taxDate)!.basis;
    return {
      step: 'vat',
      formula: `${group.base} * ${group.rate}`,
      value: String(group.amount),
      unit: 'đ',
      of: [{ step: 'vatRate', value: group.rate, label: { vi: basis, en: basis } }],
    };
  });
}
