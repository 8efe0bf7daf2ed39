// A report as a workbook: title, what it is of, headings, rows and sum as exact numbers with their formats; no formulas.
import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';
import { decimalOf, type Lang, textOf } from '#kit';
import { today } from '#platform/clock';
import { sentence } from '#platform/i18n';
import type { ReportColumn, ReportKind, ReportRow, ReportTable } from './report.contract.ts';
import { serviceName } from './service-name.ts';

const FORMATS: Record<ReportKind, string> = {
  ...{ text: '@', service: '@', month: 'mm/yyyy', day: 'dd/mm/yyyy', money: '#,##0', quantity: '#,##0.###', count: '#,##0' },
};
const WIDTHS: Record<ReportKind, number> = { text: 30, service: 24, month: 11, day: 12, money: 17, quantity: 14, count: 11 };
const LINE = { style: 'thin', color: { rgb: 'C6D0CE' } } as const;
const BOX = { top: LINE, right: LINE, bottom: LINE, left: LINE };
const HEAD: CellStyle = {
  font: { bold: true, color: { rgb: '16211F' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCEFEE' } },
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const HEAD_ROW = 4;

export async function reportSheet(table: ReportTable, lang: Lang): Promise<Uint8Array> {
  const say = (key: string, params = {}) => sentence(lang, { code: `report.${key}`, params });
  const { columns } = table;
  const named = columns.map(({ id }) => say(`column.${id}`));
  const rows = table.rows.map((row) => columns.map((column) => cellOf(row, column, lang, say)));
  const sum = table.sum ? columns.map((column, n) => (n === 0 ? say('sum') : cellValue(table.sum!, column, lang))) : null;
  const head: CellValue[][] = [
    [say(`name.${table.name}`)],
    [table.buildings.map(({ name }) => name).join(', ')],
    [say(table.name === 'ageing' ? 'asOf' : 'span', { from: table.from, to: table.to, day: today() })],
    [],
  ];
  const body = [named, ...rows, ...(sum ? [sum] : [])];
  const cells = new Map<string, { value: string; style: CellStyle }>();
  const put = (row: number, column: number, value: CellValue, style: CellStyle) => {
    cells.set(`${row},${column}`, { value: value as string, style });
  };
  put(0, 0, head[0]![0]!, { font: { bold: true, size: 14 } });
  body.forEach((row, r) => {
    const strong =
      r === 0 || (sum !== null && r === body.length - 1) || ['opening', 'day'].includes(String(table.rows[r - 1]?.what));
    row.forEach((value, c) => {
      const style = { numFmt: FORMATS[columns[c]!.kind], border: BOX, ...(strong ? { font: { bold: true } } : {}) };
      put(HEAD_ROW + r, c, value, r === 0 ? HEAD : style);
    });
  });
  const name = say(`name.${table.name}`).replaceAll('/', ' ').slice(0, 31);
  const sheet = { name, cells, rows: [...head, ...body], columns: columns.map(({ kind }) => ({ width: WIDTHS[kind] })) };
  return (await writeXlsx({ sheets: [{ ...sheet, freezePane: { rows: HEAD_ROW + 1 } }] })) as Uint8Array;
}

/** A book's opening and day lines say what they are where the reason stands. */
function cellOf(row: ReportRow, column: ReportColumn, lang: Lang, say: (key: string) => string): CellValue {
  if (column.id !== 'reason' || row.what === undefined) return cellValue(row, column, lang);
  if (row.what !== 'entry') return say(`what.${row.what}`);
  const said = String(row.reason ?? '');
  return [row.kind === 'void' ? say('voided') : '', said || say(`kind.${row.kind}`)].filter(Boolean).join(': ');
}

function cellValue(row: ReportRow, { id, kind }: ReportColumn, lang: Lang): CellValue {
  const value = row[id];
  if (kind === 'service') return serviceName(value === undefined ? null : (value as string | null), lang);
  if (value === null || value === undefined) return null;
  if (kind === 'month') return new Date(`${value}-01T00:00:00Z`);
  if (kind === 'day') return new Date(`${value}T00:00:00Z`);
  if (kind === 'quantity') return Number(textOf(decimalOf(String(value))));
  return kind === 'money' || kind === 'count' ? Number(value) : String(value);
}
