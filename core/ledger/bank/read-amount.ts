// An amount as banks print it: 1.234.567 or 1,234,567.00, with sign, brackets or currency.
import { type Vnd, vnd } from '#kit';

/** Null for an empty cell; undefined for what is no whole amount of đồng. */
export function readAmount(cell: unknown): Vnd | null | undefined {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? vnd(cell) : undefined;
  if (typeof cell !== 'string') return undefined;
  let text = cell.normalize('NFKC').replace(/[\s\u00a0'’]|vnd|vnđ|đồng|₫|đ$/giu, '');
  if (text === '' || /^[-–—]+$/.test(text)) return null;
  const negative = /^\(.*\)$/.test(text) || /^[-–−]/.test(text) || /[-–−]$/.test(text);
  text = text.replace(/^[(+–−-]+|[)+–−-]+$/g, '');
  const whole = wholeOf(text);
  if (whole === null) return undefined;
  const value = Number(whole);
  return Number.isSafeInteger(value) ? vnd(negative && value !== 0 ? -value : value) : undefined;
}

/** Digits of the whole part; null where the text is no number, its groups are not of three, or its decimals are not zero. */
function wholeOf(text: string): string | null {
  if (!/^\d[\d.,]*$/.test(text)) return null;
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  if (last < 0) return text;
  const mark = text[last]!;
  const head = text.slice(0, last);
  const tail = text.slice(last + 1);
  const other = mark === '.' ? ',' : '.';
  // a mark that stands once with other than three digits behind it, or behind marks of the other kind, is the decimal mark
  const isDecimal = !head.includes(mark) && (head.includes(other) || tail.length !== 3);
  if (isDecimal) return /^0{0,4}$/.test(tail) ? groupsOf(head, other) : null;
  return head.includes(other) ? null : groupsOf(text, mark);
}

function groupsOf(text: string, mark: string): string | null {
  const [first, ...rest] = text.split(mark);
  if (rest.length > 0 && (first!.length > 3 || rest.some((group) => group.length !== 3))) return null;
  const digits = [first, ...rest].join('');
  return /^\d+$/.test(digits) ? digits : null;
}
