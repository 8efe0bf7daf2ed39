// A sheet that came back from the provider → numbers by our key, each with its cell. Rows without a number wait on.
import type { Finding } from '#kit';
import { languages } from '#platform/i18n';
import { columnLetter } from '#platform/sheet/column-letter';
import { fold } from '#platform/sheet/fold';
import { readDay } from '#platform/sheet/read-day';
import type { ReturnedNumber } from '../invoice.contract.ts';
import { headingOf } from './invoice-sheet.ts';

const FIELDS = ['key', 'number', 'symbol', 'signedOn', 'code', 'link'] as const;
type Field = (typeof FIELDS)[number];
/** What providers call them; folded. */
const OTHER_NAMES: Record<string, Field> = {
  fkey: 'key',
  'so hd': 'number',
  'so hoa don': 'number',
  'invoice no': 'number',
  'ky hieu': 'symbol',
  'ngay ky': 'signedOn',
  'ngay hoa don': 'signedOn',
  'ma cqt': 'code',
  'ma co quan thue': 'code',
  'link tra cuu': 'link',
};
export interface ReturnedRow extends ReturnedNumber {
  at: { sheet: string; row: number; column: string };
}

export function parseReturned(
  sheets: readonly { name: string; rows: readonly unknown[][] }[],
  today: string,
): { rows: ReturnedRow[]; findings: Finding[] } {
  const names = new Map(Object.entries(OTHER_NAMES));
  for (const lang of languages) for (const field of FIELDS) names.set(fold(headingOf(field, lang)), field);
  const rows: ReturnedRow[] = [];
  const findings: Finding[] = [];
  let headed = false;
  for (const { name: sheet, rows: cells } of sheets) {
    const fieldOf = (cell: unknown) => (typeof cell === 'string' ? names.get(fold(cell)) : undefined);
    const at = cells.findIndex((row) => ['key', 'number'].every((field) => row.some((cell) => fieldOf(cell) === field)));
    if (at < 0) continue;
    headed = true;
    // the last column of a name counts: our own sheet has the invoice's date before the day it was signed
    const columns = new Map(cells[at]!.flatMap((cell, n) => (fieldOf(cell) ? [[fieldOf(cell)!, n] as const] : [])));
    for (let n = at + 1; n < cells.length; n++) readRow(sheet, n, cells[n]!, columns, today, rows, findings);
  }
  if (!headed) findings.push({ code: 'invoice.back.noHeading', params: {} });
  return { rows, findings };
}

function readRow(
  sheet: string,
  n: number,
  cells: readonly unknown[],
  columns: ReadonlyMap<Field, number>,
  today: string,
  rows: ReturnedRow[],
  findings: Finding[],
): void {
  const text = (field: Field): string => {
    const cell = cells[columns.get(field) ?? -1];
    return cell === null || cell === undefined ? '' : String(cell).normalize('NFC').trim();
  };
  const key = text('key');
  const typed = text('number');
  if (key === '' || typed === '') return; // not numbered yet
  const at = { sheet, row: n + 1, column: columnLetter(columns.get('number')!) };
  const number = /^\d{1,8}$/.test(typed) ? Number(typed) : 0;
  if (number < 1) {
    findings.push({ code: 'invoice.back.number', params: { key, number: typed.slice(0, 40) }, at });
    return;
  }
  const day = cells[columns.get('signedOn') ?? -1];
  const signedOn = day === null || day === undefined || day === '' ? null : readDay(day, today.slice(0, 7));
  if (day && signedOn === null) {
    const column = columnLetter(columns.get('signedOn')!);
    findings.push({ code: 'invoice.back.day', params: { key, day: String(day).slice(0, 40) }, at: { ...at, column } });
    return;
  }
  const optional = { ...(signedOn ? { signedOn } : {}), ...(text('code') ? { code: text('code') } : {}) };
  const more = { ...(text('symbol') ? { symbol: text('symbol') } : {}), ...(text('link') ? { link: text('link') } : {}) };
  rows.push({ key, number, ...optional, ...more, at });
}
