// Nodes of the calculation tree: how each figure came about, from the same compiled formulas that made it.

import type { CompiledTariff } from './compile-tariff.ts';
import type { CalcNode, PricedLine } from './contract.ts';
import { type Decimal, textOf } from './decimal.ts';
import type { FormulaValue, SlotFormula } from './formula/compile.ts';
import type { TariffValues } from './tariff-values.ts';

const printed = (value: FormulaValue): string => (typeof value === 'boolean' ? String(value) : textOf(value));

/** A formula with its value and, below it, the value of each name it uses. */
export function formulaNode(
  step: string,
  text: string,
  formula: SlotFormula,
  tariff: CompiledTariff,
  values: TariffValues,
  unit?: string,
): CalcNode {
  const of = formula.names.map((name) => nameNode(name, tariff, values));
  return { step, formula: text, value: printed(formula.run(values)), ...(unit && { unit }), ...(of.length > 0 && { of }) };
}

function nameNode(name: string, tariff: CompiledTariff, values: TariffValues): CalcNode {
  const { slot, of } = tariff.slots.get(name)!;
  const value = values[slot];
  const known = value === undefined ? {} : { value: printed(value) }; // a side that was not taken may lack its value
  if (of.kind === 'variable')
    return { step: 'variable', formula: name, label: of.variable.label, ...known, unit: of.variable.unit };
  if (of.kind === 'line') return { step: 'line', formula: name, label: of.line.label, ...known, unit: 'đ' };
  return { step: 'parameter', formula: name, ...known };
}

/** `50 × 1984 = 99200`, one node per tier row. */
export function tierNodes(line: PricedLine, unit: string): CalcNode[] {
  return (line.tiers ?? []).map((tier) => ({
    step: 'tier',
    formula: `${tier.quantity} * ${tier.unitPrice}`,
    value: String(tier.net),
    unit: 'đ',
    of: [{ step: 'from', value: tier.from, unit }, ...(tier.upTo === null ? [] : [{ step: 'upTo', value: tier.upTo, unit }])],
  }));
}

/** An amount shared by days: the whole amount and the share. */
export function shareNode(whole: Decimal, days: number, of: number): CalcNode {
  return { step: 'share', formula: `${textOf(whole)} * ${days} / ${of}`, value: `${days}`, unit: 'day' };
}
