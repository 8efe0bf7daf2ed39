// The explanation of a bill on A4: who and when, then each charge with its tree and whether recomputing agrees.
import { jsPDF } from 'jspdf';
import { autoTable, type RowInput } from 'jspdf-autotable';
import { type CalcNode, formatVnd, type Lang, type Params } from '#kit';
import { sentence } from '#platform/i18n';
import { addPageFonts } from '#platform/pdf/page-fonts';
import { FIGURES, FONT, hairline, ink, LINE_HEIGHT, page, quiet, rule, writeText } from '#platform/pdf/page-look';
import { explainRows } from './explain-rows.ts';

export interface ExplanationCharge {
  name: string;
  tariff: string;
  legalBasis: string;
  stored: number;
  recomputed: number | null;
  agrees: boolean;
  /** Why it could not be recomputed. */
  problem: string | null;
  tree: CalcNode | null;
}
export interface ExplanationData {
  company: string;
  building: string;
  unit: string;
  customer: string;
  number: string;
  period: string;
  total: number;
  charges: ExplanationCharge[];
}

/** The PDF's bytes; the same data draws the same marks. */
export function drawExplanation(given: ExplanationData, lang: Lang): Uint8Array {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true, precision: 2 });
  doc.setLineHeightFactor(LINE_HEIGHT);
  addPageFonts(doc);
  const data = JSON.parse(JSON.stringify(given).normalize('NFC')) as ExplanationData; // decomposed letters would print with displaced marks
  const say = (key: string, params: Params = {}) => sentence(lang, { code: `explain.${key}`, params });
  doc.setDocumentProperties({ title: `${say('title')} ${data.number}`, creator: 'Tòa Nhà' });
  let y = drawHead(doc, data, say);
  for (const charge of data.charges) y = drawCharge(doc, charge, y + 6, lang, say);
  const total = say('total', { total: formatVnd(data.total, lang) });
  const under = y + 8 > page.bottom ? newPage(doc) : y + 8;
  writeText(doc, total, { x: page.right, y: under, width: 170, align: 'right' }, { size: 10.5, bold: true });
  drawFeet(doc, data, say);
  return new Uint8Array(doc.output('arraybuffer'));
}
type Say = (key: string, params?: Params) => string;

function newPage(doc: jsPDF): number {
  doc.addPage();
  return page.top + 4;
}

function drawHead(doc: jsPDF, { company, building, unit, customer, number, period }: ExplanationData, say: Say): number {
  const width = page.right - page.left;
  let y = writeText(doc, company, { x: page.left, y: page.top, width }, { size: 9.5, bold: true });
  y = writeText(doc, building, { x: page.left, y, width }, { size: 8.5, color: quiet }) + 4;
  y = writeText(doc, say('title'), { x: page.left, y, width }, { size: 15, bold: true });
  y = writeText(
    doc,
    say('subtitle', { unit, customer, number, period: periodOf(period) }),
    { x: page.left, y, width },
    { size: 9 },
  );
  rule(doc, y - 1);
  return y;
}
const periodOf = (period: string): string => period.split('-').reverse().join('/');

function drawCharge(doc: jsPDF, charge: ExplanationCharge, startY: number, lang: Lang, say: Say): number {
  const { name, tariff, legalBasis, stored, recomputed, agrees, problem, tree } = charge;
  const width = page.right - page.left;
  let y = startY > page.bottom - 30 ? newPage(doc) : startY;
  writeText(
    doc,
    `${formatVnd(stored, lang)} đ`,
    { x: page.right, y, width: 50, align: 'right' },
    { size: 11, bold: true, figures: true },
  );
  y = writeText(doc, name, { x: page.left, y, width: width - 50 }, { size: 11, bold: true });
  y = writeText(doc, say('tariff', { tariff, basis: legalBasis }), { x: page.left, y, width }, { size: 8, color: quiet });
  const found = recomputed === null ? (problem ?? '') : formatVnd(recomputed, lang);
  const verdict = agrees
    ? say('agrees')
    : say(recomputed === null ? 'unpriced' : 'disagrees', { found, stored: formatVnd(stored, lang) });
  y = writeText(doc, verdict, { x: page.left, y, width }, { size: 8, bold: !agrees, color: agrees ? quiet : '#b3261e' });
  if (!tree) return y;
  const body = explainRows(tree, lang).map(
    ({ depth, step, formula, value }): RowInput => [
      {
        content: step,
        styles: { fontStyle: depth < 2 ? 'bold' : 'normal', cellPadding: { top: 0.7, bottom: 0.7, left: depth * 4, right: 1 } },
      },
      { content: formula, styles: { textColor: quiet, fontSize: 7.6 } },
      { content: value, styles: { font: FIGURES, halign: 'right' } },
    ],
  );
  autoTable(doc, {
    startY: y - 1,
    margin: { left: page.left, right: page.width - page.right, top: page.top + 2, bottom: page.height - page.bottom },
    theme: 'plain',
    rowPageBreak: 'avoid',
    styles: {
      font: FONT,
      fontSize: 8.4,
      textColor: ink,
      cellPadding: 0.7,
      lineColor: hairline,
      lineWidth: { bottom: 0.1 },
      overflow: 'linebreak',
    },
    headStyles: { fontStyle: 'normal', fontSize: 7.6, textColor: quiet },
    columnStyles: { 0: { cellWidth: 66 }, 1: { cellWidth: 70 }, 2: { cellWidth: 38 } },
    head: [[say('step'), say('formula'), { content: say('value'), styles: { halign: 'right' } }]],
    body,
    didDrawPage: ({ cursor }) => {
      y = cursor?.y ?? y;
    },
  });
  return y;
}

// Pages can only be counted when all are drawn.
function drawFeet(doc: jsPDF, { unit, number }: ExplanationData, say: Say): void {
  const pages = doc.getNumberOfPages();
  for (let n = 1; n <= pages; n++) {
    doc.setPage(n);
    const type = { size: 7.5, color: quiet };
    writeText(doc, `${unit} · ${number}`, { x: page.left, y: page.footer, width: 120 }, type);
    writeText(doc, say('page', { page: n, pages }), { x: page.right, y: page.footer, width: 40, align: 'right' }, type);
  }
}
