// Numbers and dates as people here write them. Decimal text goes to Intl as text, so no digit is lost on the way to the screen.
type Lang = 'vi' | 'en';

const locales: Record<Lang, string> = { vi: 'vi-VN', en: 'en-US' };
const formats = new Map<string, Intl.NumberFormat>();
const months: Record<Lang, Intl.DateTimeFormat> = {
  vi: new Intl.DateTimeFormat('vi-VN', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
};

/** Decimal text or whole number; `scale` fixes the most decimals shown (12 unless told), `signed` writes + before gains. */
export function formatNumber(value: string | number, lang: Lang, scale = 12, signed = false): string {
  const key = `${lang}${scale}${signed}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locales[lang], { maximumFractionDigits: scale, signDisplay: signed ? 'exceptZero' : 'auto' });
    formats.set(key, format);
  }
  return format.format(value as Intl.StringNumericLiteral);
}
export const formatPercent = (value: string | number, lang: Lang, scale = 0): string =>
  `${formatNumber(value, lang, scale, true)}%`;
/** 2026-11-20 → 20/11/2026; `short` leaves the year out. */
export function formatDate(iso: string, short = false): string {
  const [year, month, day] = iso.slice(0, 10).split('-');
  return short ? `${day}/${month}` : `${day}/${month}/${year}`;
}
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' });
/** An instant (ISO 8601) by the clock of Vietnam: 25/11/2026 17:05. */
export function formatMoment(iso: string): string {
  const [day, time] = clock.format(new Date(iso)).split(' ');
  return `${formatDate(day!)} ${time}`;
}
/** 2026-11 → "tháng 11, 2026" / "November 2026". */
export function formatPeriod(period: string, lang: Lang): string {
  const [year, month] = period.split('-');
  return months[lang].format(Date.UTC(Number(year), Number(month) - 1, 1)).replace(' năm ', ', ');
}
/** Where two amounts stand to each other, in whole percent; null where there is nothing to compare with. */
export const changePercent = (now: number, before: number | null): number | null =>
  before === null || before === 0 ? null : Math.round(((now - before) * 100) / before);
