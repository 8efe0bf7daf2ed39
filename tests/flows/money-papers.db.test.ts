// Statements and the no-debt letter: what they say is what the books hold, and the letter is refused while anything is open.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { freezeClock } from '../../core/platform/clock.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
let house: MoneyBuilding;
let key = 0;

beforeAll(async () => {
  freezeClock('2026-12-05T05:00:00Z');
  house = await moneyBuilding(app, { code: 'GIAY', units: 3, period: '2026-11' });
  await postMonth(app, house, '2026-11');
}, 60_000);

const post = (path: string, body: object) => app.fetch('POST', path, body, { headers: { 'idempotency-key': `p-${++key}` } });
const get = (path: string) => app.fetch('GET', path);
const openOf = async (n: number) => (await get(`/buildings/${house.buildingId}/open?unitIds=${house.unitIds[n]}`)).body.open;
const file = async (path: string): Promise<{ status: number; bytes: Uint8Array }> => {
  const { status, body } = await get(path);
  return { status, bytes: body };
};
const squeezed = (bytes: Uint8Array) => pdfText(bytes).replace(/\s+/g, ' ');
const dong = (amount: number) => String(amount).replace(/\B(?=(\d{3})+$)/g, '.');

describe('a statement', () => {
  test('on paper says every movement and what is left, in figures and words', async () => {
    const open = await openOf(0);
    const { body: receipt } = await post('/receipts', {
      ...{ buildingId: house.buildingId, method: 'cash', amount: 24, unitIds: [house.unitIds[0]] },
    });
    const { status, bytes } = await file(`/customers/${house.customerIds[0]}/statement.pdf?lang=vi`);
    expect(status).toBe(200);
    const text = squeezed(bytes);
    for (const part of [
      'BẢNG ĐỐI CHIẾU CÔNG NỢ',
      'Dư nợ đầu kỳ',
      'Phí dịch vụ 11/2026 · Điện',
      receipt.number,
      `Khách hàng còn nợ: ${dong(open - 24)} đ`,
    ])
      expect(text).toContain(part);
  });

  test('as a workbook ends with the same balance', async () => {
    const { bytes } = await file(`/customers/${house.customerIds[0]}/statement.xlsx?lang=vi`);
    const { sheets } = await readXlsx(bytes);
    const last = sheets[0]!.rows.at(-1)!;
    expect(last.at(-1)).toBe(await openOf(0));
    expect(Number(last.at(-3)) - Number(last.at(-2))).toBe(await openOf(0));
  });
});

describe('the no-debt letter', () => {
  const letter = () => file(`/buildings/${house.buildingId}/units/${house.unitIds[1]}/clearance.pdf?lang=vi`);

  test('is refused while the unit owes, with how much and who', async () => {
    const answer = await get(`/buildings/${house.buildingId}/units/${house.unitIds[1]}/clearance.pdf`);
    expect([answer.status, answer.body.code, answer.body.params.open]).toEqual([409, 'ledger.clearance.owes', await openOf(1)]);
  });

  test('is given once all is paid, names what is still held, and leaves a trace', async () => {
    await post('/receipts', {
      buildingId: house.buildingId,
      method: 'bank',
      amount: await openOf(1),
      unitIds: [house.unitIds[1]],
    });
    const party = { buildingId: house.buildingId, unitId: house.unitIds[1], customerId: house.customerIds[1] };
    await post('/deposits', { ...party, method: 'cash', amount: 500_000 });
    const { status, bytes } = await letter();
    expect(status).toBe(200);
    const text = squeezed(bytes);
    for (const part of ['GIẤY XÁC NHẬN KHÔNG CÒN NỢ', 'U00002', 'không còn nợ khoản nào', '500.000 đ', '05/12/2026'])
      expect(text).toContain(part);
    const trace = await app.db.admin('audit').where({ action: 'ledger.clearance' }).count('* as n').first();
    expect(Number(trace!.n)).toBe(1);
  });
});

test('warnings count payers and amounts: newly overdue within a week, old after 90 days', async () => {
  const owed = (await openOf(0)) + (await openOf(2));
  const alerts = async () => (await get(`/buildings/${house.buildingId}/debt-alerts`)).body;
  const due = (await get(`/buildings/${house.buildingId}/open?unitIds=${house.unitIds[2]}`)).body.items[0].dueOn;
  freezeClock(`${due}T05:00:00Z`);
  expect((await alerts()).overdue).toEqual({ payers: 0, amount: 0 });
  const later = (days: number) => new Date(Date.parse(`${due}T05:00:00Z`) + days * 86_400_000).toISOString();
  freezeClock(later(1));
  expect(await alerts()).toMatchObject({
    fresh: { payers: 2, amount: owed },
    overdue: { payers: 2, amount: owed },
    old: { payers: 0 },
  });
  freezeClock(later(8));
  expect((await alerts()).fresh).toEqual({ payers: 0, amount: 0 });
  freezeClock(later(91));
  expect((await alerts()).old).toEqual({ payers: 2, amount: owed });
  const late = async (query: string) => (await get(`/debts?building=${house.buildingId}&${query}`)).body.total;
  expect([await late('late=91'), await late('late=92'), await late('search=u00003'), await late('search=nobody')]).toEqual([
    2, 0, 1, 0,
  ]);
});
