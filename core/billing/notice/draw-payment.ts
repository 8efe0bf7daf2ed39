// Bottom of a notice: what is owed, in figures and words, and how to pay it.
import type { jsPDF } from 'jspdf';
import { amountInWords } from '#kit';
import { drawQr } from '#platform/pdf/draw-qr';
import { page, quiet, rule, type Type, writeText } from '#platform/pdf/page-look';
import type { NoticeData } from './notice-data.ts';
import type { NoticeWords } from './notice-words.ts';

const WIDTH = page.right - page.left;
const QR_SIZE = 34;
const TOTALS_HEIGHT = 30;

/** Height the bottom takes, so that it is never torn apart by a page break. */
export const paymentHeight = (data: NoticeData): number => TOTALS_HEIGHT + (data.bank ? QR_SIZE + 14 : 10);

function moneyRow(doc: jsPDF, label: string, amount: string, y: number, type: Type): number {
  writeText(doc, amount, { x: page.right, y, width: 50, align: 'right' }, { ...type, figures: true });
  return writeText(doc, label, { x: page.left, y, width: WIDTH - 50 }, type);
}

/** Draws totals, words, bank, QR and the legal line from y down. */
export function drawPayment(doc: jsPDF, data: NoticeData, words: NoticeWords, top: number): void {
  rule(doc, top);
  let y = moneyRow(doc, words.say('charges'), words.money(data.charges), top + 5.4, { size: 9.2 });
  const debt = data.previousDebt < 0 ? 'credit' : 'previousDebt';
  y = moneyRow(doc, words.say(debt), words.money(data.previousDebt), y + 0.4, { size: 9.2 });
  rule(doc, y - 1.6);
  const due = data.total > 0 ? 'total' : 'totalCredit';
  y = moneyRow(doc, words.say(due), `${words.money(Math.abs(data.total))} đ`, y + 4.2, { size: 12, bold: true });
  const spelled = words.say('inWords', { words: amountInWords(Math.abs(data.total), words.lang) });
  y = writeText(doc, spelled, { x: page.left, y: y + 0.4, width: WIDTH }, { size: 9.2 });
  y = drawBank(doc, data, words, y + 4);
  writeText(doc, words.say('notInvoice'), { x: page.left, y: y + 2, width: WIDTH }, { size: 8, color: quiet });
}

function drawBank(doc: jsPDF, data: NoticeData, words: NoticeWords, top: number): number {
  const { bank } = data;
  if (!bank || data.total <= 0) return top;
  if (data.qr) drawQr(doc, data.qr, { x: page.left, y: top, size: QR_SIZE });
  const left = data.qr ? page.left + QR_SIZE + 8 : page.left;
  let y = writeText(
    doc,
    words.say('howToPay', { dueOn: words.day(data.dueOn) }),
    { x: left, y: top + 3, width: page.right - left },
    { size: 9.2, bold: true },
  );
  const rows: [string, string, boolean?][] = [
    ['bank', bank.bankName ?? bank.bin],
    ['account', bank.account, true],
    ['accountName', bank.accountName],
    ...(data.memo ? [['memo', data.memo, true] as [string, string, boolean]] : []),
  ];
  y += 0.8;
  for (const [key, value, bold = false] of rows) {
    writeText(doc, words.say(key), { x: left, y, width: 30 }, { size: 9, color: quiet });
    y = writeText(doc, value, { x: left + 32, y, width: page.right - left - 32 }, { size: 9, bold }) + 0.5;
  }
  if (data.memo)
    y = writeText(doc, words.say('memoWhy'), { x: left, y: y + 0.6, width: page.right - left }, { size: 8, color: quiet });
  return Math.max(y, data.qr ? top + QR_SIZE + 5 : y);
}
