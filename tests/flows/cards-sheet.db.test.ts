// Cards in and out as .xlsx: every problem at its cell, good rows go on, the same sheet twice changes nothing.
import { beforeAll, expect, test } from '@jest/globals';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type CardBuilding, cardBuilding } from './card-building.ts';

const app = await startTestApp();
let house: CardBuilding;
const HEAD = ['Số thẻ', 'Căn hộ', 'Mã khách hàng', 'BIỂN SỐ', 'Ô tô', 'Đến ngày', 'Đã thu đến ngày', 'Số tháng'];
const send = async (rows: unknown[][], { service = 'vehicle-card', dryRun = '0', head = HEAD, lang = 'vi' } = {}) => {
  const bytes = (await writeXlsx({
    sheets: [{ name: 'Thẻ', rows: [['Danh sách thẻ xe'], head, ...rows] as never }],
  })) as Uint8Array;
  const form = new FormData();
  form.append('file', new Blob([bytes as never]), 'the.xlsx');
  const at = `/buildings/${house.buildingId}/cards/import?service=${service}&dryRun=${dryRun}&lang=${lang}`;
  const { status, body } = await app.fetch('POST', at, form);
  expect([status, body.code]).toEqual([200, undefined]);
  return body;
};
const counts = ({ registered, issued, takenOver, amended, unchanged }: Record<string, number>) =>
  amended === 0 ? [registered, issued, takenOver, unchanged] : [registered, issued, takenOver, unchanged, amended];
const places = (body: { findings: { code: string; at: object }[] }) => body.findings.map(({ code, at }) => [code, at]);

beforeAll(async () => {
  freezeClock('2026-01-10T05:00:00Z');
  house = await cardBuilding(app, {
    code: 'X',
    units: ['A1', 'A2'],
    tariffs: [
      ['vehicle-card', 'monthly'],
      ['gym-card', 'passes'],
    ],
  });
});

const good = [
  ['S1', 'A1', 'KXA1', '59A1-111.11', 'Không', null, null, null],
  ['S2', 'a1', 'kxa1', '51K-222.22', 'x', new Date('2026-06-30T00:00:00Z'), null, null],
  [null, 'A2', 'KXA2', '59B2-333.33', null, null, null, null],
  ['S4', 'A2', 'KXA2', '59B2-444.44', null, null, '31/12/2025', null],
];

test('tried first, nothing stays; then rows are registered, issued and taken over', async () => {
  expect(counts(await send(good, { dryRun: '1' }))).toEqual([1, 2, 1, 0]);
  expect((await app.fetch('GET', `/cards?buildingId=${house.buildingId}`)).body.total).toBe(0);
  const body = await send(good);
  expect([counts(body), body.findings]).toEqual([[1, 2, 1, 0], []]);
  const { body: list } = await app.fetch('GET', `/cards?buildingId=${house.buildingId}`);
  expect(
    list.rows.map((card: Record<string, unknown>) => [card.number, card.state, card.unit, card.validTo, card.paidThrough]),
  ).toEqual([
    ['S1', 'active', 'A1', null, null],
    ['S2', 'active', 'A1', '2026-06-30', null],
    [null, 'registered', 'A2', null, null],
    ['S4', 'active', 'A2', null, '2025-12-31'],
  ]);
  // a box nobody ticked says what it is priced by
  expect(list.rows[1].fields).toEqual({ plate: '51K-222.22', car: true, basement: true, bicycle: false, electric: false });
  expect((await house.open('A2')).open).toBe(0); // what was taken over was paid before
  expect((await house.open('A1')).open).toBe(200_000); // two deposits
});

test('the same sheet again changes nothing', async () => {
  expect(counts(await send(good))).toEqual([0, 0, 0, 4]);
});

test('the run charges what was taken over from the day after it was paid', async () => {
  // A1: a bike of 100.000 and a car of 1.200.000, the first of its kind; A2: a bike; + 8 %
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 108_000 + 1_296_000 }, A2: { 'vehicle-card': 108_000 } });
  const again = await send(good); // what was paid then is no wish now
  expect([counts(again), again.findings]).toEqual([[0, 0, 0, 4], []]);
});

