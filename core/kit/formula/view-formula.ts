// Formulas of grids: the same engine, but a cell may be empty. Null in, null out; `has(x)` asks whether there is a value.
import { type Decimal, decimalOf, isDecimalText, textOf } from '../decimal.ts';
import { asFormulaError } from './compile.ts';
import { compileText, type NameScope } from './compile-tokens.ts';
import { FormulaError } from './formula-error.ts';
import { type NodeValue, nullLift } from './node.ts';

export type ViewFieldType = 'number' | 'boolean' | 'text';
/** What a row holds: decimals as text, safe integers, flags, words, or nothing. */
export type ViewRow = Readonly<Record<string, unknown>>;
/** `fields` are the row's fields; `words` are enum values a text field may be compared with (`state == held`). */
export interface ViewFormulaOptions {
  fields: Readonly<Record<string, ViewFieldType>>;
  words?: readonly string[];
}
export interface ViewFormula {
  text: string;
  names: readonly string[];
  result: ViewFieldType;
  /** Decimal text, flag, word or null. A field that holds nonsense counts as empty; so does a division by zero or overflow. */
  evaluate(row: ViewRow): string | boolean | null;
  /** True only where the formula gives true; for `when`. */
  holds(row: ViewRow): boolean;
}

/** Compiles a `when` or `calc`; throws FormulaError as compileFormula does. There is no `null` to compare with: `has(x)`. */
export function compileViewFormula(text: string, { fields, words = [] }: ViewFormulaOptions): ViewFormula {
  const order = Object.keys(fields);
  const slots = new Map(order.map((name, slot) => [name, { type: fields[name]!, slot }]));
  const scope: NameScope = {
    mode: 'view',
    lift: nullLift,
    slotOf: (name) => slots.get(name),
    isWord: (name) => words.includes(name),
    known: () => order,
  };
  const { node, names } = compileText(text, scope);
  const run = (row: ViewRow): NodeValue => {
    const values: NodeValue[] = [];
    for (const name of names) values[slots.get(name)!.slot] = fieldOf(row, name, fields[name]!);
    try {
      return node.run(values);
    } catch (error) {
      // A calculated cell has no figure here (average of nothing): it stays empty and the grid goes on drawing.
      if (asFormulaError(error) instanceof FormulaError) return null;
      throw error;
    }
  };
  const evaluate = (row: ViewRow): string | boolean | null => {
    const value = run(row);
    return typeof value === 'bigint' ? textOf(value) : value;
  };
  return { text, names, result: node.type, evaluate, holds: (row) => run(row) === true };
}

function fieldOf(row: ViewRow, name: string, type: ViewFieldType): Decimal | boolean | string | null {
  const value = row !== null && row !== undefined && Object.hasOwn(row, name) ? row[name] : null;
  if (type === 'boolean') return typeof value === 'boolean' ? value : null;
  if (type === 'text') return typeof value === 'string' ? value : null;
  return isDecimalText(value) || Number.isSafeInteger(value) ? decimalOf(value as string | number) : null;
}
