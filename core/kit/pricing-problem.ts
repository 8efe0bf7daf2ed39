// Why a charge cannot be priced.
import { DecimalError } from './decimal.ts';
import { type Finding, type Params, Refusal } from './findings.ts';
import { FormulaError } from './formula/formula-error.ts';
import { MoneyError } from './money.ts';

/** A charge that cannot be priced: park the unit with this code and these params. Never priced as zero instead. */
export class PricingProblem extends Refusal {
  constructor(code: string, params: Params = {}, findings: Finding[] = []) {
    super(code, params, 422, findings);
    this.name = 'PricingProblem';
  }
}

// What can go wrong while a compiled formula runs; each has its sentence with the line's name.
const RUNTIME = new Set(['divisionByZero', 'tooLarge', 'badPlaces', 'badQuantity']);

/** A problem of figures or formulas inside a line, as the line's; anything else is a bug and passes unchanged. */
export function asPricingProblem(error: unknown, line: string): unknown {
  if (error instanceof MoneyError) return new PricingProblem('pricing.tooLarge', { line });
  if (!(error instanceof FormulaError || error instanceof DecimalError)) return error;
  const last = error.code.slice(error.code.lastIndexOf('.') + 1);
  return RUNTIME.has(last)
    ? new PricingProblem(`pricing.${last}`, { line })
    : new PricingProblem('pricing.badFormula', { line, reason: error.code });
}
