// A customer's account on A4: opening balance, every row with the balance after it, totals, and room to sign that both agree.
import { jsPDF } from 'jspdf';
import { autoTable } from 'jspdf-autotable';
import { amountInWords, formatVnd, type Lang } from '#kit';
import { addPageFonts } from '#platform/pdf/page-fonts';
import { FIGURES, FONT, hairline, ink, LINE_HEIGHT, page, quiet, rule, writeText } from '#platform/pdf/page-look';
import { aboutRow, type Say, type StatementData, sayStatement } from './statement-data.ts';

const WIDTH = page.right - page.left;
const dayOf = (iso: string): string => iso.split('-').reverse().join('/');

/** The PDF's bytes; `day` is printed as the day of issue. */
export function drawStatement(given: StatementData, day: string, lang: Lang): Uint8Array {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true, precision: 2 });
  doc.setLineHeightFactor(LINE_HEIGHT);
  addPageFonts(doc);
  const data = JSON.parse(JSON.stringify(given).normalize('NFC')) as StatementData; // decomposed letters would print with displaced marks
  const say = sayStatement(lang);
  doc.setDocumentProperties({ title: `${say('title')} ${data.customer.code}`, creator: 'Tòa Nhà' });
  const top = drawHead(doc, data, say);
  const under = drawRows(doc, data, top, lang, say);
  drawEnd(doc, data, under, day, lang, say);
  drawFeet(doc, data, say);
  return new Uint8Array(doc.output('arraybuffer'));
}

function drawHead(doc: jsPDF, { company, customer, from, to }: StatementData, say: Say): number {
  let y = writeText(doc, company.name, { x: page.left, y: page.top, width: WIDTH }, { size: 9.5, bold: true });
  if (company.address) y = writeText(doc, company.address, { x: page.left, y, width: WIDTH }, { size: 8.5, color: quiet });
  y = writeText(doc, say('title'), { x: page.width / 2, y: y + 7, width: WIDTH, align: 'center' }, { size: 15, bold: true });
  const span = from || to ? say('span', { from: from ?? '…', to: to ?? '…' }) : say('whole');
  y = writeText(doc, span, { x: page.width / 2, y, width: WIDTH, align: 'center' }, { size: 9 }) + 3;
  y = writeText(
    doc,
    say('customer', { name: customer.name, code: customer.code }),
    { x: page.left, y, width: WIDTH },
    { size: 10, bold: true },
  );
  rule(doc, y - 2);
  return y;
}

function drawRows(doc: jsPDF, data: StatementData, startY: number, lang: Lang, say: Say): number {
  const money = (amount: number) => (amount === 0 ? '' : formatVnd(amount, lang));
  const right = { halign: 'right' as const, font: FIGURES };
  const bold = { fontStyle: 'bold' as const };
  const total = (label: string, debit: number, credit: number, balance: number) => [
    { content: label, colSpan: 4, styles: bold },
    { content: money(debit), styles: { ...right, ...bold } },
    { content: money(credit), styles: { ...right, ...bold } },
    { content: formatVnd(balance, lang), styles: { ...right, ...bold } },
  ];
  autoTable(doc, {
    startY,
    margin: { left: page.left, right: page.width - page.right, top: page.top + 2, bottom: page.height - page.bottom },
    theme: 'plain',
    rowPageBreak: 'avoid',
    styles: {
      font: FONT,
      fontSize: 8.2,
      textColor: ink,
      cellPadding: { top: 0.9, bottom: 0.9, left: 0, right: 1.5 },
      lineColor: hairline,
      lineWidth: { bottom: 0.1 },
    },
    headStyles: { fontStyle: 'normal', fontSize: 7.6, textColor: quiet },
    columnStyles: {
      0: { cellWidth: 20 },
      1: { cellWidth: 26 },
      2: { cellWidth: 55 },
      3: { cellWidth: 15 },
      4: right,
      5: right,
      6: right,
    },
    head: [
      [
        say('day'),
        say('number'),
        say('about'),
        say('unit'),
        ...['debit', 'credit', 'balance'].map((key) => ({ content: say(key), styles: { halign: 'right' as const } })),
      ],
    ],
    body: [
      total(say('opening'), 0, 0, data.opening),
      ...data.rows.map((row) => [
        dayOf(row.onDate),
        row.number,
        aboutRow(row, say),
        row.unit,
        money(row.debit),
        money(row.credit),
        formatVnd(row.balance, lang),
      ]),
      total(say('total'), data.debit, data.credit, data.closing),
    ],
  });
  return (doc as jsPDF & { lastAutoTable: { finalY: number } }).lastAutoTable.finalY;
}

function drawEnd(doc: jsPDF, data: StatementData, under: number, day: string, lang: Lang, say: Say): void {
  let y = under + 8;
  if (y > page.bottom - 48) {
    doc.addPage();
    y = page.top + 4;
  }
  const key = data.closing > 0 ? 'owes' : data.closing < 0 ? 'ahead' : 'nothing';
  const amount = Math.abs(data.closing);
  const words = amountInWords(amount, lang, { even: true });
  y = writeText(
    doc,
    say(key, { amount: formatVnd(amount, lang), words }),
    { x: page.left, y, width: WIDTH },
    { size: 9.5, bold: true },
  );
  const [year, month, date] = day.split('-') as [string, string, string];
  y = writeText(
    doc,
    say('issued', { day: date, month, year }),
    { x: page.right, y: y + 4, width: WIDTH, align: 'right' },
    { size: 9 },
  );
  ['customerSigns', 'preparer', 'chiefAccountant'].forEach((who, index) => {
    const at = { x: page.left + (WIDTH / 3) * (index + 0.5), width: WIDTH / 3 - 4, align: 'center' as const };
    writeText(doc, say(who), { ...at, y: y + 2 }, { size: 9, bold: true });
    writeText(doc, say('sign'), { ...at, y: y + 6.4 }, { size: 7.5, color: quiet });
  });
}

// Pages can only be counted when all are drawn.
function drawFeet(doc: jsPDF, { customer }: StatementData, say: Say): void {
  const pages = doc.getNumberOfPages();
  for (let n = 1; n <= pages; n++) {
    doc.setPage(n);
    writeText(
      doc,
      `${customer.code} · ${customer.name}`,
      { x: page.left, y: page.footer, width: 120 },
      { size: 7.5, color: quiet },
    );
    writeText(
      doc,
      say('page', { page: n, pages }),
      { x: page.right, y: page.footer, width: 40, align: 'right' },
      { size: 7.5, color: quiet },
    );
  }
}
