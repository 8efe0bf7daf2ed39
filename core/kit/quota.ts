// The allowance (định mức) of a unit: the first rule that holds gives a formula, the formula gives the quota.

import { type CompiledTariff, compileTariff } from './compile-tariff.ts';
import type { AllowanceRule, DecimalText, Facts, Plugin, TariffBody, Variable } from './contract.ts';
import { type Decimal, textOf } from './decimal.ts';
import type { Finding } from './findings.ts';
import { compileExact, type SlotFormula } from './formula/compile.ts';
import { FormulaError } from './formula/formula-error.ts';
import { exactLift } from './formula/node.ts';
import { asPricingProblem, PricingProblem } from './pricing-problem.ts';
import { prepareAllowanceRules, type RuleFacts } from './rules.ts';
import { variableValue } from './tariff-values.ts';

/** The allowance of one unit: the rule that fired and its quota, nothing (no rule held), or why none could be decided. */
export type QuotaDecision =
  | { quota: DecimalText | null; rule: string | null; problem?: undefined }
  | { quota: null; rule: null; problem: Finding };

const NO_RULE: QuotaDecision = { quota: null, rule: null };

/** Allowance rules as the names a quota formula sees: the plugin's variables (not the allowance itself) and the tariff's parameters. */
export function quotaScope(variables: readonly Variable[], body: TariffBody): CompiledTariff {
  return compileTariff(
    variables.filter(({ source }) => source !== 'allowance'),
    { ...body, tables: {}, lines: [] },
  ).tariff;
}

/** Compiles one quota formula in that scope; throws FormulaError. */
export function compileQuota(rule: AllowanceRule, scope: CompiledTariff): SlotFormula {
  const names = {
    mode: 'exact',
    lift: exactLift,
    slotOf: (name: string) => scope.slots.get(name),
    known: () => [...scope.slots.keys()],
  } as const;
  return compileExact(rule.quota, names, 'number');
}

/** Decides nothing: for tariffs that do not use the allowance. */
export const noQuotas = async (factsList: readonly Facts[]): Promise<QuotaDecision[]> => factsList.map(() => NO_RULE);

/** Set-wise decisions for a plugin and tariff, in the order of the facts. */
export function prepareQuotas(plugin: Plugin, body: TariffBody): (factsList: readonly Facts[]) => Promise<QuotaDecision[]> {
  const rules = (plugin.kind === 'meter' && plugin.allowance) || [];
  if (rules.length === 0) return noQuotas;
  const variables = new Map(plugin.variables.map((variable) => [variable.name, variable]));
  const scope = quotaScope(plugin.variables, body);
  const formulas = new Map(rules.map((rule) => [rule, compileQuota(rule, scope)]));
  const ruleSet = prepareAllowanceRules(rules, [...variables.keys()]);
  return async (factsList) => {
    const asked = factsList.map((facts) => problemOr(() => ruleFactsOf(ruleSet.facts, facts, variables)));
    const decisions = await ruleSet.decideAll(asked.map(({ value }) => value ?? {}));
    return factsList.map((facts, i) => {
      const problem = asked[i]!.problem ?? decisions[i]!.problem;
      if (problem) return { quota: null, rule: null, problem };
      const { rule } = decisions[i]!;
      if (!rule) return NO_RULE;
      const quota = problemOr(() => quotaOf(rule, formulas.get(rule)!, scope, facts));
      return quota.problem ? { quota: null, rule: null, problem: quota.problem } : { quota: quota.value!, rule: rule.name };
    });
  };
}

function ruleFactsOf(names: readonly string[], facts: Facts, variables: ReadonlyMap<string, Variable>): RuleFacts {
  const given: Record<string, number | boolean> = {};
  for (const name of names) {
    const value = variableValue(variables.get(name)!, Object.hasOwn(facts, name) ? facts[name] : undefined);
    if (value === undefined) throw new PricingProblem('pricing.missingVariable', { variable: name, missing: name, line: '' });
    given[name] = typeof value === 'boolean' ? value : comparable(name, value);
  }
  return given;
}

// The engine compares doubles: exact in order and equality up to 15 digits, so more are refused rather than rounded.
function comparable(name: string, value: Decimal): number {
  const text = textOf(value);
  if (text.replace(/\D/g, '').length > 15) throw new PricingProblem('pricing.badValue', { variable: name, value: text });
  return Number(text);
}

function quotaOf(rule: AllowanceRule, formula: SlotFormula, scope: CompiledTariff, facts: Facts): DecimalText {
  const values = new Array(scope.slots.size).fill(undefined);
  for (const name of formula.names) {
    const { slot, of } = scope.slots.get(name)!;
    if (of.kind === 'parameter') values[slot] = of.value;
    if (of.kind === 'variable') values[slot] = variableValue(of.variable, Object.hasOwn(facts, name) ? facts[name] : undefined);
  }
  try {
    const quota = formula.run(values) as Decimal;
    if (quota < 0n) throw new PricingProblem('pricing.negativeQuota', { rule: rule.name, quota: textOf(quota) });
    return textOf(quota);
  } catch (error) {
    if (error instanceof FormulaError && error.code === 'formula.missingValue') {
      throw new PricingProblem('pricing.missingVariable', {
        variable: error.params.name!,
        missing: String(error.params.name),
        line: rule.name,
      });
    }
    throw asPricingProblem(error, rule.name);
  }
}

// One unit's problem is that unit's: it becomes a value so that the others are decided.
function problemOr<T>(make: () => T): { value?: T; problem?: Finding } {
  try {
    return { value: make() };
  } catch (error) {
    if (error instanceof PricingProblem) return { problem: { code: error.code, params: error.params } };
    throw error;
  }
}
