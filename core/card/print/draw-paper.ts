// The registration form (phiếu đăng ký) and the hand-over note (biên bản giao nhận) of a card on one A4 page.
import { jsPDF } from 'jspdf';
import { amountInWords, formatVnd, type Lang, type Params } from '#kit';
import { sentence } from '#platform/i18n';
import { addPageFonts } from '#platform/pdf/page-fonts';
import { LINE_HEIGHT, page, quiet, rule, writeText } from '#platform/pdf/page-look';
import type { PaperData } from './paper-data.ts';

type Say = (key: string, params?: Params) => string;
const LABEL_MM = 52;

/** The PDF's bytes; the same data draws the same marks. */
export function drawPaper(given: PaperData, lang: Lang): Uint8Array {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true, precision: 2 });
  doc.setLineHeightFactor(LINE_HEIGHT);
  addPageFonts(doc);
  // decomposed letters would print with displaced marks
  const data = JSON.parse(JSON.stringify(given).normalize('NFC')) as PaperData;
  const say: Say = (key, params = {}) => sentence(lang, { code: `card.paper.${key}`, params });
  doc.setDocumentProperties({ title: `${say(`title.${titleOf(data)}`)} ${data.number ?? data.cardId}`, creator: 'Tòa Nhà' });
  let y = drawHead(doc, data, say);
  y = drawRows(doc, rowsOf(data, lang, say), y);
  y = writeText(doc, say(`pledge.${titleOf(data)}`), { x: page.left, y: y + 3, width: page.right - page.left }, { size: 9.5 });
  drawSignatures(doc, data, y + 10, say);
  return new Uint8Array(doc.output('arraybuffer'));
}

const titleOf = ({ paper, returned }: PaperData): string => (paper === 'handover' && returned ? 'return' : paper);

function drawHead(doc: jsPDF, data: PaperData, say: Say): number {
  const { company, building, service, onDate } = data;
  const left = { x: page.left, width: 110 };
  let y = writeText(doc, company.name, { ...left, y: page.top }, { size: 10.5, bold: true });
  y = writeText(doc, [company.address, company.phone].filter(Boolean).join(' · '), { ...left, y }, { size: 8.5, color: quiet });
  writeText(doc, building.name, { ...left, y }, { size: 8.5, color: quiet });
  const code = say('code', { code: `${data.cardId}`.padStart(6, '0') });
  writeText(doc, code, { x: page.right, y: page.top, width: 60, align: 'right' }, { size: 9 });
  const middle = { x: (page.left + page.right) / 2, width: page.right - page.left, align: 'center' as const };
  y = writeText(doc, say(`title.${titleOf(data)}`), { ...middle, y: 48 }, { size: 18, bold: true });
  y = writeText(doc, service, { ...middle, y }, { size: 11 });
  const [year, month, day] = onDate.split('-') as [string, string, string];
  return writeText(doc, say('day', { day, month, year }), { ...middle, y }, { size: 9.5, color: quiet }) + 6;
}

type Row = [label: string, value: string, bold?: boolean];
function rowsOf(data: PaperData, lang: Lang, say: Say): Row[] {
  const dayOf = (text: string | null) => text?.split('-').reverse().join('/') ?? null;
  const money = (amount: number) => `${formatVnd(amount, lang)} đ (${amountInWords(amount, lang)})`;
  const until = dayOf(data.validTo) ?? say('noEnd');
  const rows: Row[] = [
    [say('holder'), data.holder, true],
    [say('unit'), data.unit],
    ...data.fields.map(({ label, value }): Row => [label, value]),
  ];
  if (data.number !== null) rows.push([say('number'), data.number, true]);
  if (data.validFrom !== null) rows.push([say('valid'), say('validFromTo', { from: dayOf(data.validFrom)!, to: until })]);
  if (data.paper === 'handover') {
    rows.push([say('action'), data.action]);
    if (data.replaces !== null) rows.push([say('replaces'), data.replaces]);
    if (data.fee > 0) rows.push([say('fee'), money(data.fee)]);
    if (data.deposit > 0) rows.push([say('depositTaken'), money(data.deposit)]);
    if (data.deposit < 0) rows.push([say('depositBack'), money(-data.deposit)]);
    if (data.reason) rows.push([say('reason'), data.reason]);
  }
  if (data.document) rows.push([say('document'), data.document]);
  return rows;
}

function drawRows(doc: jsPDF, rows: readonly Row[], top: number): number {
  let y = top;
  rule(doc, y - 5);
  for (const [label, value, bold = false] of rows) {
    writeText(doc, label, { x: page.left, y, width: LABEL_MM - 2 }, { size: 10, color: quiet });
    const width = page.right - page.left - LABEL_MM;
    const below = writeText(doc, value || '…', { x: page.left + LABEL_MM, y, width }, { size: 10, bold });
    y = Math.max(below, y + 4.7) + 2;
  }
  rule(doc, y - 4);
  return y + 2;
}

function drawSignatures(doc: jsPDF, { holder, by, returned, paper }: PaperData, top: number, say: Say): void {
  const people = [
    [say('signResident'), holder],
    [say('signBuilding'), by],
  ] as const;
  // who gives signs on the left
  const inOrder = paper === 'handover' && !returned ? [people[1], people[0]] : [people[0], people[1]];
  inOrder.forEach(([title, name], index) => {
    const at = { x: page.left + 43.5 + index * 87, width: 80, align: 'center' as const };
    writeText(
      doc,
      paper === 'handover' ? say(index === 0 ? 'gives' : 'takes') : title,
      { ...at, y: top },
      { size: 10, bold: true },
    );
    writeText(doc, say('sign'), { ...at, y: top + 5 }, { size: 8, color: quiet });
    writeText(doc, name, { ...at, y: top + 30 }, { size: 10 });
  });
}
