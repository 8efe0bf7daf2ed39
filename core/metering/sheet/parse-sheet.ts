// Cells → rows: finds the heading, reads each row, and turns every bad cell into a finding at its place. Pure.
import type { DecimalText, Finding, Params } from '#kit';
import { columnLetter } from '#platform/sheet/column-letter';
import { bare } from '#platform/sheet/fold';
import { readDay } from '#platform/sheet/read-day';
import { type Cells, findHeading, type Heading } from './find-heading.ts';
import { type NumberCell, readNumber } from './read-number.ts';
import type { SheetFieldId } from './sheet-fields.ts';
import { periodsNamed } from './title-period.ts';

export interface SheetCells {
  name: string;
  rows: Cells;
  merges?: readonly { startRow: number; startCol: number; endRow: number; endCol: number }[];
}
/** One line of a sheet with a reading in it; `row` counts from 1 as the spreadsheet does. */
export interface SheetRow {
  sheet: string;
  row: number;
  unit: string | null;
  serial: string | null;
  service: string | null;
  register: string | null;
  previous: NumberCell | null;
  value: DecimalText;
  /** The other reading of an ambiguous separator; the meter's decimals decide. */
  valueOr?: DecimalText;
  readOn: string | null;
  rollover: boolean;
  note: string | null;
}
export interface ParsedSheets {
  rows: SheetRow[];
  findings: Finding[];
  /** Column letters by field, by sheet, to place later findings. */
  columns: Record<string, Partial<Record<SheetFieldId, string>>>;
}
const NO: ParsedSheets = { rows: [], findings: [], columns: {} };
const TEXT_LIMIT = 500;

/** Sheets without a heading (instructions, notes) are passed over as long as one has it. */
export function parseSheets(sheets: readonly SheetCells[], period: string): ParsedSheets {
  const parsed = sheets.map((sheet) => ({ sheet, heading: findHeading(sheet.rows) }));
  if (!parsed.some(({ heading }) => heading)) {
    return { ...NO, findings: [{ code: 'metering.sheet.noHeading', params: {}, at: { sheet: sheets[0]?.name ?? '' } }] };
  }
  const all: ParsedSheets = { rows: [], findings: [], columns: {} };
  for (const { sheet, heading } of parsed) if (heading) parseOne(sheet, heading, period, all);
  return all;
}

function parseOne(sheet: SheetCells, heading: Heading, period: string, into: ParsedSheets): void {
  const { columns, below, twice } = heading;
  for (const { field, columns: both } of twice) {
    const [first, second] = both.map(columnLetter);
    into.findings.push({
      code: 'metering.sheet.columnTwice',
      params: { field, first: first!, second: second! },
      at: { sheet: sheet.name, row: below, column: second },
    });
  }
  const named = periodsNamed([[sheet.name], ...sheet.rows.slice(0, below)]);
  const wrong = named.length > 0 && !named.includes(period) ? named[0]! : null;
  if (wrong)
    into.findings.push({ code: 'metering.sheet.wrongPeriod', params: { named: wrong, period }, at: { sheet: sheet.name } });
  if (wrong || twice.length > 0) return;
  into.columns[sheet.name] = Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, columnLetter(column)]));
  const units = mergedDown(sheet, columns.unit);
  for (let index = below; index < sheet.rows.length; index++) {
    parseRow(sheet.name, sheet.rows[index]!, index, columns, units?.get(index), period, into);
  }
}

function parseRow(
  sheet: string,
  cells: readonly unknown[],
  index: number,
  columns: Heading['columns'],
  mergedUnit: unknown,
  period: string,
  into: ParsedSheets,
): void {
  const cellOf = (field: SheetFieldId): unknown => (columns[field] === undefined ? null : (cells[columns[field]] ?? null));
  const refuse = (code: string, field: SheetFieldId, params: Params = {}): void => {
    const column = columns[field] === undefined ? undefined : columnLetter(columns[field]);
    into.findings.push({ code, params, at: { sheet, row: index + 1, field, ...(column ? { column } : {}) } });
  };
  const given = cellOf('value');
  if (isBlank(given)) return;
  const unit = textOfCell(cellOf('unit') ?? mergedUnit);
  const serial = textOfCell(cellOf('serial'));
  const number = readNumber(given);
  if (isTotalRow(unit ?? serial ?? textOfCell(cells.find((cell) => !isBlank(cell)) ?? null))) return;
  if (unit === null && serial === null) {
    if (number) refuse('metering.sheet.rowUnnamed', 'value', { value: shown(given) });
    return; // signatures and remarks below the table
  }
  if (!number) {
    if (columnsRepeat(cells, columns)) return;
    refuse('metering.sheet.numberMalformed', 'value', { value: shown(given) });
    return;
  }
  const dayCell = cellOf('readOn');
  const readOn = isBlank(dayCell) ? null : readDay(dayCell, period);
  if (readOn === null && !isBlank(dayCell)) {
    refuse('metering.sheet.dateMalformed', 'readOn', { value: shown(dayCell) });
    return;
  }
  into.rows.push({
    sheet,
    row: index + 1,
    unit,
    serial,
    service: textOfCell(cellOf('service')),
    register: textOfCell(cellOf('register')),
    previous: readNumber(cellOf('previous')),
    value: number.value,
    ...(number.or === undefined ? {} : { valueOr: number.or }),
    readOn,
    rollover: isMarked(cellOf('rollover')),
    note: textOfCell(cellOf('note')),
  });
}

// The heading printed again on each page: its value cell holds a word that findHeading would take for a heading.
function columnsRepeat(cells: readonly unknown[], columns: Heading['columns']): boolean {
  const again = findHeading([cells]);
  return again !== null && again.columns.value === columns.value;
}

function mergedDown({ rows, merges }: SheetCells, column: number | undefined): Map<number, unknown> | null {
  if (column === undefined || !merges?.length) return null;
  const filled = new Map<number, unknown>();
  for (const { startRow, startCol, endRow } of merges) {
    if (startCol !== column) continue;
    for (let row = startRow + 1; row <= Math.min(endRow, rows.length - 1); row++)
      filled.set(row, rows[startRow]?.[startCol] ?? null);
  }
  return filled;
}

function isBlank(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

function textOfCell(cell: unknown): string | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : null;
  if (typeof cell !== 'string') return null;
  const text = cell.normalize('NFC').replace(/\s+/g, ' ').trim();
  return text === '' ? null : text.slice(0, TEXT_LIMIT);
}

function isTotalRow(text: string | null): boolean {
  return text !== null && /^(tong|cong|total|sum|grand total)( |$)/.test(bare(text));
}

function isMarked(cell: unknown): boolean {
  if (cell === true || cell === 1) return true;
  return (
    typeof cell === 'string' && ['x', 'co', 'yes', 'y', 'true', '1', 'v'].includes(bare(cell) || (cell.trim() === '✓' ? 'x' : ''))
  );
}

function shown(cell: unknown): string {
  return (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)).slice(0, 60);
}
