// Taking a value away never makes a charge cheaper by accident: it is a problem, or the value was not read at all.
import { PricingProblem } from '../pricing-problem.ts';
import type { CheckResult } from './check-plugin.ts';
import { optionsOf, type PricedExample } from './example-case.ts';

export async function checkMissing({ plugin, example, pricer, options }: PricedExample): Promise<CheckResult[]> {
  const full = priceOf(() => pricer.price(example.facts, options));
  const results: CheckResult[] = [];
  for (const name of Object.keys(example.facts)) {
    const variable = plugin.variables.find((candidate) => candidate.name === name);
    if (!variable) {
      results.push({ check: 'facts are declared', ok: false, detail: `${example.name}: ${name} is no variable` });
      continue;
    }
    if (variable.default !== undefined) continue;
    const { [name]: _, ...rest } = example.facts;
    const without = await optionsOf(plugin, pricer, rest, example.taxDate).then(
      (decided) => priceOf(() => pricer.price(rest, decided)),
      (error: unknown) => {
        if (error instanceof PricingProblem) return error.code;
        throw error;
      },
    );
    const ok = without === full || without.startsWith('pricing.');
    results.push({
      check: 'a missing value is never zero',
      ok,
      detail: `${example.name} without ${name}: ${without.slice(0, 120)}`,
    });
  }
  return results;
}

function priceOf(price: () => unknown): string {
  try {
    return JSON.stringify(price());
  } catch (error) {
    if (error instanceof PricingProblem) return error.code;
    throw error;
  }
}
