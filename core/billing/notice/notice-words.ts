// The words of a notice in one language, and how it writes numbers and days.
import {
  type DecimalText,
  decimalOf,
  formatDecimal,
  formatVnd,
  type Lang,
  type Localized,
  mul,
  type Params,
  type Vnd,
} from '#kit';
import { sentence } from '#platform/i18n';

export interface NoticeWords {
  lang: Lang;
  say(key: string, params?: Params): string; // a key of locales/{vi,en}/notice.json
  of(words: Localized): string;
  money(amount: Vnd): string;
  number(value: DecimalText): string;
  percent(rate: DecimalText): string; // "0.08" → "8"
  day(day: string): string; // 25/11/2026, in both languages
}

export function noticeWords(lang: Lang): NoticeWords {
  const number = (value: DecimalText): string => formatDecimal(decimalOf(value), lang);
  return {
    lang,
    say: (key, params = {}) => sentence(lang, { code: `notice.${key}`, params }),
    of: (words) => words[lang],
    money: (amount) => formatVnd(amount, lang),
    number,
    percent: (rate) => formatDecimal(mul(decimalOf(rate), decimalOf(100)), lang),
    day: (day) => day.split('-').reverse().join('/'),
  };
}
