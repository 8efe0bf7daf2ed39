// A declared list as .xlsx: filled it is an export, empty it is the blank sheet. What is written is what is read.
import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';
import type { Lang } from '../context.ts';
import { sentence } from '../i18n.ts';
import type { Table, TableColumn } from './table-columns.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const BORDER = { style: 'thin', color: { rgb: 'C6D0CE' } } as const;
const BOX = { top: BORDER, right: BORDER, bottom: BORDER, left: BORDER };
const fill = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const;
const HEAD: CellStyle = {
  font: { bold: true, color: { rgb: '16211F' } },
  fill: fill('DCEFEE'),
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const FORMATS = { text: '@', choice: '@', count: '#,##0', decimal: '#,##0.###', day: 'dd/mm/yyyy' } as const;
const BLANK_ROWS = 50;

export type TableValues = Readonly<Record<string, string | number | null | undefined>>;

/** A column somebody must fill in carries a star. `blank` adds empty, formatted rows. */
export async function writeTable(
  table: Table,
  rows: readonly TableValues[],
  { name, lang, blank = false }: { name: string; lang: Lang; blank?: boolean },
): Promise<Uint8Array> {
  const columns = table.columns.filter(({ told }) => !blank || !told);
  const word = (id: string) => sentence(lang, { code: table.word(id), params: {} });
  const heads = columns.map(({ id, needed }) => word(id) + (needed ? ' *' : ''));
  const body = [...rows, ...Array.from({ length: blank ? BLANK_ROWS : 0 }, (): TableValues => ({}))];
  const values = body.map((row) => columns.map((column) => cellOf(column, row[column.id], word)));
  const cells = new Map(heads.map((value, n) => [`0,${n}`, { value: value as CellValue, style: HEAD }]));
  values.forEach((row, r) => {
    row.forEach((value, c) => {
      cells.set(`${r + 1},${c}`, { value, style: { numFmt: FORMATS[columns[c]!.kind], border: BOX } });
    });
  });
  const sheet = {
    ...{ name: name.slice(0, 31), cells: cells as never, rows: [heads as CellValue[], ...values] },
    columns: columns.map(({ width }) => ({ width })),
    freezePane: { rows: 1, columns: 1 },
  };
  return (await writeXlsx({ sheets: [sheet] })) as Uint8Array;
}

function cellOf({ id, kind }: TableColumn, value: TableValues[string], word: (id: string) => string): CellValue {
  if (value === null || value === undefined || value === '') return null;
  if (kind === 'day') return new Date(`${value}T00:00:00Z`);
  if (kind === 'choice') return word(`${id}.${value}`);
  // more digits than a spreadsheet keeps stay text
  if (kind === 'count' || kind === 'decimal')
    return String(value).replace(/\D/g, '').length <= 15 ? Number(value) : String(value);
  return String(value);
}
