// Form 01-TT (receipt) and 02-TT (payment voucher) on half an A4 page; bank and no-cash documents have the same body without form number.
import { jsPDF } from 'jspdf';
import { amountInWords, formatVnd, type Lang } from '#kit';
import { sentence } from '#platform/i18n';
import { addPageFonts } from '#platform/pdf/page-fonts';
import { LINE_HEIGHT, quiet, rule, writeText } from '#platform/pdf/page-look';
import type { VoucherData } from './voucher-data.ts';

const LEFT = 14;
const RIGHT = 196;
const MIDDLE = 105;
const FORMS: Partial<Record<VoucherData['series'], string>> = { PT: '01-TT', PC: '02-TT' };

/** The PDF's bytes; the same data draws the same marks. */
export function drawVoucher(given: VoucherData, lang: Lang): Uint8Array {
  const doc = new jsPDF({
    unit: 'mm',
    format: 'a5',
    orientation: 'landscape',
    compress: true,
    putOnlyUsedFonts: true,
    precision: 2,
  });
  doc.setLineHeightFactor(LINE_HEIGHT);
  addPageFonts(doc);
  // decomposed letters would print with displaced marks
  const data = JSON.parse(JSON.stringify(given).normalize('NFC')) as VoucherData;
  const say = (key: string, params = {}) => sentence(lang, { code: `voucher.${key}`, params });
  doc.setDocumentProperties({ title: `${say(`title.${data.series}`)} ${data.number}`, creator: 'Tòa Nhà' });
  drawHead(doc, data, say);
  const y = drawBody(doc, data, lang, say);
  drawSignatures(doc, data, y, lang, say);
  return new Uint8Array(doc.output('arraybuffer'));
}
type Say = (key: string, params?: Record<string, string>) => string;

function drawHead(doc: jsPDF, { company, series, onDate, number, postings, voided }: VoucherData, say: Say): void {
  const y = writeText(doc, say('company', { name: company.name }), { x: LEFT, y: 13, width: 100 }, { size: 10, bold: true });
  if (company.address) writeText(doc, say('address', { address: company.address }), { x: LEFT, y, width: 100 }, { size: 9 });
  const right = { x: RIGHT, width: 72, align: 'right' as const };
  if (FORMS[series]) {
    writeText(doc, say('form', { form: FORMS[series] }), { ...right, y: 13 }, { size: 9, bold: true });
    writeText(doc, say(`regime.${company.regime}`), { ...right, y: 17.6 }, { size: 7.5, color: quiet });
  }
  writeText(doc, say(`title.${series}`), { x: MIDDLE, y: 33, width: 120, align: 'center' }, { size: 17, bold: true });
  const [year, month, day] = onDate.split('-') as [string, string, string];
  writeText(doc, say('day', { day, month, year }), { x: MIDDLE, y: 39.5, width: 120, align: 'center' }, { size: 9.5 });
  const sides = (positive: boolean) =>
    [...new Set(postings.filter(({ amount }) => amount > 0 === positive).map(({ account }) => account))].join(', ');
  const refs = [say('book', { book: number.slice(0, 6) }), say('number', { number }), say('debit', { accounts: sides(true) })];
  [...refs, say('credit', { accounts: sides(false) })].forEach((line, index) => {
    writeText(doc, line, { x: 160, y: 28 + index * 4.4, width: 38 }, { size: 8.5 });
  });
  if (voided) {
    writeText(doc, say('voided'), { x: LEFT, y: 31, width: 50 }, { size: 15, bold: true, color: '#b3261e' });
    writeText(
      doc,
      say('voidedWhy', { by: voided.by, reason: voided.reason }),
      { x: LEFT, y: 36, width: 58 },
      { size: 7.5, color: '#b3261e' },
    );
  }
}

function drawBody(doc: jsPDF, data: VoucherData, lang: Lang, say: Say): number {
  const out = data.series === 'PC' || data.series === 'BN';
  const noCash = data.series === 'KT';
  const rows: [string, string, boolean?][] = [
    [say(noCash ? 'party' : out ? 'receiver' : 'payer'), data.party],
    [say('partyAddress'), data.address],
    [say(noCash ? 'reason' : out ? 'reasonOut' : 'reasonIn'), data.reason],
    [say('amount'), `${formatVnd(data.amount, lang)} đ`, true],
    [say('inWords'), amountInWords(data.amount, lang, { even: true })],
    [say('attached'), data.reference ?? ''],
  ];
  let y = 52;
  for (const [label, value, bold = false] of rows) {
    writeText(doc, label, { x: LEFT, y, width: 52 }, { size: 9.5, color: quiet });
    const below = writeText(doc, value, { x: LEFT + 54, y, width: RIGHT - LEFT - 54 }, { size: 9.5, bold });
    y = Math.max(below, y + 4.4) + 1.6;
  }
  rule(doc, y - 3, LEFT, RIGHT);
  return y + 2;
}

function drawSignatures(doc: jsPDF, data: VoucherData, top: number, lang: Lang, say: Say): void {
  const out = data.series === 'PC' || data.series === 'BN';
  const signers =
    data.series === 'KT'
      ? ['director', 'chiefAccountant', 'preparer']
      : out
        ? ['director', 'chiefAccountant', 'keeper', 'preparer', 'signReceiver']
        : ['director', 'chiefAccountant', 'signPayer', 'preparer', 'keeper'];
  const step = (RIGHT - LEFT) / signers.length;
  signers.forEach((key, index) => {
    const at = { x: LEFT + step * (index + 0.5), width: step - 2, align: 'center' as const };
    writeText(doc, say(key), { ...at, y: top }, { size: 9, bold: true });
    writeText(doc, say('sign'), { ...at, y: top + 4.2 }, { size: 7.5, color: quiet });
    if (key === 'preparer') writeText(doc, data.by, { ...at, y: top + 22 }, { size: 9 });
  });
  const words = amountInWords(data.amount, lang, { even: true });
  if (FORMS[data.series]) writeText(doc, say('received', { words }), { x: LEFT, y: 140, width: RIGHT - LEFT }, { size: 8.5 });
}
