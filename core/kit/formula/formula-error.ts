// A formula that may not run, or could not: code, params and the character it happened at.
import type { Params } from '../findings.ts';

export type FormulaErrorCode =
  | 'formula.empty'
  | 'formula.tooLong'
  | 'formula.badCharacter'
  | 'formula.tooDeep'
  | 'formula.tooManyTokens'
  | 'formula.badLiteral'
  | 'formula.syntax'
  | 'formula.unknownName'
  | 'formula.unknownFunction'
  | 'formula.wrongArguments'
  | 'formula.notAllowed'
  | 'formula.wrongType'
  | 'formula.wrongResult'
  | 'formula.missingValue'
  | 'formula.divisionByZero'
  | 'formula.tooLarge'
  | 'formula.badPlaces'
  | 'formula.badQuantity';

/** `offset` is 0-based in the source; absent where the problem has no single place (a value too large, say). */
export class FormulaError extends Error {
  readonly code: FormulaErrorCode;
  readonly params: Params;
  readonly offset: number | undefined;
  constructor(code: FormulaErrorCode, params: Params = {}, offset?: number) {
    super(`${code} ${JSON.stringify(params)}${offset === undefined ? '' : ` at ${offset}`}`);
    this.name = 'FormulaError';
    this.code = code;
    this.params = params;
    this.offset = offset;
  }
}
