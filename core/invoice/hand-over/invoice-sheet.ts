// Invoices as a workbook: one row an invoice (with empty cells for what comes back), their lines, and the attached lists.
import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';
import { decimalOf, type Lang, textOf } from '#kit';
import { sentence } from '#platform/i18n';
import { taxRates } from '../draw/tax-rate.ts';
import type { InvoiceLine, TaxRate } from '../invoice.contract.ts';
import { CONSUMER, type WrittenInvoice } from './invoice-xml.ts';
import { referenceText } from './reference-text.ts';

type Kind = 'text' | 'money' | 'day' | 'number' | 'back';
interface Column<T> {
  id: string;
  kind: Kind;
  width: number;
  of: (row: T) => CellValue;
}
const FORMATS: Record<Kind, string> = { text: '@', money: '#,##0', day: 'dd/mm/yyyy', number: '#,##0.######', back: '@' };
const BORDER = { style: 'thin', color: { rgb: 'C6D0CE' } } as const;
const BOX = { top: BORDER, right: BORDER, bottom: BORDER, left: BORDER };
const head = (kind: Kind): CellStyle => ({
  font: { bold: true, color: { rgb: '16211F' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: kind === 'back' ? 'FFF1D0' : 'DCEFEE' } },
  border: BOX,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
});
const dayCell = (day: string): Date => new Date(`${day}T00:00:00Z`);
const inRate = (rate: TaxRate, key: 'net' | 'vat') => (row: WrittenInvoice) =>
  row.data.groups.find((group) => group.rate === rate)?.[key] ?? null;

const INVOICES: Column<WrittenInvoice>[] = [
  { id: 'key', kind: 'text', width: 16, of: ({ key }) => key },
  { id: 'symbol', kind: 'text', width: 11, of: ({ data }) => data.symbol },
  { id: 'onDate', kind: 'day', width: 12, of: ({ data }) => dayCell(data.onDate) },
  { id: 'about', kind: 'text', width: 22, of: ({ kind, data }) => (data.reference ? referenceText(kind, data.reference) : null) },
  { id: 'unit', kind: 'text', width: 11, of: ({ data }) => data.unit },
  { id: 'buyerCode', kind: 'text', width: 12, of: ({ data }) => data.buyer.code },
  { id: 'buyerName', kind: 'text', width: 28, of: ({ data: { buyer } }) => (buyer.consumer ? CONSUMER : buyer.name) },
  { id: 'buyerPerson', kind: 'text', width: 24, of: ({ data: { buyer } }) => (buyer.consumer ? buyer.name : null) },
  { id: 'taxCode', kind: 'text', width: 15, of: ({ data }) => data.buyer.taxCode },
  { id: 'personalId', kind: 'text', width: 15, of: ({ data }) => data.buyer.personalId },
  { id: 'address', kind: 'text', width: 34, of: ({ data }) => data.buyer.address },
  { id: 'email', kind: 'text', width: 22, of: ({ data }) => data.buyer.email },
  { id: 'payment', kind: 'text', width: 9, of: ({ data }) => data.payment },
  ...taxRates.flatMap((rate): Column<WrittenInvoice>[] => [
    { id: `net ${rate}`, kind: 'money', width: 14, of: inRate(rate, 'net') },
    ...(rate === 'KCT' ? [] : [{ id: `vat ${rate}`, kind: 'money', width: 13, of: inRate(rate, 'vat') } as const]),
  ]),
  { id: 'net', kind: 'money', width: 14, of: ({ data }) => data.net },
  { id: 'vat', kind: 'money', width: 13, of: ({ data }) => data.vat },
  { id: 'total', kind: 'money', width: 14, of: ({ data }) => data.total },
  { id: 'words', kind: 'text', width: 40, of: ({ data }) => data.words },
  { id: 'number', kind: 'back', width: 11, of: ({ number }) => number },
  { id: 'signedOn', kind: 'back', width: 12, of: () => null },
  { id: 'code', kind: 'back', width: 20, of: () => null },
  { id: 'link', kind: 'back', width: 24, of: () => null },
];

interface LineOf {
  invoice: WrittenInvoice;
  list: string | null;
  ordinal: number;
  line: InvoiceLine;
}
const exact = (text: string | null): CellValue => (text === null ? null : Number(textOf(decimalOf(text))));
const LINES: Column<LineOf>[] = [
  { id: 'key', kind: 'text', width: 16, of: ({ invoice }) => invoice.key },
  { id: 'ordinal', kind: 'number', width: 6, of: ({ ordinal }) => ordinal },
  { id: 'service', kind: 'text', width: 18, of: ({ line }) => line.service },
  { id: 'item', kind: 'text', width: 54, of: ({ line }) => line.name.vi },
  { id: 'measure', kind: 'text', width: 9, of: ({ line }) => line.unit },
  { id: 'quantity', kind: 'number', width: 11, of: ({ line }) => exact(line.quantity) },
  { id: 'unitPrice', kind: 'number', width: 13, of: ({ line }) => exact(line.unitPrice) },
  { id: 'amount', kind: 'money', width: 14, of: ({ line }) => line.net },
  { id: 'rate', kind: 'text', width: 8, of: ({ line }) => line.rate },
];
const LISTS: Column<LineOf>[] = [{ id: 'list', kind: 'text', width: 18, of: ({ list }) => list }, ...LINES];

export async function invoiceSheet(invoices: readonly WrittenInvoice[], lang: Lang): Promise<Uint8Array> {
  const linesOf = (invoice: WrittenInvoice, lines: InvoiceLine[], list: string | null): LineOf[] =>
    lines.map((line, index) => ({ invoice, list, ordinal: index + 1, line }));
  const lists = invoices.flatMap((one) =>
    one.data.attached ? linesOf(one, one.data.attached.lines, one.data.attached.number) : [],
  );
  const sheets = [
    sheetOf('invoices', INVOICES, invoices, lang),
    sheetOf(
      'lines',
      LINES,
      invoices.flatMap((one) => linesOf(one, one.data.lines, null)),
      lang,
    ),
    ...(lists.length > 0 ? [sheetOf('lists', LISTS, lists, lang)] : []),
  ];
  return (await writeXlsx({ sheets })) as Uint8Array;
}

export function headingOf(id: string, lang: Lang): string {
  const [name, rate] = id.split(' ');
  return sentence(lang, { code: `invoice.sheet.${name}${rate ? 'At' : ''}`, params: rate ? { rate } : {} });
}

function sheetOf<T>(name: string, columns: readonly Column<T>[], rows: readonly T[], lang: Lang) {
  const heads = columns.map(({ id }) => headingOf(id, lang));
  const values = rows.map((row) => columns.map((column) => column.of(row)));
  const cells = new Map(heads.map((value, n) => [`0,${n}`, { value, style: head(columns[n]!.kind) }]));
  values.forEach((row, r) => {
    row.forEach((value, c) => {
      cells.set(`${r + 1},${c}`, { value: value as string, style: { numFmt: FORMATS[columns[c]!.kind], border: BOX } });
    });
  });
  return {
    ...{ name: sentence(lang, { code: `invoice.sheet.${name}`, params: {} }), cells, rows: [heads as CellValue[], ...values] },
    columns: columns.map(({ width }) => ({ width })),
    freezePane: { rows: 1, columns: 1 },
  };
}
