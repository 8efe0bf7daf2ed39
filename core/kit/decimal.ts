// Exact decimals: a bigint scaled by 10^12. Every operation rounds half away from zero at 10^-12 and stays below 10^18.

declare const decimalBrand: unique symbol;
/** Exact decimal, scaled by 10^12, |value| < 10^18. Made by `decimalOf` only; printed by `textOf`. */
export type Decimal = bigint & { readonly [decimalBrand]: true };

const PLACES = 12;
const SCALE = 10n ** 12n;
const LIMIT = 10n ** 30n;
const DECIMAL_TEXT = /^-?\d{1,18}(\.\d{1,12})?$/;
const POWERS = Array.from({ length: PLACES + 18 }, (_, n) => 10n ** BigInt(n)); // a power costs more than all else of a rounding

export type DecimalErrorCode = 'kit.decimal.malformed' | 'kit.decimal.tooLarge' | 'kit.decimal.divisionByZero';
/** A number that cannot be held exactly: malformed text, |value| ≥ 10^18, or division by zero. */
export class DecimalError extends Error {
  readonly code: DecimalErrorCode;
  readonly params: { value: string };
  constructor(code: DecimalErrorCode, value: string) {
    super(`${code} ${value}`);
    this.name = 'DecimalError';
    this.code = code;
    this.params = { value };
  }
}

function bounded(scaled: bigint): Decimal {
  if (scaled >= LIMIT || scaled <= -LIMIT) throw new DecimalError('kit.decimal.tooLarge', `${scaled / SCALE}`);
  return scaled as Decimal;
}

// Half away from zero for either sign; the divisor is positive.
function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  return dividend >= 0n ? (2n * dividend + divisor) / (2n * divisor) : -((divisor - 2n * dividend) / (2n * divisor));
}

/** Reads `"2204.0655"`, a safe integer or a bigint. No exponent, grouping, sign `+` or blanks; else `kit.decimal.malformed`. */
export function decimalOf(value: string | number | bigint): Decimal {
  if (typeof value === 'bigint') return bounded(value * SCALE);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new DecimalError('kit.decimal.malformed', String(value));
    return (BigInt(value) * SCALE) as Decimal;
  }
  if (typeof value !== 'string' || !DECIMAL_TEXT.test(value))
    throw new DecimalError('kit.decimal.malformed', String(value).slice(0, 60));
  const dot = value.indexOf('.');
  if (dot < 0) return bounded(BigInt(value) * SCALE);
  const decimals = value.length - dot - 1;
  return bounded(BigInt(value.slice(0, dot) + value.slice(dot + 1)) * POWERS[PLACES - decimals]!);
}

/** True where `decimalOf` would accept the text. */
export function isDecimalText(text: unknown): text is string {
  return typeof text === 'string' && DECIMAL_TEXT.test(text);
}

/** Shortest text (`"0.05"`), or exactly `places` decimals rounded half away from zero (`textOf(x, 2)` → `"0.05"`). */
export function textOf(value: Decimal, places?: number): string {
  const exact: bigint = places === undefined ? value : roundTo(value, places);
  if (!places && exact % SCALE === 0n) return (exact / SCALE).toString(); // most figures
  const magnitude = exact < 0n ? -exact : exact;
  const whole = magnitude / SCALE;
  const rest = magnitude % SCALE;
  let decimals = rest === 0n && !places ? '' : rest.toString().padStart(PLACES, '0');
  decimals = places === undefined ? decimals.replace(/0+$/, '') : decimals.slice(0, Math.max(places, 0));
  return `${exact < 0n ? '-' : ''}${whole}${decimals ? `.${decimals}` : ''}`;
}

export const ZERO = 0n as Decimal;
export const ONE = SCALE as Decimal;
export const add = (a: Decimal, b: Decimal): Decimal => bounded(a + b);
export const sub = (a: Decimal, b: Decimal): Decimal => bounded(a - b);
export const negate = (a: Decimal): Decimal => -a as Decimal;
export const mul = (a: Decimal, b: Decimal): Decimal => bounded(divideHalfUp(a * b, SCALE));
/** Quotient at 10^-12; `kit.decimal.divisionByZero` where b is zero. */
export function div(a: Decimal, b: Decimal): Decimal {
  if (b === 0n) throw new DecimalError('kit.decimal.divisionByZero', textOf(a));
  return bounded(b > 0n ? divideHalfUp(a * SCALE, b) : divideHalfUp(-a * SCALE, -b));
}
/** a × b ÷ c with one rounding only, so that `mulDiv(x, 1, 3)` three times is x to the last đồng. */
export function mulDiv(a: Decimal, b: Decimal, c: Decimal): Decimal {
  if (c === 0n) throw new DecimalError('kit.decimal.divisionByZero', textOf(a));
  return bounded(c > 0n ? divideHalfUp(a * b, c) : divideHalfUp(-a * b, -c));
}
/** Remainder with the sign of a, as in JavaScript. */
export function mod(a: Decimal, b: Decimal): Decimal {
  if (b === 0n) throw new DecimalError('kit.decimal.divisionByZero', textOf(a));
  return (a % b) as Decimal;
}
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);
export const minOf = (a: Decimal, b: Decimal): Decimal => (a < b ? a : b);
export const maxOf = (a: Decimal, b: Decimal): Decimal => (a > b ? a : b);

/** Rounds half away from zero to 0…12 decimals, or to tens, hundreds, … with negative places down to -17. */
export function roundTo(value: Decimal, places = 0): Decimal {
  if (!Number.isInteger(places) || places > PLACES || places < -17)
    throw new DecimalError('kit.decimal.malformed', String(places));
  if (places === PLACES) return value;
  const step = POWERS[PLACES - places]!;
  return bounded(divideHalfUp(value, step) * step);
}
/** Largest whole number ≤ value. */
export function floor(value: Decimal): Decimal {
  const rest = value % SCALE;
  return bounded(value - rest - (rest < 0n ? SCALE : 0n));
}
/** Smallest whole number ≥ value. */
export const ceil = (value: Decimal): Decimal => negate(floor(negate(value)));
/** The whole number a Decimal is, as a bigint; `kit.decimal.malformed` where it has a fraction. */
export function wholeOf(value: Decimal): bigint {
  if (value % SCALE !== 0n) throw new DecimalError('kit.decimal.malformed', textOf(value));
  return value / SCALE;
}
