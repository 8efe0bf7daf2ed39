// What stands on a letter's pages, in both languages; a long one goes on, and every page says whose it is.
import { expect, test } from '@jest/globals';
import { pdfPages } from '#platform/pdf/pdf-text';
import type { LetterData } from '../reminder.contract.ts';
import { checkLetter, everyoneOf, type LetterFacts } from './check-letter.ts';
import { drawLetters } from './draw-letters.ts';

const letter = (lines: number): LetterData => ({
  reference: 'NN-000012',
  company: { name: 'Công ty Bình Minh', address: '88 Nguyễn Hữu Thọ', taxCode: '0312345678', phone: '02839999988' },
  building: { name: 'Sunrise Riverside', address: '' },
  ...{ unit: 'A-12.03', customer: { code: 'KH0012', name: 'Nguyễn Thị Ước' }, onDate: '2026-12-05', level: 2 },
  title: 'NHẮC NỢ LẦN 2',
  paragraphs: ['Kính gửi Quý khách Nguyễn Thị Ước,', 'Căn A-12.03 còn nợ quá hạn.'],
  lines: Array.from({ length: lines }, (_, n) => ({
    ...{
      service: 'Nước',
      period: `2026-${String((n % 12) + 1).padStart(2, '0')}`,
      dueOn: '2026-11-10',
      daysLate: 25,
      amount: 100_000,
    },
  })),
  total: lines * 100_000,
  bank: { bin: '970436', bankName: 'Vietcombank', account: '0011004567890', accountName: 'CTY BINH MINH' },
  ...{ memo: 'SR A1203 T112026X', qr: null },
});
const facts: LetterFacts = {
  recipient: { unit: 'A-12.03', code: 'KH0012', name: 'Nguyễn Thị Ước' },
  everyone: everyoneOf([
    { unit: 'A-12.04', code: 'KH0013', name: 'Trần Văn Bình' },
    { unit: '1205', code: 'KH0014', name: 'Bình Minh' },
    { unit: 'A-12.03', code: 'KH0012', name: 'Nguyễn Thị Ước' },
  ]),
  ...{ anyones: ['Công ty Bình Minh', 'CTY BINH MINH'], total: 300_000, building: 'SR', account: '0011004567890' },
};

test.each([
  [
    'vi',
    [
      'NHẮC NỢ LẦN 2',
      'Số NN-000012 · Ngày 05 tháng 12 năm 2026',
      'Kính gửi',
      'Trễ (ngày)',
      '300.000 đ',
      'Bằng chữ: Ba trăm nghìn đồng',
    ],
  ],
  ['en', ['No. NN-000012 · 05/12/2026', 'Late (days)', '300,000 đ', 'In words: Three hundred thousand dong']],
] as const)('in %s it says who, what and how to pay', (lang, words) => {
  const [page] = pdfPages(drawLetters([letter(3)], lang));
  for (const word of words) expect(page).toContain(word);
  for (const word of ['Nguyễn Thị Ước', 'A-12.03', 'Vietcombank', '0011004567890', 'SR A1203 T112026X'])
    expect(page).toContain(word);
});

test('letters follow each other, each page with its reference; a long one goes on overleaf', () => {
  const pages = pdfPages(drawLetters([letter(60), { ...letter(1), reference: 'NN-000013' }], 'vi'));
  expect(pages.map((page) => /NN-\d{6}(?= · A-12\.03$)/.exec(page)?.[0])).toEqual(['NN-000012', 'NN-000012', 'NN-000013']);
});

test.each<[string, Partial<LetterData>, string[]]>([
  ['its own data', {}, []],
  ['the company’s name, which is a neighbour’s too', { paragraphs: ['Công ty Bình Minh kính báo'] }, []],
  ['a neighbour’s name', { paragraphs: ['Kính gửi Trần Văn Bình'] }, ['foreignName']],
  ['a neighbour’s unit', { paragraphs: ['Căn A-12.04'] }, ['foreignCode']],
  ['a neighbour’s unit of digits after «căn»', { paragraphs: ['Căn 1205'] }, ['foreignCode']],
  ['a number that happens to be a unit', { paragraphs: ['Quyết định 1205'] }, []],
  ['a neighbour’s number', { paragraphs: ['Mã KH0013'] }, ['foreignCode']],
  ['rows that are not its total', { lines: letter(2).lines }, ['wrongSum']],
  ['another total', { total: 300_001 }, ['noTotal']],
])('a letter with %s', (_, change, wanted) => {
  const [page] = pdfPages(drawLetters([{ ...letter(3), ...change }], 'vi'));
  expect(checkLetter(page!, null, facts, 'vi').map(({ code }) => code.slice(15))).toEqual(wanted);
});
