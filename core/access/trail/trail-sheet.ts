// The trail as .xlsx: one line per row, told in the reader's language.
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import type { Lang } from '../../platform/context.ts';
import { sentence } from '../../platform/i18n.ts';
import type { AuditRow } from '../access.contract.ts';
import type { ToldRow } from './tell-row.ts';

const COLUMNS = { at: 20, user: 24, building: 24, what: 30, subject: 26, text: 90 };
/** Wall clock of Vietnam, as text: a spreadsheet knows no time zones. */
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'medium' });

export function trailSheet(rows: readonly (AuditRow & ToldRow)[], lang: Lang): Promise<Uint8Array> {
  const word = (key: string) => sentence(lang, { code: `audit.${key}`, params: {} });
  const lines = rows.map(({ at, user, building, what, subject, text }): CellValue[] => [
    clock.format(new Date(at)),
    user,
    building,
    what,
    subject,
    text,
  ]);
  const heads = Object.keys(COLUMNS).map((name) => word(`column.${name}`));
  const columns = Object.values(COLUMNS).map((width) => ({ width }));
  return writeXlsx({ sheets: [{ name: word('title'), rows: [heads, ...lines], columns, freezePane: { rows: 1 } }] });
}
