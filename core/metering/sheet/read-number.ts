// A number cell as exact decimal text: a spreadsheet number, or text in Vietnamese or English writing.
import type { DecimalText } from '#kit';

/** `value`; `or` is the other way to read it where the separator can be both: `1.234` is 1234 or 1.234. */
export type NumberCell = { value: DecimalText; or?: DecimalText };

const GROUPED = /^\d{1,3}(?:([.,\s'])\d{3})(?:\1\d{3})*$/;

/** null where it is no number at all. Never guesses: what can be read two ways says so. */
export function readNumber(cell: unknown): NumberCell | null {
  if (typeof cell === 'number') return ofSpreadsheet(cell);
  if (typeof cell !== 'string') return null;
  const text = cell
    .normalize('NFKC')
    .replace(/\u00a0/g, ' ')
    .trim();
  const sign = /^[-−]/.test(text) ? '-' : '';
  const digits = text.replace(/^[-−+]\s*/, '');
  if (/^\d{1,15}$/.test(digits)) return { value: trimmed(sign + digits) };
  const separators = digits.replace(/\d/g, '');
  const last = separators.at(-1);
  if (last === undefined || !/^[\d.,\s']{1,30}$/.test(digits)) return null;
  const at = digits.lastIndexOf(last);
  const head = digits.slice(0, at);
  const tail = digits.slice(at + 1);
  if (GROUPED.test(digits)) {
    const whole = trimmed(sign + digits.replace(/\D/g, ''));
    const couldBeFraction = separators.length === 1 && (last === ',' || last === '.') && !/^0+$/.test(head);
    if (couldBeFraction) return { value: whole, or: trimmed(`${sign}${head}.${tail}`) };
    return /^0+$/.test(head) ? fractionOf(sign, head, tail, last) : { value: whole };
  }
  if (!/^\d+$/.test(tail) || separators.slice(0, -1).includes(last)) return null;
  if (!/^\d+$/.test(head) && !GROUPED.test(head)) return null;
  return fractionOf(sign, head, tail, last);
}

function fractionOf(sign: string, head: string, tail: string, separator: string): NumberCell | null {
  if (separator !== ',' && separator !== '.') return null;
  if (tail.length > 12) return null;
  return { value: trimmed(`${sign}${head.replace(/\D/g, '')}.${tail}`) };
}

// A spreadsheet shows and keeps 15 digits; what lies behind them is binary dust (0.1 + 0.2).
function ofSpreadsheet(value: number): NumberCell | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  if (Number.isInteger(value)) return { value: String(value) };
  const text = String(Number(value.toPrecision(15)));
  return /^-?\d+(\.\d{1,12})?$/.test(text) ? { value: text } : null;
}

function trimmed(text: string): DecimalText {
  const [whole = '', fraction = ''] = text.replace(/^(-?)0+(?=\d)/, '$1').split('.');
  const rest = fraction.replace(/0+$/, '');
  return rest === '' ? (whole === '-0' ? '0' : whole) : `${whole}.${rest}`;
}
