// Facts → the array of values a tariff's formulas read. A missing value stays undefined until a formula asks for it.

import type { CompiledTariff } from './compile-tariff.ts';
import type { DecimalText, Facts, Variable } from './contract.ts';
import { type Decimal, decimalOf, isDecimalText } from './decimal.ts';
import type { FormulaValue } from './formula/compile.ts';
import { PricingProblem } from './pricing-problem.ts';

export type TariffValues = (FormulaValue | undefined)[];

/** Values of the parameters and of the variables the tariff needs; `pricing.badValue` or `pricing.negativeValue` for nonsense. */
export function valuesOf(tariff: CompiledTariff, facts: Facts, quota: DecimalText | null | undefined): TariffValues {
  const values: TariffValues = new Array(tariff.slots.size).fill(undefined);
  for (const [, { slot, of }] of tariff.slots) if (of.kind === 'parameter') values[slot] = of.value;
  for (const variable of tariff.needs) {
    const given = variable.source === 'allowance' && quota !== undefined ? quota : factOf(facts, variable.name);
    values[tariff.slots.get(variable.name)!.slot] = variableValue(variable, given);
  }
  return values;
}

const factOf = (facts: Facts, name: string): unknown => (Object.hasOwn(facts, name) ? facts[name] : undefined);

/** One variable's value from what was given, else its default, else undefined. */
export function variableValue(variable: Variable, given: unknown): FormulaValue | undefined {
  const { name, type, source } = variable;
  if (given === undefined || given === null)
    return variable.default === undefined ? undefined : variableValue({ ...variable, default: undefined }, variable.default);
  if (type === 'flag') {
    if (given === true || given === false) return given;
    if (given === 'true' || given === 'false') return given === 'true';
    throw new PricingProblem('pricing.badValue', { variable: name, value: String(given).slice(0, 40) });
  }
  const value = numberOf(given);
  if (value === undefined) throw new PricingProblem('pricing.badValue', { variable: name, value: String(given).slice(0, 40) });
  // Only what a person enters may be a credit; nothing that is counted can be below zero.
  if (value < 0n && source !== 'input' && source !== 'registration') {
    throw new PricingProblem('pricing.negativeValue', { variable: name, value: String(given) });
  }
  return value;
}

// A JSON number such as 68.5 is taken as it is written: up to 15 digits a double prints exactly what was typed.
function numberOf(given: unknown): Decimal | undefined {
  const text = typeof given === 'number' ? String(given) : given;
  if (!isDecimalText(text)) return undefined;
  if (typeof given === 'number' && text.replace(/\D/g, '').length > 15 && !Number.isSafeInteger(given)) return undefined;
  return decimalOf(text);
}

/** Variables the tariff needs and the facts do not give, by name. */
export function missingVariables(tariff: CompiledTariff, values: TariffValues): string[] {
  return tariff.needs.filter(({ name }) => values[tariff.slots.get(name)!.slot] === undefined).map(({ name }) => name);
}
