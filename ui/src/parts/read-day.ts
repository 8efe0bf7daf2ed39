// Days and months as people type them, and back.
import { isPeriod } from '#kit';
import { formatDate } from '../format/numbers.ts';
import { readDate } from '../grid/read-text.ts';

export type Grain = 'day' | 'month';

/** ISO text, empty for nothing typed, null for what is no day or month. A missing year is that of `today` (ISO). */
export function readDay(raw: string, grain: Grain, today: string): string | null {
  if (grain === 'month') return readMonth(raw.normalize('NFC').trim());
  const read = readDate(raw, today.slice(0, 7));
  if ('problem' in read) return null;
  return read.value === null ? '' : String(read.value);
}

function readMonth(text: string): string | null {
  if (text === '') return '';
  const iso = /^(\d{4})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? /^(\d{2})(\d{4})$/.exec(text);
  const [year, month] = iso ? [iso[1]!, iso[2]!] : local ? [local[2]!, local[1]!] : ['', ''];
  const period = `${year}-${month.padStart(2, '0')}`;
  return isPeriod(period) ? period : null;
}

/** 2026-12-25 → 25/12/2026, 2026-12 → 12/2026; anything else as it is. */
export function showDay(iso: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(iso)) return formatDate(iso);
  return /^\d{4}-\d\d$/.test(iso) ? iso.split('-').reverse().join('/') : iso;
}
