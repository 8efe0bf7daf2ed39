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

/** A problem of figures or formulas inside a line, as the line's; anything else is a bug and passes unchanged. */
export function asPricingProblem(error: unknown, line: string): unknown {
  if (error instanceof FormulaError || error instanceof DecimalError || error instanceof MoneyError) {
    return new PricingProblem(error.code, { ...error.params, line });
  }
  return error;
}
