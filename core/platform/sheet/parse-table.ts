// Cells → rows of a declared list, and findings at their cell. Titles above, other columns and blank rows do no harm.
import type { Finding } from '#kit';
import { languages, sentence } from '../i18n.ts';
import { columnLetter } from './column-letter.ts';
import { fold } from './fold.ts';
import { readDay } from './read-day.ts';
import { readDecimal } from './read-decimal.ts';
import type { Table, TableColumn, TableRow } from './table-columns.ts';

const HEADINGS_MIN = 2;
const TEXT_MAX = 200;
type Sheets = readonly { name: string; rows: readonly unknown[][] }[];

/** `today` gives the year of days that are written without one. */
export function parseTable(table: Table, sheets: Sheets, today: string): { rows: TableRow[]; findings: Finding[] } {
  const byHeading = columnByHeading(table);
  const rows: TableRow[] = [];
  const findings: Finding[] = [];
  let headed = false;
  for (const { name, rows: cells } of sheets) {
    const head = cells.findIndex((row) => row.filter((cell) => byHeading.has(foldCell(cell))).length >= HEADINGS_MIN);
    if (head < 0) continue;
    headed = true;
    const columns = cells[head]!.map((cell) => byHeading.get(foldCell(cell)) ?? null);
    const lacking = table.columns.filter(({ needed, id }) => needed && !columns.some((column) => column?.id === id));
    for (const { id } of lacking) {
      const heading = sentence('vi', { code: table.word(id), params: {} });
      findings.push({ code: 'platform.table.noColumn', params: { heading }, at: { sheet: name, row: head + 1 } });
    }
    if (lacking.length > 0) continue;
    for (let n = head + 1; n < cells.length; n++) {
      if (cells[n]!.every(isBlank)) continue;
      const row = readRow(table, columns, cells[n]!, { sheet: name, row: n + 1 }, today, findings);
      if (row) rows.push(row);
    }
  }
  if (!headed) findings.push({ code: 'platform.table.noHeading', params: {} });
  return { rows, findings };
}

function readRow(
  table: Table,
  columns: readonly (TableColumn | null)[],
  cells: readonly unknown[],
  place: { sheet: string; row: number },
  today: string,
  findings: Finding[],
): TableRow | null {
  const values: Record<string, string | number> = {};
  const letters: Record<string, string> = {};
  const before = findings.length;
  columns.forEach((column, index) => {
    if (!column || column.told || letters[column.id]) return;
    const letter = columnLetter(index);
    letters[column.id] = letter;
    const cell = cells[index];
    const at = { ...place, column: letter };
    if (isBlank(cell)) {
      if (column.needed) findings.push({ code: 'platform.table.missing', params: {}, at });
      return;
    }
    const value = readCell(table, column, cell, today);
    if (value !== null) values[column.id] = value;
    else {
      const options = (column.options ?? []).map((option) => optionWord(table, column, option, 'vi')).join(', ');
      const params = { value: String(cell).slice(0, 60), options };
      findings.push({ code: `platform.table.bad.${column.kind}`, params, at });
    }
  });
  return findings.length > before ? null : { ...place, letters, values };
}

function readCell(table: Table, column: TableColumn, cell: unknown, today: string): string | number | null {
  const { kind } = column;
  if (kind === 'day') return readDay(cell, today.slice(0, 7));
  if (kind === 'decimal') return readDecimal(cell);
  const text = String(cell).normalize('NFC').trim();
  if (kind === 'count') return /^\d{1,6}$/.test(text) ? Number(text) : null;
  if (kind === 'text') return text.length <= TEXT_MAX ? text : null;
  const word = fold(text);
  const same = (option: string) =>
    fold(option) === word || languages.some((lang) => fold(optionWord(table, column, option, lang)) === word);
  return column.options!.find(same) ?? null;
}

const optionWord = (table: Table, { id }: TableColumn, option: string, lang: 'vi' | 'en'): string =>
  sentence(lang, { code: table.word(`${id}.${option}`), params: {} });
const isBlank = (cell: unknown): boolean => cell === null || cell === undefined || String(cell).trim() === '';
const foldCell = (cell: unknown): string => (typeof cell === 'string' ? fold(cell) : '');

function columnByHeading({ columns, word }: Table): Map<string, TableColumn> {
  return new Map(
    columns.flatMap((column) =>
      languages.map((lang) => [fold(sentence(lang, { code: word(column.id), params: {} })), column] as const),
    ),
  );
}
