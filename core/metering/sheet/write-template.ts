// The month's blank sheet, made from the same list of fields the parser reads by.
import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';
import type { ReadingRow } from '../metering.contract.ts';
import { type SheetField, sheetFields } from './sheet-fields.ts';

export type TemplateRow = Pick<
  ReadingRow,
  'unit' | 'payer' | 'serial' | 'register' | 'previous' | 'previousOn' | 'value' | 'readOn' | 'rollover' | 'note' | 'decimals'
> & { service: string };
export interface TemplateWords {
  sheet: string;
  title: string;
  building: string;
  period: string;
  howTo: string;
  column: (field: SheetField) => string;
}

const BORDER = { style: 'thin', color: { rgb: 'C6D0CE' } } as const;
const BOX = { top: BORDER, right: BORDER, bottom: BORDER, left: BORDER };
const fill = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const;
const TITLE: CellStyle = { font: { bold: true, size: 15, color: { rgb: '0F6E6E' } } };
const SUBTITLE: CellStyle = { font: { size: 11, color: { rgb: '4A5957' } } };
const HEAD: CellStyle = {
  font: { bold: true, color: { rgb: '16211F' } },
  fill: fill('DCEFEE'),
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};

export async function writeTemplate(rows: readonly TemplateRow[], words: TemplateWords): Promise<Uint8Array> {
  const hasRegisters = rows.some(({ register }) => register !== 'total');
  const fields = sheetFields.filter(({ id }) => id !== 'register' || hasRegisters);
  const titles: [string, CellStyle][] = [
    [words.building, SUBTITLE],
    [words.title, TITLE],
    [words.period, SUBTITLE],
    [words.howTo, SUBTITLE],
  ];
  const headingRow = titles.length + 1;
  const cells = new Map(titles.map(([value, style], row) => [`${row},0`, { value, style }]));
  const styles = fields.map((field) => styleOf(field, Math.max(0, ...rows.map(({ decimals }) => decimals))));
  for (const [column, field] of fields.entries()) {
    cells.set(`${headingRow},${column}`, { value: words.column(field), style: HEAD });
    for (const [n, row] of rows.entries()) {
      cells.set(`${headingRow + 1 + n},${column}`, { value: cellValue(row, field) as string, style: styles[column]! });
    }
  }
  return (await writeXlsx({
    sheets: [
      {
        name: words.sheet,
        cells,
        rows: [
          ...titles.map(([text]): CellValue[] => [text]),
          [],
          fields.map((field) => words.column(field)),
          ...rows.map((row) => fields.map((field) => cellValue(row, field))),
        ],
        columns: fields.map(({ width }) => ({ width })),
        merges: titles.map((_, row) => ({ startRow: row, startCol: 0, endRow: row, endCol: fields.length - 1 })),
        freezePane: { rows: headingRow + 1, columns: 1 },
        pageSetup: { orientation: 'landscape', paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      },
    ],
  })) as Uint8Array;
}

// Texts stay texts (`0012` keeps its zeros) and readings are numbers as far as a spreadsheet keeps them exactly.
function cellValue(row: TemplateRow, { id, kind }: SheetField): CellValue {
  const value = row[id];
  if (value === null || value === false) return null;
  if (kind === 'mark') return 'x';
  if (kind === 'day') return new Date(`${value}T00:00:00Z`);
  if (kind !== 'number') return String(value);
  return String(value).replace(/\D/g, '').length <= 15 ? Number(value) : String(value);
}

function styleOf({ kind, edit }: SheetField, decimals: number): CellStyle {
  const numFmt = { number: decimals > 0 ? `#,##0.${'#'.repeat(decimals)}` : '#,##0', day: 'dd/mm/yyyy', text: '@', mark: '@' }[
    kind
  ];
  return { numFmt, border: BOX, ...(edit ? { fill: fill('F3FAF9'), font: { bold: true } } : {}) };
}
