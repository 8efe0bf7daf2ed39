// Formulas in expr-eval's syntax, run exactly on Decimal.
import type { Tier } from '../contract.ts';
import type { Decimal } from '../decimal.ts';

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
export interface FormulaOptions { names: FormulaNames; tables?: Readonly<Record<string, Tier[]>>; result?: FormulaType }
/** Parses and checks a formula once; throws FormulaError with the character offset. */
export declare function compileFormula(text: string, options: FormulaOptions): Formula;
