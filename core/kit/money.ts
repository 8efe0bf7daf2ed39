// Money: whole đồng as safe integers, and the one function that rounds to them.
import { type Decimal, roundTo, textOf, wholeOf } from './decimal.ts';

/** Whole đồng, a safe integer; negative for credits. */
export type Vnd = number;

/** An amount that is not a whole number of đồng within ±(2^53 − 1). */
export class MoneyError extends Error {
  readonly code = 'kit.money.notWhole';
  readonly params: { value: string };
  constructor(value: unknown) {
    super(`kit.money.notWhole ${String(value)}`);
    this.name = 'MoneyError';
    this.params = { value: String(value) };
  }
}

/** Guards every border money crosses; also turns -0 into 0. */
export function vnd(value: number): Vnd {
  if (!Number.isSafeInteger(value)) throw new MoneyError(value);
  return value === 0 ? 0 : value;
}

/** The one money rounding: half away from zero to whole đồng (domain rule: each printed line, and VAT once per rate). */
export function roundVnd(value: Decimal): Vnd {
  return vnd(Number(wholeOf(roundTo(value, 0))));
}

/** Sum of đồng; refuses to leave the safe range. */
export function sumVnd(amounts: Iterable<Vnd>): Vnd {
  let sum = 0;
  for (const amount of amounts) sum = vnd(sum + vnd(amount));
  return sum;
}

export type Lang = 'vi' | 'en';
const SEPARATORS = { vi: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const;

function groupDigits(digits: string, group: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, group);
}

/** `1.234.567` in Vietnamese, `1,234,567` in English; no currency sign. */
export function formatVnd(amount: Vnd, lang: Lang): string {
  const text = String(Math.abs(vnd(amount)));
  return `${amount < 0 ? '-' : ''}${groupDigits(text, SEPARATORS[lang].group)}`;
}

/** A decimal for people: `2.204,0655` or `2,204.0655`; with `places` exactly so many decimals. */
export function formatDecimal(value: Decimal, lang: Lang, places?: number): string {
  const [whole = '0', decimals] = textOf(value, places).replace('-', '').split('.');
  const sign = value < 0n && textOf(value, places).startsWith('-') ? '-' : '';
  return `${sign}${groupDigits(whole, SEPARATORS[lang].group)}${decimals ? SEPARATORS[lang].decimal + decimals : ''}`;
}
