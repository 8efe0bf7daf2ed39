// Amounts in words, as Vietnamese vouchers spell them, and in English. domain.md's table is the test.
import { type Lang, type Vnd, vnd } from './money.ts';

/** `zeroTen`: "linh" (North) or "lẻ" (South) for 105; `thousand`: "nghìn" or "ngàn"; `even`: end in "đồng chẵn" (not for 0). */
export interface WordOptions {
  zeroTen?: 'linh' | 'lẻ';
  thousand?: 'nghìn' | 'ngàn';
  even?: boolean;
}

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const ONES_EN = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const TENS_EN = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const SCALES_EN = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'] as const;
const BILLION = 1_000_000_000;

/** `1005000` → "Một triệu không trăm linh năm nghìn đồng", "One million five thousand dong". Throws on anything but whole đồng. */
export function amountInWords(amount: Vnd, lang: Lang, options: WordOptions = {}): string {
  const magnitude = Math.abs(vnd(amount));
  const words = lang === 'vi' ? vietnamese(magnitude, options) : english(magnitude);
  const sign = amount < 0 ? (lang === 'vi' ? 'âm ' : 'minus ') : '';
  const text = `${sign}${words}`;
  return text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);
}

function vietnamese(magnitude: number, { zeroTen = 'linh', thousand = 'nghìn', even = false }: WordOptions): string {
  if (magnitude === 0) return 'không đồng';
  return `${wholeVi(magnitude, false, zeroTen, thousand)} đồng${even ? ' chẵn' : ''}`;
}

// "tỷ" multiplies what stands before it, itself spelled the same way: 1.500.000.000.000 is "một nghìn năm trăm tỷ".
function wholeVi(value: number, inner: boolean, zeroTen: string, thousand: string): string {
  const billions = Math.floor(value / BILLION);
  const rest = value % BILLION;
  const parts: string[] = [];
  if (billions > 0) parts.push(`${wholeVi(billions, inner, zeroTen, thousand)} tỷ`);
  const groups = [Math.floor(rest / 1_000_000), Math.floor(rest / 1000) % 1000, rest % 1000];
  groups.forEach((group, index) => {
    if (group === 0) return;
    const scale = ['triệu', thousand, ''][index];
    parts.push(`${groupVi(group, inner || parts.length > 0, zeroTen)} ${scale}`.trimEnd());
  });
  return parts.join(' ');
}

// Inside a number a group says its zero hundreds: 1.005 is "một nghìn không trăm linh năm".
function groupVi(group: number, inner: boolean, zeroTen: string): string {
  const hundreds = Math.floor(group / 100);
  const tens = Math.floor(group / 10) % 10;
  const ones = group % 10;
  const words: string[] = [];
  if (hundreds > 0 || inner) words.push(`${DIGITS[hundreds]} trăm`);
  if (tens === 0 && ones > 0 && words.length > 0) words.push(zeroTen);
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(`${DIGITS[tens]} mươi`);
  if (ones > 0) words.push(onesVi(ones, tens));
  return words.join(' ');
}

function onesVi(ones: number, tens: number): string {
  if (ones === 1 && tens > 1) return 'mốt';
  if (ones === 4 && tens > 1) return 'tư';
  if (ones === 5 && tens > 0) return 'lăm';
  return DIGITS[ones]!;
}

function english(magnitude: number): string {
  if (magnitude === 0) return 'zero dong';
  const parts: string[] = [];
  for (let rest = magnitude, scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale++) {
    if (rest % 1000 > 0) parts.unshift(`${groupEn(rest % 1000)} ${SCALES_EN[scale]}`.trimEnd());
  }
  return `${parts.join(' ')} dong`;
}

function groupEn(group: number): string {
  const hundreds = Math.floor(group / 100);
  const rest = group % 100;
  const ones = rest % 10 === 0 ? '' : `-${ONES_EN[rest % 10]}`;
  const words: string[] = [];
  if (hundreds > 0) words.push(`${ONES_EN[hundreds]} hundred`);
  if (rest > 0) words.push(rest < 20 ? ONES_EN[rest]! : `${TENS_EN[Math.floor(rest / 10)]}${ones}`);
  return words.join(' ');
}
