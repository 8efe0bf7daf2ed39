// What a master meter counted beyond its sub-meters, shared among the units: exact, and the parts are the whole. Pure.
import { add, compare, type Decimal, type DecimalText, decimalOf, mulDiv, roundTo, sub, textOf, ZERO } from '#kit';

export type LossPolicy = 'absorb' | 'proportional' | 'equal';
export interface SubUse {
  unitId: number;
  /** By register, after multiplier and replacement. */
  registers: Record<string, DecimalText>;
}
export interface SharedLoss {
  subs: DecimalText;
  loss: DecimalText;
  /** By unit and register. */
  shares: Map<number, Record<string, DecimalText>>;
}
export type LossProblem = 'nothingToShareBy' | 'belowZero';
const DECIMALS = 3;

/**
 * Proportional to what each unit used, or the same for each. Parts have 3 decimals, more only where the loss itself has; what rounding
 * leaves goes to the largest remainders. A master that counted less than its sub-meters gives back the same way, but nobody falls below zero.
 */
export function shareLoss(
  policy: 'proportional' | 'equal',
  master: DecimalText,
  units: readonly SubUse[],
): SharedLoss | { problem: LossProblem; loss: DecimalText } {
  const used = units.map(({ registers }) => sumOf(Object.values(registers)));
  const subs = used.reduce(add, ZERO);
  const loss = sub(decimalOf(master), subs);
  const told = { subs: textOf(subs), loss: textOf(loss) };
  if (loss === ZERO) return { ...told, shares: new Map() };
  const weights = policy === 'equal' ? units.map(() => decimalOf(1)) : used;
  const whole = weights.reduce(add, ZERO);
  if (whole === ZERO) return { problem: 'nothingToShareBy', loss: told.loss };
  const parts = inParts(loss, weights);
  if (parts.some((part, n) => add(part, used[n]!) < ZERO)) return { problem: 'belowZero', loss: told.loss };
  const shares = new Map(units.map(({ unitId, registers }, n) => [unitId, byRegister(parts[n]!, registers)]));
  return { ...told, shares };
}

function byRegister(part: Decimal, registers: Record<string, DecimalText>): Record<string, DecimalText> {
  const names = Object.keys(registers);
  const used = names.map((name) => decimalOf(registers[name]!));
  const weights = used.some((each) => each > ZERO) ? used : used.map((_, n) => decimalOf(n === 0 ? 1 : 0));
  const parts = inParts(part, weights);
  return Object.fromEntries(names.map((name, n) => [name, textOf(parts[n]!)]));
}

/** Largest remainder: every part is its exact share cut to the step, the steps left over go where most was cut. */
function inParts(amount: Decimal, weights: readonly Decimal[]): Decimal[] {
  const sign = amount < ZERO ? -1n : 1n;
  const step = stepOf(amount);
  const steps = (amount * sign) / step;
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  const exact = weights.map((weight) => ({ floor: (steps * weight) / whole, rest: (steps * weight) % whole }));
  let left = steps - exact.reduce((sum, { floor }) => sum + floor, 0n);
  const order = exact
    .map((_, n) => n)
    .sort((a, b) => (exact[b]!.rest > exact[a]!.rest ? 1 : exact[b]!.rest < exact[a]!.rest ? -1 : a - b));
  const more = new Set<number>();
  for (const n of order) {
    if (left === 0n) break;
    more.add(n);
    left -= 1n;
  }
  return exact.map(({ floor }, n) => ((floor + (more.has(n) ? 1n : 0n)) * step * sign) as Decimal);
}

// 10^-3, or as fine as the amount itself
function stepOf(amount: Decimal): bigint {
  for (let decimals = DECIMALS; ; decimals++) {
    if (roundTo(amount, decimals) === amount) return decimalOf(`0.${'0'.repeat(decimals - 1)}1`);
  }
}

const sumOf = (texts: readonly DecimalText[]): Decimal => texts.reduce((sum, text) => add(sum, decimalOf(text)), ZERO);

/** Loss ÷ master in percent, one decimal; null where the master counted nothing. */
export function lossPercent(loss: DecimalText, master: DecimalText): DecimalText | null {
  if (compare(decimalOf(master), ZERO) <= 0) return null;
  return textOf(roundTo(mulDiv(decimalOf(loss), decimalOf(100), decimalOf(master)), 1));
}
