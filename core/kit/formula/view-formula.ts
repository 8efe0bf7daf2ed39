// Formulas of grids: the same engine, but a cell may be empty. Null in, null out; `has(x)` asks whether there is a value.

export type ViewFieldType = 'number' | 'boolean' | 'text';
/** What a row holds: decimals as text, safe integers, flags, words, or nothing. */
export type ViewRow = Readonly<Record<string, unknown>>;
/** `fields` are the row's fields; `words` are enum values a text field may be compared with (`state == held`). */
export interface ViewFormulaOptions { fields: Readonly<Record<string, ViewFieldType>>; words?: readonly string[] }
export interface ViewFormula {
  text: string;
  names: readonly string[];
  result: ViewFieldType;
  /** Decimal text, boolean, word or null; a row's nonsense (a letter in a number field) counts as empty, an overflow too. */
  evaluate(row: ViewRow): string | boolean | null;
  /** True only where the formula gives true; for `when`. */
  holds(row: ViewRow): boolean;
}
/** Compiles a `when` or `calc`; throws FormulaError as compileFormula does. */
export declare function compileViewFormula(text: string, options: ViewFormulaOptions): ViewFormula;
