// VAT of a charge: once per rate, rounded once.
import type { CalcNode, PricedLine, VatGroup, VatRate } from './contract.ts';
import { decimalOf, mul, textOf } from './decimal.ts';
import { roundVnd, sumVnd } from './money.ts';
import { vatRateOn } from './vat-rates.ts';

/** Groups in order of first appearance; classes that share a rate share a group, named after the first. Lines of class `none` have none. */
export function vatGroups(lines: readonly PricedLine[], rates: readonly VatRate[], taxDate: string): VatGroup[] {
  const groups = new Map<string, VatGroup>();
  for (const { vat, net } of lines) {
    const held = vatRateOn(rates, vat, taxDate);
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
