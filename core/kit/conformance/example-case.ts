// An example made ready to price: its tariff compiled and its allowance decided.
import type { DecimalText, Example, Facts, Plugin, TariffBody, VatRate } from '../contract.ts';
import { type PriceOptions, type Pricer, preparePricer } from '../price-charge.ts';
import { PricingProblem } from '../pricing-problem.ts';

export interface PricedExample {
  plugin: Plugin;
  example: Example;
  body: TariffBody;
  pricer: Pricer;
  options: PriceOptions;
  quota: DecimalText | null;
}

/** The case, or why it cannot be made. A quota given among the facts is taken as it is. */
export async function caseOf(
  plugin: Plugin,
  example: Example,
  vatRates: readonly VatRate[],
): Promise<PricedExample | { problem: string }> {
  const body = example.tariff ?? plugin.tariffs.find(({ id }) => id === example.preset)!.body;
  try {
    const pricer = preparePricer(plugin, body, vatRates);
    const options = await optionsOf(plugin, pricer, example.facts, example.taxDate);
    return { plugin, example, body, pricer, options, quota: options.quota ?? null };
  } catch (error) {
    if (error instanceof PricingProblem) return { problem: error.message };
    throw error;
  }
}

/** Options with the allowance decided from the facts; throws PricingProblem where it cannot be. */
export async function optionsOf(plugin: Plugin, pricer: Pricer, facts: Facts, taxDate: string): Promise<PriceOptions> {
  const allowance = plugin.variables.find(({ source }) => source === 'allowance');
  if (!pricer.needsQuota || !allowance || Object.hasOwn(facts, allowance.name)) return { taxDate };
  const [decision] = await pricer.quotas([facts]);
  if (decision!.problem) throw new PricingProblem(decision!.problem.code, decision!.problem.params);
  return { taxDate, quota: decision!.quota };
}
