// Allowance and anomaly rules on json-rules-engine: the engine decides, once per distinct case.
import { Engine } from 'json-rules-engine';
import type { AllowanceRule, AnomalyRule, RuleConditions } from './contract.ts';
import type { Finding } from './findings.ts';
import { PricingProblem } from './pricing-problem.ts';
import { checkConditions, comparisonsOf, factsOf } from './rule-conditions.ts';

export { checkConditions } from './rule-conditions.ts';

/** Scaled integers or short decimals, flags, words. */
export type RuleFacts = Readonly<Record<string, number | boolean | string>>;
/** What fired, or why nothing could be decided (a fact is missing). */
export type RuleDecision<R> = { rule: R | null; problem?: undefined } | { rule: null; problem: Finding };
export interface RuleSet<R> {
  facts: readonly string[]; // facts the conditions ask for
  /** One decision per entry, in order: the first rule that holds, by priority, then by place in the list. */
  decideAll(factsList: readonly RuleFacts[]): Promise<RuleDecision<R>[]>;
}
type AnyRule = { priority?: number; conditions: RuleConditions };

export const ANOMALY_FACTS = ['deltaTenths', 'consumptionZero', 'historyPeriods', 'estimatesInRow', 'zerosInRow'] as const;
const DECISIONS_MAX = 50_000;

/** `facts` are the names conditions may ask for: the plugin's variables. */
export const prepareAllowanceRules = (rules: readonly AllowanceRule[], facts: readonly string[]): RuleSet<AllowanceRule> =>
  prepareRules(rules, facts);
/** Facts as made by anomalyFacts. */
export const prepareAnomalyRules = (rules: readonly AnomalyRule[]): RuleSet<AnomalyRule> => prepareRules(rules, ANOMALY_FACTS);

/** Checks, then builds one engine. Throws PricingProblem `pricing.badRules` with the findings. */
export function prepareRules<R extends AnyRule>(rules: readonly R[], names: readonly string[]): RuleSet<R> {
  const findings = rules.flatMap(({ conditions }) => checkConditions(conditions, names));
  if (findings.length > 0) throw new PricingProblem('pricing.badRules', { problems: findings.length }, findings);
  const engine = new Engine([], { allowUndefinedFacts: false });
  rules.forEach((rule, index) => {
    // The engine writes into what it is given, and declarations are frozen.
    engine.addRule({ conditions: structuredClone(rule.conditions) as never, event: { type: String(index) }, priority: 1 });
  });
  const order = rules.map((_, index) => index).sort((a, b) => (rules[b]!.priority ?? 1) - (rules[a]!.priority ?? 1) || a - b);
  const facts = [...new Set(rules.flatMap(({ conditions }) => factsOf(conditions)))];
  const caseOf = casesOf(rules, facts);
  const decided = new Map<string, R | null>();

  const decide = async (given: RuleFacts): Promise<R | null> => {
    const { events } = await engine.run(Object.fromEntries(facts.map((fact) => [fact, given[fact]])));
    const fired = new Set(events.map(({ type }) => Number(type)));
    const first = order.find((index) => fired.has(index));
    return first === undefined ? null : rules[first]!;
  };
  const decideAll: RuleSet<R>['decideAll'] = async (factsList) => {
    if (decided.size > DECISIONS_MAX) decided.clear();
    const decisions: RuleDecision<R>[] = [];
    for (const given of factsList) {
      const missing = facts.find((fact) => !Object.hasOwn(given, fact));
      if (missing !== undefined) {
        decisions.push({ rule: null, problem: { code: 'pricing.missingFact', params: { fact: missing } } });
        continue;
      }
      const key = caseOf(given);
      if (!decided.has(key)) decided.set(key, await decide(given));
      decisions.push({ rule: decided.get(key)! });
    }
    return decisions;
  };
  return { facts, decideAll };
}

/**
 * Facts that no condition can tell apart are one case: a number is only compared with the constants of its fact, so its place
 * among them is all that counts. 20,000 meters come to a few dozen runs of the engine.
 */
function casesOf(rules: readonly AnyRule[], facts: readonly string[]): (given: RuleFacts) => string {
  const constants = new Map<string, number[]>(facts.map((fact) => [fact, []]));
  for (const { fact, value } of rules.flatMap(({ conditions }) => comparisonsOf(conditions))) {
    // The engine reads digits in a text as a number when it orders, so they count as constants too.
    for (const constant of [value].flat())
      if (constant !== '' && Number.isFinite(Number(constant))) constants.get(fact)!.push(Number(constant));
  }
  for (const list of constants.values()) list.sort((a, b) => a - b);
  return (given) => JSON.stringify(facts.map((fact) => place(given[fact]!, constants.get(fact)!)));
}

// Even: between two constants; odd: equal to one. Flags and words stand for themselves.
function place(value: number | boolean | string, constants: readonly number[]): number | boolean | string {
  if (typeof value !== 'number') return value;
  const at = constants.findIndex((constant) => constant >= value);
  return at < 0 ? 2 * constants.length : constants[at] === value ? 2 * at + 1 : 2 * at;
}
