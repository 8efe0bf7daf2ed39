// An .xlsx from rows of cells.
import { writeXlsx } from 'hucre/xlsx';

export type Cell = string | number | Date | null;
export interface Sheet {
  name: string;
  rows: Cell[][];
  /** 0-based, both ends included. */
  merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[];
  widths: number[];
}

export function writeSheet(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const made = sheets.map(({ name, rows, merges, widths }) => ({
    name,
    rows,
    merges,
    columns: widths.map((width) => ({ width })),
    // a day without its format would be a bare number
    cells: new Map(
      rows.flatMap((row, r) =>
        row.flatMap((value, c) => (value instanceof Date ? [[`${r},${c}`, dayCell(value)] as const] : [])),
      ),
    ),
  }));
  // a fixed date of making, so that the same rows give the same file
  return writeXlsx({ sheets: made, properties: { created: MADE, modified: MADE } });
}

const MADE = new Date('2026-11-20T00:00:00Z');
const dayCell = (value: Date) => ({ value, style: { numFmt: 'dd/mm/yyyy' } });

/** The calendar day as a spreadsheet cell. */
export const dateCell = (day: string): Date => new Date(`${day}T00:00:00Z`);
/** As people write it: 18/11/2026. */
export const dayWritten = (day: string): string => day.split('-').reverse().join('/');
