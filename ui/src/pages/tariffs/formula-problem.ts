// What is wrong with a formula and at which character, told by the same compiler the server prices with.
import { compileFormula, FormulaError, type FormulaNames, type FormulaType, type Params, type Tier } from '#kit';

export interface FormulaProblem {
  code: string;
  params: Params;
  before: string;
  at: string;
  after: string;
}

export function formulaProblem(
  text: string,
  names: FormulaNames,
  tables: Record<string, Tier[]>,
  result?: FormulaType,
): FormulaProblem | null {
  try {
    compileFormula(text, { names, tables, ...(result ? { result } : {}) });
    return null;
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error; // only what a person can type wrongly is told at the field
    const offset = error.offset ?? text.length;
    return {
      code: error.code,
      params: error.params,
      before: text.slice(0, offset),
      at: text.slice(offset, offset + 1),
      after: text.slice(offset + 1),
    };
  }
}
