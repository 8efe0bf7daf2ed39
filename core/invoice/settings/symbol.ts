// Form and symbol of an invoice: 1C26TAA = VAT invoice, with the tax authority's code (C) or without (K), year 26,
// ordinary (T) or from a cash register (M), two letters of the seller's (Circular 91/2026/TT-BTC, annex I).
import { Refusal } from '#kit';

const SYMBOL = /^1[CK]\d{2}[TM][A-Z]{2}$/;

/** Blanks and case as people type them are mended; anything else is refused with what is expected. */
export function symbolOf(typed: string, year: number): string {
  const symbol = typed.replace(/\s+/g, '').toUpperCase();
  if (!SYMBOL.test(symbol)) throw new Refusal('invoice.symbol.malformed', { symbol: typed.slice(0, 20) });
  if (symbol.slice(2, 4) !== String(year).slice(2)) throw new Refusal('invoice.symbol.otherYear', { symbol, year });
  return symbol;
}

/** 10 digits, or 10-3 of a branch, or a person's 12. */
export function isTaxCode(text: string): boolean {
  if (/^\d{12}$/.test(text)) return true;
  if (!/^\d{10}(-\d{3})?$/.test(text)) return false;
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return 10 - (sum % 11) === Number(text[9]);
}