test('bad cells come back with their place and a sentence, good rows go on', async () => {
  const body = await send(
    [
      ['B1', 'A9', 'KXA1', '59C1-1', null, null, null, null],
      ['B2', 'A2', 'NOBODY', '59C1-2', null, null, null, null],
      ['B3', 'A2', 'KXA2', null, null, null, null, null],
      ['B4', 'A2', 'KXA2', '59C1-4', 'có thể', '31/02/2026', null, '1,5'],
      ['B5', 'A2', 'KXA2', '1', null, null, null, null],
      ['B6', 'A2', 'KXA2', '59C1-666', null, null, null, null],
    ],
    { lang: 'en' },
  );
  expect(counts(body)).toEqual([0, 1, 0, 0]);
  const place = (row: number, column: string) => ({ sheet: 'Thẻ', row, column });
  expect(places(body)).toEqual([
    ['card.sheet.noUnit', place(3, 'B')],
    ['card.sheet.noHolder', place(4, 'C')],
    ['card.sheet.missing', place(5, 'D')],
    ['card.sheet.bad.flag', place(6, 'E')],
    ['card.sheet.bad.day', place(6, 'F')],
    ['card.sheet.bad.count', place(6, 'H')],
    ['card.field.short', place(7, 'D')],
  ]);
  expect(body.findings[0].message).toBe('The building has no unit “A9”. Correct its code.');
});

test('a quota fills up inside a sheet: the rows above it are in, the others are told', async () => {
  const body = await send(['Q1', 'Q2', 'Q3'].map((number) => [number, 'A1', 'KXA1', `59Q1-${number}0`, null, null, null, null]));
  expect(counts(body)).toEqual([0, 2, 0, 0]);
  expect(places(body)).toEqual([['vehicle-card.quota.full', { sheet: 'Thẻ', row: 5, column: 'A' }]]);
});

test('a term card without months, or taken over to its last day', async () => {
  const head = ['Card number', 'Unit', 'Customer code', 'Card user', 'Months', 'Paid through'];
  const body = await send(
    [
      ['G1', 'A1', 'KXA1', 'Lan', null, null],
      ['G2', 'A1', 'KXA1', 'Mai', 3, null],
      ['G3', 'A2', 'KXA2', 'Cúc', null, '2026-05-31'],
    ],
    { service: 'gym-card', head },
  );
  expect([counts(body), places(body)]).toEqual([[0, 1, 1, 0], [['card.term.missing', { sheet: 'Thẻ', row: 3, column: 'E' }]]]);
  const { body: list } = await app.fetch('GET', `/cards?buildingId=${house.buildingId}&service=gym-card`);
  expect(list.rows.map((card: Record<string, unknown>) => [card.number, card.validTo, card.paidThrough])).toEqual([
    ['G2', '2026-04-09', '2026-04-09'],
    ['G3', '2026-05-31', '2026-05-31'],
  ]);
});

test('a file that is no sheet, or a sheet without headings, is told in words', async () => {
  const form = new FormData();
  form.append('file', new Blob(['no sheet at all']), 'x.xlsx');
  const { status, body } = await app.fetch('POST', `/buildings/${house.buildingId}/cards/import?service=vehicle-card`, form);
  expect([status, body.findings.map(({ code }: { code: string }) => code)]).toEqual([200, ['metering.sheet.notASheet']]);
  const blank = await send([['chỉ có chữ']], { head: ['Không', 'phải'] });
  expect(places(blank)).toEqual([['card.sheet.noHeading', undefined]]);
});

test('what goes out can come in again, in either language, and changes nothing', async () => {
  for (const lang of ['vi', 'en']) {
    const { body: bytes, headers } = await app.fetch<Buffer>(
      'GET',
      `/buildings/${house.buildingId}/cards.xlsx?service=vehicle-card&lang=${lang}`,
    );
    expect(headers.get('content-type')).toContain('spreadsheetml');
    const book = await readXlsx(bytes);
    expect(book.sheets[0]!.rows[0]!.slice(0, 3)).toEqual(
      lang === 'vi' ? ['Số thẻ', 'Căn hộ', 'Mã khách hàng'] : ['Card number', 'Unit', 'Customer code'],
    );
    const form = new FormData();
    form.append('file', new Blob([bytes as never]), 'the.xlsx');
    const { body } = await app.fetch('POST', `/buildings/${house.buildingId}/cards/import?service=vehicle-card`, form);
    expect([counts(body), body.findings]).toEqual([[0, 0, 0, 7], []]);
  }
});

