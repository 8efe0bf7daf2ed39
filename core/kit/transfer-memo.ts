// The memo a payer copies into a transfer: short, plain ASCII, with a check character so that a typo never credits a neighbour.
import { isPeriod, type PeriodText } from './period.ts';

const MEMO_MAX = 25;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'D')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

export interface MemoParts {
  building: string;
  unit: string;
  period: PeriodText;
}

// ISO 7064 MOD 37,36 finds every single typo and nearly all swaps of neighbours.
function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36]!;
}

/** `BLD1 A1203 T112026X`: building, unit, month, check character. Null where the codes leave no room in 25 characters. */
export function transferMemo({ building, unit, period }: MemoParts): string | null {
  if (!isPeriod(period)) return null;
  const [year, month] = period.split('-');
  const words = [plain(building), plain(unit), `T${month}${year}`];
  const memo = `${words.join(' ')}${checkCharacter(words.join(''))}`;
  return words.every(Boolean) && memo.length <= MEMO_MAX ? memo : null;
}

/** Finds a memo in a bank statement's text, which may be upper-cased or prefixed; null where none passes its check. */
export function readTransferMemo(text: string): MemoParts | null {
  const pattern = /(?=\b([A-Z0-9]{1,12}) ([A-Z0-9]{1,12}) (T(\d\d)(\d{4}))([0-9A-Z])(?![A-Z0-9]))/g;
  for (const [, building, unit, stamp, month, year, check] of text.toUpperCase().matchAll(pattern)) {
    const period = `${year}-${month}`;
    if (isPeriod(period) && checkCharacter(`${building}${unit}${stamp}`) === check)
      return { building: building!, unit: unit!, period };
  }
  return null;
}

export interface MemoFound {
  /** Building and unit as one word, `BLD1A1203`: a bank may have dropped the blank between them. */
  place: string;
  period: PeriodText;
}

/**
 * Every memo in a bank's text whose check character holds, however the bank wrote it: lower case, without blanks, with text before
 * and after. `knows` says which words are a building and unit; without it a memo could begin anywhere.
 */
export function findTransferMemos(text: string, knows: (place: string) => boolean): MemoFound[] {
  const found = new Map<string, MemoFound>();
  const whole = plain(text);
  for (const { index, 1: month, 2: year, 3: check } of whole.matchAll(/(?=T(0[1-9]|1[0-2])(2[01]\d\d)([0-9A-Z]))/g)) {
    const stamp = `T${month}${year}`;
    for (let length = 2; length <= Math.min(MEMO_MAX, index); length++) {
      const place = whole.slice(index - length, index);
      if (knows(place) && checkCharacter(place + stamp) === check) found.set(place, { place, period: `${year}-${month}` });
    }
  }
  return [...found.values()];
}

/** A code as a memo writes it: `A-12.03` → `A1203`. */
export const memoWord = plain;
