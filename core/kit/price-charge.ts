// Facts of a unit → priced charge. Pure: the same input gives the same bytes.
import type { Facts, Plugin, PricedAmounts, PricedCharge, TariffBody, VatRate, DecimalText } from './contract.ts';
import type { Finding, Params } from './findings.ts';

export interface PriceOptions {
  taxDate: string; // the day whose VAT rates hold
  quota?: DecimalText | null; // value of the plugin's allowance variable, see Pricer.quotas
}
/** The allowance of one unit: the rule that fired and its quota, nothing (no rule held), or why none could be decided. */
export type QuotaDecision = { quota: DecimalText | null; rule: string | null; problem?: undefined } | { quota: null; rule: null; problem: Finding };

/** A charge that cannot be priced: park the unit with this code. Never priced as zero instead. */
export declare class PricingProblem extends Error {
  readonly code: string;
  readonly params: Params;
  constructor(code: string, params?: Params);
}
export interface Pricer {
  needs: readonly string[]; // variables this tariff's formulas use
  needsQuota: boolean; // one of them is the allowance
  quotas(factsList: readonly Facts[]): Promise<QuotaDecision[]>; // set-wise; the engine runs once per distinct facts
  price(facts: Facts, options: PriceOptions): PricedAmounts; // throws PricingProblem
  explain(facts: Facts, options: PriceOptions): PricedCharge; // the same figures with the calculation tree
}
/** Compiles a tariff once. Throws PricingProblem where the body does not fit the plugin. */
export declare function preparePricer(plugin: Plugin, body: TariffBody, vatRates: readonly VatRate[]): Pricer;
