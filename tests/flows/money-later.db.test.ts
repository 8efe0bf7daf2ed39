// Money on other days than the receipt's own: given back after hand-over, paid ahead and released, doubtful and set aside.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { verifyBuilding } from '../../core/cli/verify.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const { admin } = app.db;
let house: MoneyBuilding;
let key = 0;

beforeAll(async () => {
  freezeClock('2026-12-01T05:00:00Z');
  house = await moneyBuilding(app, { code: 'SAU', units: 4, period: '2026-12', months: 2 });
  await postMonth(app, house, '2026-11');
}, 60_000);

const post = (path: string, body: object) => app.fetch('POST', path, body, { headers: { 'idempotency-key': `l-${++key}` } });
const openOf = async (n: number) =>
  (await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${house.unitIds[n]}`)).body;
const party = (n: number) => ({ buildingId: house.buildingId, unitId: house.unitIds[n], customerId: house.customerIds[n] });
const postings = (body: { postings: { account: string; amount: number }[] }) =>
  body.postings.map(({ account, amount }) => [account, amount]);
const onAccount = async (account: string) =>
  Number((await admin('posting').where({ building_id: house.buildingId, account }).sum('amount as a').first())!.a ?? 0);
const sound = async () => {
  const lines: string[] = [];
  const user = { ...app.user, buildingIds: [house.buildingId] };
  expect([await verifyBuilding(user, house.buildingId, (line) => lines.push(line), 'SAU'), lines]).toEqual([
    0,
    expect.anything(),
  ]);
};

describe('a receipt of an earlier day', () => {
  test('is no longer voided but given back by voucher: what it paid is open again, and only once', async () => {
    const before = await openOf(0);
    const { body: receipt } = await post('/receipts', {
      ...{ buildingId: house.buildingId, method: 'cash', unitIds: [house.unitIds[0]], customerId: house.customerIds[0] },
      ...{ amount: before.open + 7_000, keepSurplus: true },
    });
    freezeClock('2026-12-02T05:00:00Z');
    expect((await post(`/receipts/${receipt.id}/void`, { reason: 'Thu nhầm' })).body.code).toBe('ledger.document.notToday');
    const { status, body } = await post(`/receipts/${receipt.id}/return`, { method: 'cash', reason: 'Thu nhầm người' });
    expect([status, body.number, body.amount, body.reference]).toEqual([
      200,
      'PC2026/000001',
      before.open + 7_000,
      receipt.number,
    ]);
    expect(postings(body).at(-1)).toEqual(['1111', -(before.open + 7_000)]);
    const after = await openOf(0);
    expect([after.open, after.credit]).toEqual([before.open, 0]);
    expect((await post(`/receipts/${receipt.id}/return`, { method: 'cash', reason: 'Lần nữa' })).body.code).toBe(
      'ledger.return.used',
    );
    await sound();
  });

  test('whose surplus has paid something since is not given back', async () => {
    const { open } = await openOf(1);
    const pay = { buildingId: house.buildingId, method: 'bank', unitIds: [house.unitIds[1]], customerId: house.customerIds[1] };
    const { body: receipt } = await post('/receipts', { ...pay, amount: open + 50_000, keepSurplus: true });
    await post('/vouchers', { ...party(1), kind: 'refund', method: 'bank', amount: 20_000, reason: 'Hoàn tiền thừa' });
    const { body } = await post(`/receipts/${receipt.id}/return`, { method: 'bank', reason: 'Trả lại' });
    expect([body.code, body.params.amount]).toEqual(['ledger.return.used', open + 30_000]);
  });
});

describe('a service paid ahead', () => {
  const ahead = { service: 'water', from: '2026-12', months: 3, net: 300_000, vat: 15_000, method: 'bank' };

  test('waits on 3387 with its VAT due now, and not twice for the same months', async () => {
    const { status, body } = await post('/prepayments', { ...party(2), ...ahead });
    expect([status, postings(body)]).toEqual([
      200,
      [
        ['1121', 315_000],
        ['3387', -300_000],
        ['33311', -15_000],
      ],
    ]);
    const again = await post('/prepayments', { ...party(2), ...ahead, from: '2027-02' });
    expect(again.body.code).toBe('ledger.prepaid.overlaps');
  });

  test('pays its month’s bill when released: 3387 and VAT against the receivable, the rest stays', async () => {
    const release = () => post(`/buildings/${house.buildingId}/periods/2026-12/release`, {});
    expect((await release()).body.code).toBe('ledger.prepaid.nothing');
    freezeClock('2027-01-02T05:00:00Z');
    await postMonth(app, house, '2026-12');
    const before = await openOf(2);
    const owed = before.items.find(
      ({ service, period }: { service: string; period: string }) => service === 'water' && period === '2026-12',
    ).open;
    const { status, body } = await release();
    // a month is 105.000 = 100.000 + 5.000; the water bill of 10 m³ may be lower
    const taken = Math.min(105_000, owed);
    expect(status).toBe(200);
    expect([body.amount, (await openOf(2)).open]).toEqual([taken, before.open - taken]);
    expect(postings(body)).toEqual([
      ['3387', Math.round((300_000 * taken) / 315_000)],
      ['33311', taken - Math.round((300_000 * taken) / 315_000)],
      ['131', -taken],
    ]);
    expect(await onAccount('3387')).toBe(-(300_000 - Math.round((300_000 * taken) / 315_000)));
    await sound();
  });
});

describe('doubtful debts', () => {
  test('are set aside by how long they are overdue, as a difference, and a write-off uses it', async () => {
    // everything of unit 4 was due on a day of December or January; seven months later it calls for 30 %
    freezeClock('2027-09-01T05:00:00Z');
    const { body: list } = await app.fetch('GET', `/buildings/${house.buildingId}/doubtful-debts`);
    expect(list.rows.length).toBeGreaterThan(0);
    for (const { percent, open, wanted } of list.rows) expect([percent, wanted]).toEqual([30, Math.round(open * 0.3)]);
    const { body } = await post(`/buildings/${house.buildingId}/allowance`, { reason: 'Trích lập quý 3' });
    expect(postings(body)).toEqual([
      ['642', list.wanted],
      ['2293', -list.wanted],
    ]);
    expect((await post(`/buildings/${house.buildingId}/allowance`, {})).body.code).toBe('ledger.allowance.enough');
    const { items } = await openOf(3);
    const off = await post(`/items/${items[0].id}/lower`, {
      ...{ buildingId: house.buildingId, kind: 'writeOff', amount: 1_000, reason: 'Khách mất tích' },
    });
    expect(postings(off.body)).toEqual([
      ['2293', 1_000],
      ['131', -1_000],
    ]);
    // a year on it calls for half
    freezeClock('2028-03-01T05:00:00Z');
    const half = (await app.fetch('GET', `/buildings/${house.buildingId}/doubtful-debts`)).body;
    expect(new Set(half.rows.map(({ percent }: { percent: number }) => percent))).toEqual(new Set([50]));
    await sound();
  });

  test('under Circular 133 the cost is 6422 and a reduction lowers 5113 itself', async () => {
    await admin('company').where({ id: app.user.companyId }).update({ regime: 'tt133' });
    const { body } = await post(`/buildings/${house.buildingId}/allowance`, { reason: 'Trích lập' });
    expect(postings(body).map(([account]) => account)).toEqual(['6422', '2293']);
    const { items } = await openOf(3);
    const lowered = await post(`/items/${items[0].id}/lower`, {
      ...{ buildingId: house.buildingId, kind: 'reduction', amount: 500, reason: 'Giảm giá' },
    });
    expect(postings(lowered.body).map(([account]) => account)).toContain('5113');
    const deposit = await post('/deposits', { ...party(3), method: 'cash', amount: 9_000 });
    expect(postings(deposit.body)[1]).toEqual(['3386', -9_000]);
    await sound();
  });
});
