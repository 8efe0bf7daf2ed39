// Formulas in expr-eval's syntax, run exactly on Decimal: every value declared, every operation bounded, no way out to the host.
import type { Tier } from '../contract.ts';
import { type Decimal, DecimalError } from '../decimal.ts';
import { compileTiers } from '../tiers.ts';
import { compileText, type NameScope } from './compile-tokens.ts';
import { FormulaError } from './formula-error.ts';
import { exactLift, type Slots } from './node.ts';

export type FormulaType = 'number' | 'boolean';
/** Names a formula may use, all numbers in the list form. */
export type FormulaNames = readonly string[] | Readonly<Record<string, FormulaType>>;
export type FormulaValue = Decimal | boolean;
export interface Formula {
  text: string;
  names: readonly string[]; // names used, in order of appearance
  result: FormulaType;
  /** Runs it; FormulaError where a used name has no value, on division by zero or a value of 10^18 or more. */
  evaluate(values: Readonly<Record<string, FormulaValue>>): FormulaValue;
}
/** `tables` are the tier tables `tiered(quantity, table, limitScale)` may name; `result` is checked if given. */
export interface FormulaOptions {
  names: FormulaNames;
  tables?: Readonly<Record<string, Tier[]>>;
  result?: FormulaType;
}

/**
 * Parses and checks a formula once; throws FormulaError with the character offset. Operators `+ - * / %`, comparisons,
 * `and or not`, `c ? a : b`; functions `min max round(x, places) floor ceil abs if(c, a, b) prorate(amount, part, whole)
 * tiered(quantity, table, limitScale)`. Only the chosen side of a choice runs.
 */
export function compileFormula(text: string, { names, tables, result }: FormulaOptions): Formula {
  const types: Readonly<Record<string, FormulaType>> = isList(names)
    ? Object.fromEntries(names.map((name) => [name, 'number']))
    : names;
  const order = Object.keys(types);
  const slots = new Map(order.map((name, slot) => [name, { type: types[name]!, slot }]));
  const scope: NameScope = {
    mode: 'exact',
    lift: exactLift,
    slotOf: (name) => slots.get(name),
    known: () => order,
    tableOf: (name) => (tables && Object.hasOwn(tables, name) ? compileTiers(tables[name]!) : undefined),
  };
  const compiled = compileExact(text, scope, result);
  const evaluate = (values: Readonly<Record<string, FormulaValue>>): FormulaValue => {
    const row: FormulaValue[] = [];
    for (const name of compiled.names) row[slots.get(name)!.slot] = checked(values, name, types[name]!);
    return compiled.run(row);
  };
  return { text, names: compiled.names, result: compiled.result, evaluate };
}

const isList = (names: FormulaNames): names is readonly string[] => Array.isArray(names);

// A missing value stays undefined: reading it inside the formula is the error, not having it.
function checked(values: Readonly<Record<string, FormulaValue>>, name: string, type: FormulaType): FormulaValue {
  if (!Object.hasOwn(values, name)) return undefined as never;
  const value = values[name]!;
  const actual = typeof value === 'bigint' ? 'number' : typeof value;
  if (actual !== type) throw new FormulaError('formula.wrongType', { expected: type, actual, name });
  return value;
}

/** A formula over slots, for callers that hold their values in an array and run many formulas (the pricer). */
export interface SlotFormula {
  names: readonly string[];
  result: FormulaType;
  run(slots: Slots): FormulaValue;
}

/** Compiles over a scope of slots; `result` is the wanted type. Runtime problems become FormulaError. */
export function compileExact(text: string, scope: NameScope, result?: FormulaType): SlotFormula {
  const { node, names } = compileText(text, scope);
  if (node.type === 'text' || (result && node.type !== result)) {
    throw new FormulaError('formula.wrongResult', { expected: result ?? 'number', actual: node.type }, node.start);
  }
  const run = (slots: Slots): FormulaValue => {
    try {
      return node.run(slots) as FormulaValue;
    } catch (error) {
      throw asFormulaError(error);
    }
  };
  return { names, result: node.type, run };
}

/** A DecimalError inside a formula is the formula's: same meaning, one family of codes. Anything else is a bug and passes. */
export function asFormulaError(error: unknown): unknown {
  if (!(error instanceof DecimalError)) return error;
  if (error.code === 'kit.decimal.divisionByZero') return new FormulaError('formula.divisionByZero');
  return new FormulaError('formula.tooLarge', { value: error.params.value });
}
