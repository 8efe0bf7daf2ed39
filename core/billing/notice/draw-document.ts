// Notices of one or many bills as one PDF document: one font subset for all, which is what makes batches fast.
import { jsPDF } from 'jspdf';
import type { Lang } from '#kit';
import { addPageFonts } from '#platform/pdf/page-fonts';
import { LINE_HEIGHT } from '#platform/pdf/page-look';
import { drawNotice } from './draw-notice.ts';
import type { NoticeData } from './notice-data.ts';
import { noticeWords } from './notice-words.ts';

/** The PDF's bytes. Slow (about 10 ms a page): call it in a worker. */
export function drawDocument(notices: readonly NoticeData[], lang: Lang): Uint8Array {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true, precision: 2 });
  doc.setLineHeightFactor(LINE_HEIGHT);
  addPageFonts(doc);
  const words = noticeWords(lang);
  doc.setDocumentProperties({ title: words.say('title'), creator: 'Tòa Nhà' });
  // Decomposed letters would print with displaced marks.
  const normalized = JSON.parse(JSON.stringify(notices).normalize('NFC')) as NoticeData[];
  normalized.forEach((notice, index) => {
    if (index > 0) doc.addPage();
    drawNotice(doc, notice, words);
  });
  return new Uint8Array(doc.output('arraybuffer'));
}
