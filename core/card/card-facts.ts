// What a plugin's guards and fee formulas know about a card: its form, and what core counts for it.
import { type CardPlugin, daysBetween, decimalOf, type FormulaValue, isDecimalText, type RuleFacts, textOf } from '#kit';
import type { CardSnapshot } from './card.contract.ts';

/** `ordinal`: the how-manieth of its service in the unit, oldest first; `cardsInUnit`: how many others of it bill there. */
export interface CardCounts {
  ordinal: number;
  cardsInUnit: number;
  months: number;
  quantity: number;
  /** Only where the plugin asks for them. */
  debt?: number;
  daysOverdue?: number;
  on: string;
}

/** Values by name of the declared variables; what nobody knows is left out, so that a formula or guard says it is missing. */
export function cardFacts(plugin: CardPlugin, card: CardSnapshot, counts: CardCounts): Record<string, FormulaValue> {
  const counted: Record<string, number | undefined> = {
    ordinal: counts.ordinal,
    cardsInUnit: counts.cardsInUnit,
    months: counts.months,
    daysLeft: card.validTo === null ? undefined : daysBetween(counts.on, card.validTo),
    deposit: card.deposit,
    quantity: counts.quantity,
    debt: counts.debt,
    daysOverdue: counts.daysOverdue,
  };
  const facts: Record<string, FormulaValue> = {};
  for (const { name, source, type, default: fallback } of plugin.variables) {
    const value = source === 'card' ? counted[name] : source === 'registration' ? card.fields[name] : undefined;
    const known = value ?? fallback;
    if (known === undefined) continue;
    if (type === 'flag') facts[name] = known === true || known === 'true';
    else if (typeof known === 'number' || isDecimalText(known)) facts[name] = decimalOf(known as string | number);
  }
  return facts;
}

/** The same for json-rules-engine, which compares plain numbers. */
export const ruleFactsOf = (facts: Readonly<Record<string, FormulaValue>>): RuleFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === 'bigint' ? Number(textOf(value)) : value]),
  );
