// One notice on the pages it needs. Pure: the same data draws the same marks.
import type { jsPDF } from 'jspdf';
import { page, quiet, writeText } from '#platform/pdf/page-look';
import { drawCharges } from './draw-charges.ts';
import { drawHead } from './draw-head.ts';
import { drawPayment, paymentHeight } from './draw-payment.ts';
import type { NoticeData } from './notice-data.ts';
import { noticeRows } from './notice-rows.ts';
import type { NoticeWords } from './notice-words.ts';

/** Draws a notice from the document's last page on; fonts must be registered (`addPageFonts`). */
export function drawNotice(doc: jsPDF, data: NoticeData, words: NoticeWords): void {
  const first = doc.getNumberOfPages();
  const top = drawHead(doc, data, words);
  let y = drawCharges(doc, noticeRows(data, words), words, top + 2) + 2;
  if (y + paymentHeight(data) > page.bottom) {
    doc.addPage();
    y = page.top + 8;
  }
  drawPayment(doc, data, words, y);
  drawPageMarks(doc, data, words, first);
}

// Pages can only be counted when all are drawn.
function drawPageMarks(doc: jsPDF, data: NoticeData, words: NoticeWords, first: number): void {
  const last = doc.getNumberOfPages();
  const mark = `${data.unit.code} · ${data.number}`;
  const type = { size: 7.5, color: quiet };
  for (let number = first; number <= last; number++) {
    doc.setPage(number);
    writeText(doc, mark, { x: page.left, y: page.footer, width: 120 }, type);
    const count = words.say('page', { page: number - first + 1, pages: last - first + 1 });
    writeText(doc, count, { x: page.right, y: page.footer, width: 40, align: 'right' }, type);
    if (number > first)
      writeText(doc, words.say('continued', { customer: data.customer.name }), { x: page.left, y: page.top, width: 170 }, type);
  }
}
