// Dated rates of value added tax, with their legal basis.
import type { VatClass, VatRate } from './contract.ts';
import { decimalOf } from './decimal.ts';
import { daysBetween, isDay } from './period.ts';
import { PricingProblem } from './pricing-problem.ts';

const LAW_2008 = 'Luật Thuế GTGT 13/2008/QH12';

/**
 * Vietnam's rates since the VAT law of 2008: `standard` takes part in the yearly cuts to 8 %, `full` is excluded from them
 * (real-estate business, …), `water` is clean water. Data: an installation's own table may replace it.
 */
export const vietnamVatRates: readonly VatRate[] = [
  { class: 'standard', from: '2009-01-01', to: '2022-01-31', rate: '0.1', basis: LAW_2008 },
  { class: 'standard', from: '2022-02-01', to: '2022-12-31', rate: '0.08', basis: 'NQ 43/2022/QH15, NĐ 15/2022/NĐ-CP' },
  { class: 'standard', from: '2023-01-01', to: '2023-06-30', rate: '0.1', basis: LAW_2008 },
  { class: 'standard', from: '2023-07-01', to: '2023-12-31', rate: '0.08', basis: 'NQ 101/2023/QH15, NĐ 44/2023/NĐ-CP' },
  { class: 'standard', from: '2024-01-01', to: '2024-06-30', rate: '0.08', basis: 'NQ 110/2023/QH15, NĐ 94/2023/NĐ-CP' },
  { class: 'standard', from: '2024-07-01', to: '2024-12-31', rate: '0.08', basis: 'NQ 142/2024/QH15, NĐ 72/2024/NĐ-CP' },
  { class: 'standard', from: '2025-01-01', to: '2025-06-30', rate: '0.08', basis: 'NQ 174/2024/QH15, NĐ 180/2024/NĐ-CP' },
  { class: 'standard', from: '2025-07-01', to: '2026-12-31', rate: '0.08', basis: 'NQ 204/2025/QH15, NĐ 174/2025/NĐ-CP' },
  { class: 'standard', from: '2027-01-01', to: null, rate: '0.1', basis: 'Luật Thuế GTGT 48/2024/QH15' },
  { class: 'full', from: '2009-01-01', to: null, rate: '0.1', basis: `${LAW_2008}; Luật 48/2024/QH15` },
  { class: 'water', from: '2009-01-01', to: null, rate: '0.05', basis: `${LAW_2008}; Luật 48/2024/QH15` },
];

/** The rate of a class on a day (YYYY-MM-DD); null only for class `none`. No rate on that day is `pricing.noVatRate`, never a default. */
export function vatRateOn(rates: readonly VatRate[], vatClass: VatClass, date: string): VatRate | null {
  if (vatClass === 'none') return null;
  if (!isDay(date)) throw new PricingProblem('pricing.badTaxDate', { date: String(date).slice(0, 40) });
  const held = rates.filter((rate) => rate.class === vatClass && rate.from <= date && (rate.to === null || date <= rate.to));
  if (held.length > 1) throw new PricingProblem('pricing.ambiguousVatRate', { class: vatClass, date });
  if (!held[0]) throw new PricingProblem('pricing.noVatRate', { class: vatClass, date });
  return held[0];
}

/** Refuses a table with a malformed day or rate, a rate outside 0…1, or two rates of one class on one day. */
export function checkVatRates(rates: readonly VatRate[]): void {
  for (const rate of rates) {
    const value = decimalOf(rate.rate);
    const ordered = isDay(rate.from) && (rate.to === null || (isDay(rate.to) && daysBetween(rate.from, rate.to) >= 0));
    if (!ordered || value < 0n || value > decimalOf(1))
      throw new PricingProblem('pricing.badVatRate', { class: rate.class, from: rate.from });
    vatRateOn(rates, rate.class, rate.from);
    if (rate.to) vatRateOn(rates, rate.class, rate.to);
  }
}
