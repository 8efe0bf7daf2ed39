// Cells of a meter sheet → rows and findings, each at its cell. Good rows go on. Pure.
import type { Finding } from '#kit';
import { columnLetter } from '#platform/sheet/column-letter';
import { fold } from '#platform/sheet/fold';
import { readDay } from '#platform/sheet/read-day';
import { readNumber } from '../sheet/read-number.ts';
import { columnsByHeading, type MeterColumn, meterColumns } from './meter-columns.ts';

export interface MeterRowRead {
  sheet: string;
  /** As the spreadsheet counts: the first is 1. */
  row: number;
  /** By column; only what was filled in. */
  values: Record<string, string>;
  /** Letter of a column, to point at a cell later. */
  letters: Record<string, string>;
}
const HEADINGS_MIN = 3;
const TEXT_MAX = 60;

export function parseMeters(
  sheets: readonly { name: string; rows: readonly unknown[][] }[],
  today: string,
  serviceOf: (words: string) => string | null,
): { rows: MeterRowRead[]; findings: Finding[] } {
  const byHeading = columnsByHeading();
  const rows: MeterRowRead[] = [];
  const findings: Finding[] = [];
  let headed = false;
  for (const { name, rows: cells } of sheets) {
    const at = cells.findIndex(
      (row) => row.filter((cell) => typeof cell === 'string' && byHeading.has(fold(cell))).length >= HEADINGS_MIN,
    );
    if (at < 0) continue;
    headed = true;
    const columns = cells[at]!.map((cell) => (typeof cell === 'string' ? (byHeading.get(fold(cell)) ?? null) : null));
    const letters = Object.fromEntries(columns.flatMap((column, n) => (column ? [[column.id, columnLetter(n)]] : [])));
    for (let n = at + 1; n < cells.length; n++) {
      if (cells[n]!.every(isEmpty)) continue;
      const read = readRow(cells[n]!, columns, { today, serviceOf });
      const place = { sheet: name, row: n + 1 };
      for (const { code, params, id } of read.wrong)
        findings.push({ code, params, at: { ...place, ...(letters[id] ? { column: letters[id] } : {}) } });
      if (read.wrong.length === 0) rows.push({ ...place, values: read.values, letters });
    }
  }
  if (!headed) findings.push({ code: 'meters.sheet.noHeading', params: {} });
  return { rows, findings };
}

interface Wrong {
  code: string;
  params: Finding['params'];
  id: string;
}
interface Reader {
  today: string;
  serviceOf: (words: string) => string | null;
}
const isEmpty = (cell: unknown): boolean => cell === null || cell === undefined || String(cell).trim() === '';

function readRow(cells: readonly unknown[], columns: readonly (MeterColumn | null)[], reader: Reader) {
  const values: Record<string, string> = {};
  const wrong: Wrong[] = [];
  columns.forEach((column, n) => {
    if (!column || column.told || isEmpty(cells[n])) return;
    const value = readCell(column, cells[n], reader);
    if (value === null)
      wrong.push({
        code: `meters.sheet.bad.${column.kind}`,
        params: { value: String(cells[n]).slice(0, TEXT_MAX) },
        id: column.id,
      });
    else values[column.id] = value;
  });
  for (const column of meterColumns) {
    if (column.needed && values[column.id] === undefined && !wrong.some(({ id }) => id === column.id))
      wrong.push({ code: `meters.sheet.missing.${column.id}`, params: {}, id: column.id });
  }
  return { values, wrong };
}

function readCell({ kind }: MeterColumn, cell: unknown, { today, serviceOf }: Reader): string | null {
  if (kind === 'day') return readDay(cell, today.slice(0, 7));
  const text = String(cell).normalize('NFC').trim();
  if (kind === 'service') return serviceOf(text);
  if (kind === 'text') return text.length <= TEXT_MAX ? text : null;
  const number = readNumber(cell);
  // a number that can be read two ways is no number
  if (number === null || number.or !== undefined) return null;
  if (kind === 'number') return number.value;
  return /^\d{1,2}$/.test(number.value) ? number.value : null;
}
