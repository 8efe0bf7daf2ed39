// Cells of a card sheet → rows and findings, each at its cell. Good rows go on.
import type { CardPlugin, Finding } from '#kit';
import { columnLetter } from '#platform/sheet/column-letter';
import { fold } from '#platform/sheet/fold';
import { readDay } from '#platform/sheet/read-day';
import { type CardColumn, columnByHeading } from './card-columns.ts';

export interface CardRowRead {
  sheet: string;
  /** As the spreadsheet counts: the first is 1. */
  row: number;
  number: string | null;
  unit: string;
  holder: string;
  fields: Record<string, unknown>;
  validFrom: string | null;
  validTo: string | null;
  months: number | null;
  paidThrough: string | null;
  document: string | null;
  /** Which card it is, from an exported sheet. */
  id: number | null;
  /** The state as the sheet tells it. */
  state: string | null;
  /** Letter of a column, to point at a cell later. */
  letters: Record<string, string>;
}
const HEADINGS_MIN = 2;
const YES = new Set(['x', 'co', 'yes', 'y', 'true', '1', 'dung']);
const NO = new Set(['khong', 'no', 'n', 'false', '0', 'sai']);

export function parseCards(
  plugin: CardPlugin,
  sheets: readonly { name: string; rows: readonly unknown[][] }[],
  today: string,
): { rows: CardRowRead[]; findings: Finding[] } {
  const byHeading = columnByHeading(plugin);
  const rows: CardRowRead[] = [];
  const findings: Finding[] = [];
  let headed = false;
  for (const { name, rows: cells } of sheets) {
    const at = cells.findIndex(
      (row) => row.filter((cell) => typeof cell === 'string' && byHeading.has(fold(cell))).length >= HEADINGS_MIN,
    );
    if (at < 0) continue;
    headed = true;
    const columns = cells[at]!.map((cell) => (typeof cell === 'string' ? (byHeading.get(fold(cell)) ?? null) : null));
    for (let n = at + 1; n < cells.length; n++) {
      const row = cells[n]!;
      if (row.every((cell) => cell === null || cell === undefined || String(cell).trim() === '')) continue;
      readRow({ sheet: name, row: n + 1 }, row, columns, today, rows, findings);
    }
  }
  if (!headed) findings.push({ code: 'card.sheet.noHeading', params: {} });
  return { rows, findings };
}

function readRow(
  place: { sheet: string; row: number },
  cells: readonly unknown[],
  columns: readonly (CardColumn | null)[],
  today: string,
  rows: CardRowRead[],
  findings: Finding[],
): void {
  const values: Record<string, unknown> = {};
  const letters: Record<string, string> = {};
  const wrong: Finding[] = [];
  columns.forEach((column, index) => {
    if (!column || (column.told && column.id !== 'state')) return;
    const letter = columnLetter(index);
    letters[column.id] = letter;
    const cell = cells[index];
    if (cell === null || cell === undefined || String(cell).trim() === '') return;
    const value = readCell(column, cell, today);
    if (value === null) {
      const params = { value: String(cell).slice(0, 60), most: mostOf(column) };
      wrong.push({ code: `card.sheet.bad.${column.kind}`, params, at: { ...place, column: letter } });
    } else values[column.id] = value;
  });
  for (const column of columns) {
    if (column?.needed && values[column.id] === undefined && !wrong.some(({ at }) => at?.column === letters[column.id]))
      wrong.push({ code: 'card.sheet.missing', params: {}, at: { ...place, column: letters[column.id]! } });
  }
  for (const id of ['unit', 'holder'])
    if (letters[id] === undefined) wrong.push({ code: 'card.sheet.noColumn', params: { column: id }, at: place });
  if (wrong.length > 0) {
    findings.push(...wrong);
    return;
  }
  const fields = Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) => (id.startsWith('fields.') ? [[id.slice(7), value]] : [])),
  );
  const text = (id: string) => (values[id] as string | undefined) ?? null;
  rows.push({
    ...place,
    ...{ number: text('number'), unit: text('unit')!, holder: text('holder')!, fields, letters },
    ...{ validFrom: text('validFrom'), validTo: text('validTo'), paidThrough: text('paidThrough'), document: text('document') },
    ...{
      months: (values.months as number | undefined) ?? null,
      id: (values.id as number | undefined) ?? null,
      state: text('state'),
    },
  });
}

const mostOf = ({ most = 200 }: CardColumn): number => most;
// what scanners and documents bring along unseen
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]+/gu;

function readCell(column: CardColumn, cell: unknown, today: string): unknown {
  const { kind } = column;
  if (kind === 'day') return readDay(cell, today.slice(0, 7));
  const text = String(cell).normalize('NFC').replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
  if (kind === 'text') return text.length <= mostOf(column) ? text : null;
  if (kind === 'flag') {
    const word = fold(text);
    return YES.has(word) ? true : NO.has(word) ? false : null;
  }
  const number = typeof cell === 'number' ? cell : /^\d{1,9}$/.test(text) ? Number(text) : null;
  if (kind === 'number') return number;
  if (kind === 'key') return number !== null && Number.isSafeInteger(number) && number > 0 ? number : null;
  return number !== null && Number.isInteger(number) && number >= 1 && number <= 120 ? number : null;
}
