// Allowance and anomaly rules on json-rules-engine.
import type { AllowanceRule, AnomalyRule, RuleConditions } from './contract.ts';
import type { Finding } from './findings.ts';

export type RuleFacts = Readonly<Record<string, number | boolean | string>>;
/** What fired, or why nothing could be decided (a fact is missing). */
export type RuleDecision<R> = { rule: R | null; problem?: undefined } | { rule: null; problem: Finding };
export interface RuleSet<R> {
  facts: readonly string[]; // facts the conditions ask for
  /** One decision per entry, in order; the engine runs once per distinct tuple of the asked facts. */
  decideAll(factsList: readonly RuleFacts[]): Promise<RuleDecision<R>[]>;
}
/** Problems of conditions as findings (unknown fact or operator, too deep, too many nodes, keys of the prototype). */
export declare function checkConditions(conditions: unknown, facts: readonly string[]): Finding[];
export declare function prepareAllowanceRules(rules: readonly AllowanceRule[], facts: readonly string[]): RuleSet<AllowanceRule>;
export declare function prepareAnomalyRules(rules: readonly AnomalyRule[]): RuleSet<AnomalyRule>;
export type { RuleConditions };
