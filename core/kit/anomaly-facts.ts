// The facts anomaly rules see: consumption per day against the mean of the last three real periods.
import type { DecimalText } from './contract.ts';
import { add, type Decimal, decimalOf, mul, mulDiv, roundTo, sub, wholeOf, ZERO } from './decimal.ts';
import { PricingProblem } from './pricing-problem.ts';

export interface PeriodConsumption {
  consumption: DecimalText;
  days: number;
  estimate: boolean;
}
export type AnomalyFacts = {
  deltaTenths: number;
  consumptionZero: boolean;
  historyPeriods: number;
  estimatesInRow: number;
  zerosInRow: number;
};

const BASELINE_PERIODS = 3;
const DELTA_MAX = 1_000_000;

/**
 * `history` is newest first. The mean per day is Σ consumption ÷ Σ days of the last three real periods (`historyPeriods` of them).
 * `deltaTenths` is tenths of a percent, half away from zero, within ±1,000,000 (the cap also stands for "from nothing to something");
 * 0 without history. `estimatesInRow` and `zerosInRow` count months up to and including the current period.
 */
export function anomalyFacts(current: PeriodConsumption, history: readonly PeriodConsumption[]): AnomalyFacts {
  const consumption = decimalOf(current.consumption);
  const real = history.filter(({ estimate }) => !estimate).slice(0, BASELINE_PERIODS);
  const firstReal = [current, ...history].findIndex(({ estimate }) => !estimate);
  const firstUse = [current, ...history].findIndex((period) => decimalOf(period.consumption) !== ZERO);
  return {
    deltaTenths: deltaTenths(consumption, current.days, real),
    consumptionZero: consumption === 0n,
    historyPeriods: real.length,
    estimatesInRow: firstReal < 0 ? history.length + 1 : firstReal,
    zerosInRow: firstUse < 0 ? history.length + 1 : firstUse,
  };
}

function deltaTenths(consumption: Decimal, days: number, real: readonly PeriodConsumption[]): number {
  const baseDays = real.reduce((sum, period) => sum + positive(period.days), 0);
  const base = real.reduce((sum, period) => add(sum, decimalOf(period.consumption)), ZERO);
  if (real.length === 0) return 0;
  // c/d ÷ B/D = c·D ÷ (B·d): compare the products, so that no per-day figure is rounded.
  const now = mul(consumption, decimalOf(baseDays));
  const then = mul(base, decimalOf(positive(days)));
  if (then <= 0n) return now > then ? DELTA_MAX : 0;
  if (now >= mul(then, decimalOf(DELTA_MAX / 1000))) return DELTA_MAX;
  const tenths = Number(wholeOf(roundTo(mulDiv(sub(now, then), decimalOf(1000), then), 0)));
  return Math.max(-DELTA_MAX, Math.min(DELTA_MAX, tenths));
}

function positive(days: number): number {
  if (!Number.isSafeInteger(days) || days < 1) throw new PricingProblem('pricing.badDays', { days });
  return days;
}
