// Top of a notice: who sends it, what it is, for whom.
import type { jsPDF } from 'jspdf';
import { page, quiet, writeText } from '#platform/pdf/page-look';
import type { NoticeData } from './notice-data.ts';
import type { NoticeWords } from './notice-words.ts';

const MIDDLE = page.width / 2;
const WIDTH = page.right - page.left;
const COLUMNS = [
  { label: page.left, value: page.left + 27, width: 66 },
  { label: 116, value: 143, width: 49 },
] as const;

/** Draws the top and answers the y below it. */
export function drawHead(doc: jsPDF, data: NoticeData, words: NoticeWords): number {
  const { company } = data;
  let y = writeText(doc, company.name, { x: page.left, y: page.top, width: WIDTH }, { size: 11.5, bold: true });
  const contact = [
    company.address,
    company.taxCode && words.say('taxCode', { code: company.taxCode }),
    company.phone && words.say('phone', { phone: company.phone }),
  ].filter(Boolean);
  if (contact.length > 0) y = writeText(doc, contact.join(' · '), { x: page.left, y, width: WIDTH }, { size: 8.5, color: quiet });
  y = writeText(doc, words.say('title'), { x: MIDDLE, y: y + 9, width: WIDTH, align: 'center' }, { size: 17, bold: true });
  const [year, month] = data.period.split('-');
  const line = words.say('subtitle', { month: month!, year: year!, number: data.number, issuedOn: words.day(data.issuedOn) });
  y = writeText(doc, line, { x: MIDDLE, y: y - 0.6, width: WIDTH, align: 'center' }, { size: 9.5 });
  return drawParties(doc, data, words, y + 5);
}

function drawParties(doc: jsPDF, data: NoticeData, words: NoticeWords, top: number): number {
  const { unit, customer, building } = data;
  const premises = [
    unit.code,
    unit.floor && words.say('floor', { floor: unit.floor }),
    unit.areaM2 && words.say('area', { area: words.number(unit.areaM2) }),
  ];
  const left: [string, string, boolean?][] = [
    ['customer', customer.name, true],
    ['customerCode', customer.code],
    ...(customer.taxCode ? [['customerTaxCode', customer.taxCode] as [string, string]] : []),
    ...(data.members === null ? [] : [['members', words.say('people', { count: data.members })] as [string, string]]),
  ];
  const right: [string, string, boolean?][] = [
    ['unit', premises.filter(Boolean).join(' · '), true],
    ['building', building.name],
    ['dueOn', words.day(data.dueOn), true],
  ];
  const bottoms = [left, right].map((rows, index) => {
    const column = COLUMNS[index]!;
    let y = top;
    for (const [key, value, bold = false] of rows) {
      writeText(doc, words.say(key), { x: column.label, y, width: 30 }, { size: 9, color: quiet });
      y = writeText(doc, value, { x: column.value, y, width: column.width }, { size: 9, bold }) + 0.7;
    }
    return y;
  });
  return Math.max(...bottoms);
}
