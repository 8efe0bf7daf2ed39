// What people type or paste into a cell, read strictly: a text with two possible meanings is refused, never guessed.
import { isDay } from '#kit';
import type { Lang } from '../i18n/i18n.ts';

export type Problem = 'grid.notNumber' | 'grid.ambiguous' | 'grid.fraction' | 'grid.notDate' | 'grid.notOption' | 'grid.tooLong';
export type Read = { value: string | boolean | null } | { problem: Problem; text: string };
export interface NumberHints {
  lang: Lang;
  scale: number;
  /** The decimal sign seen elsewhere in the same pasted block, where one cell left no doubt. */
  evidence?: ',' | '.' | null;
  /** Pasted text may come from a program in another language, so the screen's own convention does not settle it. */
  pasted?: boolean;
}

const grouped = (sign: string): RegExp => new RegExp(`^\\d{1,3}(\\${sign}\\d{3})+$`);
const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim();

/** The decimal sign a text proves by itself, or null. */
export function decimalSignOf(raw: string): ',' | '.' | null {
  const text = clean(raw).replace(/^[-+]/, '');
  if (!/^\d[\d.,]*$/.test(text)) return null;
  const comma = text.lastIndexOf(',');
  const dot = text.lastIndexOf('.');
  if (comma >= 0 && dot >= 0) return comma > dot ? ',' : '.';
  const sign = comma >= 0 ? ',' : dot >= 0 ? '.' : null;
  if (!sign) return null;
  if (text.split(sign).length > 2) return sign === ',' ? '.' : ','; // two group signs: the other one is decimal
  return grouped(sign).test(text) && !text.startsWith('0') ? null : sign;
}

/** Decimal text with a dot, null for an empty cell, or the problem. */
export function readNumber(raw: string, { lang, scale, evidence, pasted }: NumberHints): Read {
  const text = clean(raw);
  if (text === '') return { value: null };
  const compact = text
    .replace(/(?<=\d) (?=\d{3}\b)/g, '')
    .replace(/^\+/, '')
    .replace('−', '-');
  const refuse = (problem: Problem): Read => ({ problem, text });
  if (!/^-?\d[\d.,]*$/.test(compact) || compact.length > 24) return refuse('grid.notNumber');
  const own = lang === 'vi' ? ',' : '.';
  const proven = decimalSignOf(compact);
  let sign = proven ?? evidence ?? null;
  if (!sign && /[.,]/.test(compact)) {
    const used = compact.includes(',') ? ',' : '.';
    const looksForeign = used === own && scale === 0; // "1,234" on a Vietnamese screen where fractions make no sense
    if (looksForeign || (pasted && scale > 0)) return refuse('grid.ambiguous');
    sign = own;
  }
  sign ??= own;
  const group = sign === ',' ? '.' : ',';
  const [whole = '', fraction = '', ...more] = compact.replace('-', '').split(sign);
  if (more.length > 0 || fraction.includes(group)) return refuse('grid.notNumber');
  if (whole.includes(group) && !grouped(group).test(whole)) return refuse('grid.notNumber');
  const decimals = fraction.replace(/0+$/, '');
  if (decimals.length > scale) return refuse('grid.fraction');
  const digits = whole.replaceAll(group, '').replace(/^0+(?=\d)/, '');
  if (digits.length > 15) return refuse('grid.notNumber');
  return {
    value: `${compact.startsWith('-') && /[1-9]/.test(digits + decimals) ? '-' : ''}${digits}${decimals ? `.${decimals}` : ''}`,
  };
}

/** 25/11/2026, 25-11, 2511, 25112026 or 2026-11-25; a missing year is the period's. */
export function readDate(raw: string, period: string): Read {
  const text = clean(raw);
  if (text === '') return { value: null };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const local = iso
    ? null
    : (/^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})?$/.exec(text));
  const parts = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3] ?? period.slice(0, 4), local[2], local[1]] : null;
  if (!parts) return { problem: 'grid.notDate', text };
  const [year = '', month = '', day = ''] = parts;
  const value = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(value) ? { value } : { problem: 'grid.notDate', text };
}

export function readText(raw: string, longest = 500): Read {
  const text = clean(raw);
  return text.length > longest ? { problem: 'grid.tooLong', text } : { value: text === '' ? null : text };
}
