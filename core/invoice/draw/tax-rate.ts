// VAT rates as invoices write them.
import { compare, type DecimalText, decimalOf, mul, roundVnd, type Vnd } from '#kit';
import type { TaxRate } from '../invoice.contract.ts';

const WRITTEN: Record<string, TaxRate> = { '0': '0%', '0.05': '5%', '0.08': '8%', '0.1': '10%' };
export const taxRates: readonly TaxRate[] = ['0%', '5%', '8%', '10%', 'KCT'];

/** null for a rate the form has no word for: never the nearest one. */
export function writtenRate(rate: DecimalText): TaxRate | null {
  const found = Object.keys(WRITTEN).find((known) => compare(decimalOf(known), decimalOf(rate)) === 0);
  return found === undefined ? null : WRITTEN[found]!;
}

/** The one rate of `candidates` that gives this VAT; null where none or more than one does. */
export function rateBehind(net: Vnd, vat: Vnd, candidates: readonly DecimalText[]): TaxRate | null {
  if (vat === 0 && net !== 0) return 'KCT';
  const fitting = [...new Set(candidates)].filter((rate) => roundVnd(mul(decimalOf(net), decimalOf(rate))) === vat);
  return fitting.length === 1 ? writtenRate(fitting[0]!) : null;
}
