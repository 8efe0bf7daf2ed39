// Dated rates of value added tax, with their legal basis.
import type { VatClass, VatRate } from './contract.ts';

/** Vietnam's rates since 2009 (domain: VAT law and the yearly reductions). Data: a building's own table may replace it. */
export declare const vietnamVatRates: VatRate[];
/** The rate of a class on a day (YYYY-MM-DD); null only for class `none`. No rate on that day is a PricingProblem `pricing.noVatRate`. */
export declare function vatRateOn(rates: readonly VatRate[], vatClass: VatClass, date: string): VatRate | null;
