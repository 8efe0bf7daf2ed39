// Whether the declared guard lets an action pass, and what it costs.
import {
  type CardAction,
  type CardPlugin,
  compileFormula,
  decimalOf,
  FormulaError,
  type FormulaType,
  type FormulaValue,
  prepareRules,
  Refusal,
  roundVnd,
} from '#kit';
import { ruleFactsOf } from './card-facts.ts';

/** Refuses with the plugin's own sentence where the guard does not hold. */
export async function passGuard(
  plugin: CardPlugin,
  action: CardAction,
  facts: Readonly<Record<string, FormulaValue>>,
): Promise<void> {
  if (!action.guard) return;
  const names = plugin.variables.map(({ name }) => name);
  const [decision] = await prepareRules([{ conditions: action.guard }], names).decideAll([ruleFactsOf(facts)]);
  if (decision!.problem) throw new Refusal(decision!.problem.code, decision!.problem.params);
  if (decision!.rule === null) throw new Refusal(action.refusal ?? 'card.action.guarded', { action: action.id });
}

/** A declared formula over the tariff's parameters and the card's facts, in whole đồng; without a formula nothing is owed. */
export function amountOf(
  plugin: CardPlugin,
  formula: string | undefined,
  facts: Readonly<Record<string, FormulaValue>>,
  parameters: Readonly<Record<string, string>> | null,
): number {
  if (formula === undefined) return 0;
  if (parameters === null) throw new Refusal('card.tariff.missing', { service: plugin.id });
  const names: Record<string, FormulaType> = Object.fromEntries([
    ...Object.keys(parameters).map((name): [string, FormulaType] => [name, 'number']),
    ...plugin.variables.map(({ name, type }): [string, FormulaType] => [name, type === 'flag' ? 'boolean' : 'number']),
  ]);
  const values = { ...Object.fromEntries(Object.entries(parameters).map(([name, text]) => [name, decimalOf(text)])), ...facts };
  try {
    const amount = compileFormula(formula, { names, result: 'number' }).evaluate(values);
    if (typeof amount !== 'bigint' || amount < 0n) throw new Refusal('card.fee.negative', { service: plugin.id });
    return roundVnd(amount);
  } catch (error) {
    // a building's tariff may lack a parameter the formula names, or the form a value: the clerk can cure both
    if (error instanceof FormulaError) throw new Refusal('card.fee.unknown', { service: plugin.id, reason: error.message });
    throw error;
  }
}