const sheetOf = async (lang = 'vi'): Promise<unknown[][]> => {
  const at = `/buildings/${house.buildingId}/cards.xlsx?service=vehicle-card&lang=${lang}`;
  const { body } = await app.fetch<Buffer>('GET', at);
  return (await readXlsx(body)).sheets[0]!.rows as unknown[][];
};
type Listed = { id: number; number: string; fields: Record<string, unknown>; state: string; unit: string };
const cardsOf = async () =>
  (await app.fetch('GET', `/cards?buildingId=${house.buildingId}&service=vehicle-card`)).body.rows as Listed[];

test('a sheet edited outside puts forms right and gives numbers; what it cannot change is told at its cell', async () => {
  const [head, ...rows] = await sheetOf();
  const column = (name: string) => head!.indexOf(name);
  const row = (number: string | null) => rows.find((one) => (one[0] ?? null) === number)!;
  row('S1')[column('Biển số')] = '59A1-999.99';
  row('S1')[column('Xe điện')] = 'x';
  row('S2')[column('Căn hộ')] = 'A2';
  row('S2')[column('Trạng thái')] = 'Đã khóa';
  row('S4')[column('Đến ngày')] = '31/12/2030';
  row('Q1')[column('Số tháng')] = 3;
  row('Q2')[column('Số thẻ')] = 'Q9';
  row(null)[column('Số thẻ')] = 'S3';
  const body = await send(rows, { head: head as string[] });
  expect(counts(body)).toEqual([0, 1, 0, 1, 1]);
  const place = (number: string, name: string) => ({
    ...{ sheet: 'Thẻ', row: rows.indexOf(row(number)) + 3 },
    column: String.fromCharCode(65 + column(name)),
  });
  expect(places(body)).toEqual(
    [
      ['card.sheet.otherUnit', place('S2', 'Căn hộ')],
      ['card.sheet.otherState', place('S2', 'Trạng thái')],
      ['card.sheet.noDay', place('S4', 'Đến ngày')],
      ['card.sheet.monthsGiven', place('Q1', 'Số tháng')],
      ['card.sheet.otherNumber', { ...place('Q9', 'Số thẻ') }],
    ].sort((a, b) => (a[1] as { row: number }).row - (b[1] as { row: number }).row),
  );
  const cards = await cardsOf();
  const s1 = cards.find(({ number }) => number === 'S1')!;
  expect(s1.fields).toMatchObject({ plate: '59A1-999.99', electric: true });
  expect(cards.find(({ number }) => number === 'S3')).toMatchObject({ state: 'active', unit: 'A2' });
  const { body: history } = await app.fetch('GET', `/cards/${s1.id}/history`);
  expect(history.rows.at(-1)).toMatchObject({ action: 'amend', reason: `Thẻ · ${rows.indexOf(row('S1')) + 3}`, fee: 0 });
  expect(history.rows.at(-1).before.fields.plate).toBe('59A1-111.11');
});

test('the number of a card that was given back can be another’s; the old row changes nothing', async () => {
  const s3 = (await cardsOf()).find(({ number }) => number === 'S3')!;
  await house.done(s3 as never, 'return', { on: '2026-01-10' });
  freezeClock('2026-01-12T05:00:00Z');
  const body = await send([
    ['S3', 'A2', 'KXA2', '59B2-333.33', null, null, null, null],
    ['S3', 'A1', 'KXA2', '59B2-777.77', null, null, null, null],
  ]);
  expect([counts(body), places(body)]).toEqual([
    [0, 0, 0, 1],
    [['vehicle-card.quota.full', { sheet: 'Thẻ', row: 4, column: 'A' }]],
  ]);
  expect(counts(await send([['S3', 'A2', 'KXA1', '59B2-777.77', null, null, null, null]]))).toEqual([0, 1, 0, 0]);
});
