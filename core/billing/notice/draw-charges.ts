// The table of a notice: hairlines, right-aligned figures, its head repeated on every page.
import type { jsPDF } from 'jspdf';
import { autoTable, type CellDef, type RowInput, type Styles } from 'jspdf-autotable';
import { FIGURES, FONT, hairline, ink, page, quiet } from '#platform/pdf/page-look';
import type { NoticeRow, RowKind } from './notice-rows.ts';
import type { NoticeWords } from './notice-words.ts';

const widths = [72, 21, 21, 21, 17, 22];
const looks: Record<RowKind, Partial<Styles>> = {
  service: { fontStyle: 'bold', cellPadding: { top: 2.2, bottom: 0.6, left: 0, right: 1 } },
  reading: { textColor: quiet },
  tier: {},
  line: {},
  vat: { textColor: quiet },
  sum: { fontStyle: 'bold', lineWidth: { top: 0.2 }, cellPadding: { top: 1.1, bottom: 0.9, left: 0, right: 1 } },
  note: { fontSize: 7.4, textColor: quiet, cellPadding: { top: 0.6, bottom: 1.6, left: 0, right: 1 } },
};
const indent = { top: 0.75, bottom: 0.75, left: 4, right: 1 };

function tableRow(row: NoticeRow): RowInput {
  const styles = looks[row.kind];
  const { top, bottom } = row.kind === 'sum' ? { top: 1.1, bottom: 0.9 } : indent;
  const last = { ...styles, font: FIGURES, cellPadding: { top, bottom, left: 1, right: 0 } };
  if (row.kind === 'service' || row.kind === 'note') return [{ content: row.label, colSpan: 6, styles }];
  const inner = row.kind === 'sum' ? styles : { ...styles, cellPadding: indent };
  // VAT and sum labels are long and their middle cells empty: let them run across.
  if (row.previous === undefined && row.quantity === undefined && row.unitPrice === undefined) {
    return [
      { content: row.label, colSpan: 5, styles: inner },
      { content: row.amount ?? '', styles: last },
    ];
  }
  const cell = (content: string | undefined): CellDef => ({ content: content ?? '', styles: { ...styles, font: FIGURES } });
  const figures = [cell(row.quantity), cell(row.unitPrice), { content: row.amount ?? '', styles: last }];
  if (row.previous === undefined) return [{ content: row.label, colSpan: 3, styles: inner }, ...figures];
  return [{ content: row.label, styles: inner }, cell(row.previous), cell(row.current), ...figures];
}

/** Draws the rows from `startY` over as many pages as they take; answers the y below the last. */
export function drawCharges(doc: jsPDF, rows: readonly NoticeRow[], words: NoticeWords, startY: number): number {
  const heads = ['content', 'previous', 'current', 'quantity', 'unitPrice', 'amount'];
  let bottom = startY;
  autoTable(doc, {
    startY,
    margin: { left: page.left, right: page.width - page.right, top: page.top + 6, bottom: page.height - page.bottom },
    theme: 'plain',
    showHead: 'everyPage',
    rowPageBreak: 'avoid',
    tableWidth: page.right - page.left,
    styles: {
      font: FONT,
      fontSize: 8.8,
      textColor: ink,
      cellPadding: { top: 0.75, bottom: 0.75, left: 1, right: 1 },
      lineColor: hairline,
      valign: 'top',
    },
    headStyles: {
      fontStyle: 'normal',
      fontSize: 8,
      textColor: quiet,
      lineWidth: { top: 0.2, bottom: 0.2 },
      cellPadding: { top: 1.5, bottom: 1.5, left: 1, right: 1 },
    },
    columnStyles: Object.fromEntries(
      widths.map((cellWidth, index) => [index, { cellWidth, halign: index === 0 ? ('left' as const) : ('right' as const) }]),
    ),
    head: [
      heads.map(
        (key, index): CellDef => ({
          content: words.say(`column.${key}`),
          styles: {
            halign: index === 0 ? 'left' : 'right',
            ...((index === 0 || index === 5) && {
              cellPadding: { top: 1.5, bottom: 1.5, left: index === 0 ? 0 : 1, right: index === 5 ? 0 : 1 },
            }),
          },
        }),
      ),
    ],
    body: rows.map(tableRow),
    didDrawPage: ({ cursor }) => {
      bottom = cursor?.y ?? bottom;
    },
  });
  return bottom;
}
