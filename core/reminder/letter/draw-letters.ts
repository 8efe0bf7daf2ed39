// Letters on A4, one after the other in one PDF. The reference stands on every page: a page can be told to whom it belongs.
import { jsPDF } from 'jspdf';
import { amountInWords, formatVnd, type Lang } from '#kit';
import { sentence } from '#platform/i18n';
import { drawQr } from '#platform/pdf/draw-qr';
import { addPageFonts } from '#platform/pdf/page-fonts';
import { LINE_HEIGHT, page, quiet, rule, type Type, writeText } from '#platform/pdf/page-look';
import type { LetterData } from '../reminder.contract.ts';

const WIDTH = page.right - page.left;
const MIDDLE = page.width / 2;
const QR_SIZE = 34;
const BOTTOM_HEIGHT = 56;
const day = (text: string): string => text.split('-').reverse().join('/');

/** The PDF's bytes. Slow: call it in a worker for more than a few. */
export function drawLetters(given: readonly LetterData[], lang: Lang): Uint8Array {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', compress: true, putOnlyUsedFonts: true, precision: 2 });
  doc.setLineHeightFactor(LINE_HEIGHT);
  addPageFonts(doc);
  const say = (key: string, params = {}) => sentence(lang, { code: `reminder.letter.${key}`, params });
  doc.setDocumentProperties({ title: say('file'), creator: 'Tòa Nhà' });
  // decomposed letters would print with displaced marks
  const letters = JSON.parse(JSON.stringify(given).normalize('NFC')) as LetterData[];
  letters.forEach((letter, index) => {
    if (index > 0) doc.addPage();
    new Page(doc, letter, say, lang).draw();
  });
  return new Uint8Array(doc.output('arraybuffer'));
}
type Say = (key: string, params?: Record<string, string | number>) => string;

class Page {
  private y: number = page.top;
  private readonly doc: jsPDF;
  private readonly letter: LetterData;
  private readonly say: Say;
  private readonly lang: Lang;
  constructor(doc: jsPDF, letter: LetterData, say: Say, lang: Lang) {
    this.doc = doc;
    this.letter = letter;
    this.say = say;
    this.lang = lang;
  }

  draw(): void {
    this.head();
    for (const paragraph of this.letter.paragraphs) this.write(paragraph, { size: 10 }, 1.6);
    this.debts();
    this.payment();
    this.foot();
  }

  private write(text: string, type: Type, after = 0): void {
    if (this.y > page.bottom - 10) this.newPage();
    this.y = writeText(this.doc, text, { x: page.left, y: this.y, width: WIDTH }, type) + after;
  }
  private newPage(): void {
    this.foot();
    this.doc.addPage();
    this.y = page.top;
  }
  private foot(): void {
    const text = `${this.letter.reference} · ${this.letter.unit}`;
    writeText(this.doc, text, { x: page.right, y: page.footer, width: WIDTH, align: 'right' }, { size: 8, color: quiet });
  }

  private head(): void {
    const { company, building, customer, unit, onDate, title, reference } = this.letter;
    this.write(company.name, { size: 11.5, bold: true });
    const contact = [
      company.address,
      company.taxCode && this.say('taxCode', { code: company.taxCode }),
      company.phone && this.say('phone', { phone: company.phone }),
    ];
    const told = contact.filter(Boolean).join(' · ');
    if (told) this.write(told, { size: 8.5, color: quiet });
    this.y = writeText(this.doc, title, { x: MIDDLE, y: this.y + 10, width: WIDTH, align: 'center' }, { size: 16, bold: true });
    const [year, month, date] = onDate.split('-') as [string, string, string];
    const line = this.say('subtitle', { reference, day: date, month, year });
    this.y = writeText(this.doc, line, { x: MIDDLE, y: this.y - 0.4, width: WIDTH, align: 'center' }, { size: 9.5 }) + 5;
    const rows: [string, string, boolean][] = [
      [this.say('to'), customer.name, true],
      [this.say('customerCode'), customer.code, false],
      [this.say('unit'), `${unit} · ${building.name}`, true],
    ];
    for (const [label, value, bold] of rows) {
      writeText(this.doc, label, { x: page.left, y: this.y, width: 30 }, { size: 9.5, color: quiet });
      this.y = writeText(this.doc, value, { x: page.left + 32, y: this.y, width: WIDTH - 32 }, { size: 9.5, bold }) + 0.7;
    }
    this.y += 4;
  }

  private debts(): void {
    const columns = [page.left, page.left + 66, page.left + 92, page.left + 120, page.right] as const;
    const row = (cells: readonly string[], type: Type): void => {
      if (this.y > page.bottom - 8) this.newPage();
      cells.forEach((cell, n) => {
        const right = n === 3 || n === 4;
        writeText(
          this.doc,
          cell,
          { x: n === 3 ? columns[3] + 22 : columns[n]!, y: this.y, width: 64, align: right ? 'right' : 'left' },
          { ...type, figures: right },
        );
      });
      this.y += 5;
      rule(this.doc, this.y - 3.4);
    };
    this.y += 2;
    row([this.say('service'), this.say('period'), this.say('dueOn'), this.say('late'), this.say('amount')], {
      size: 8.8,
      bold: true,
    });
    for (const { service, period, dueOn, daysLate, amount } of this.letter.lines)
      row([service, period.split('-').reverse().join('/'), day(dueOn), String(daysLate), formatVnd(amount, this.lang)], {
        size: 9.2,
      });
    this.y += 2.2;
    writeText(
      this.doc,
      `${formatVnd(this.letter.total, this.lang)} đ`,
      { x: page.right, y: this.y, width: 60, align: 'right' },
      { size: 12, bold: true, figures: true },
    );
    this.write(this.say('total'), { size: 12, bold: true }, 0.6);
    this.write(this.say('inWords', { words: amountInWords(this.letter.total, this.lang) }), { size: 9.2 }, 4);
  }

  private payment(): void {
    const { bank, memo, qr, company } = this.letter;
    if (this.y > page.bottom - BOTTOM_HEIGHT) this.newPage();
    if (bank) {
      const top = this.y;
      if (qr) drawQr(this.doc, qr, { x: page.left, y: top, size: QR_SIZE });
      const left = qr ? page.left + QR_SIZE + 8 : page.left;
      let y =
        writeText(this.doc, this.say('howToPay'), { x: left, y: top + 3, width: page.right - left }, { size: 9.2, bold: true }) +
        0.8;
      const rows: [string, string][] = [
        [this.say('bank'), bank.bankName ?? bank.bin],
        [this.say('account'), bank.account],
        [this.say('accountName'), bank.accountName],
        ...(memo ? [[this.say('memo'), memo] as [string, string]] : []),
      ];
      for (const [label, value] of rows) {
        writeText(this.doc, label, { x: left, y, width: 30 }, { size: 9, color: quiet });
        y = writeText(this.doc, value, { x: left + 32, y, width: page.right - left - 32 }, { size: 9, bold: true }) + 0.5;
      }
      this.y = Math.max(y, qr ? top + QR_SIZE + 5 : y) + 3;
    }
    this.write(this.say('paidAlready'), { size: 8.8, color: quiet }, 4);
    const at = { x: page.right - 40, y: this.y, width: 76, align: 'center' as const };
    writeText(this.doc, this.say('signer'), at, { size: 9.5, bold: true });
    writeText(this.doc, company.name, { ...at, y: this.y + 5 }, { size: 9, color: quiet });
  }
}
