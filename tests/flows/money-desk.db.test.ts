// The desk: a command shown before it is done, and two people who look at the same debt at the same time.
import { beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const { admin } = app.db;
let house: MoneyBuilding;
let key = 0;

beforeAll(async () => {
  freezeClock('2026-12-01T05:00:00Z');
  house = await moneyBuilding(app, { code: 'QUAY', units: 4, period: '2026-11' });
  await postMonth(app, house, '2026-11');
}, 60_000);

const post = (path: string, body: object, token = app.token) =>
  app.fetch('POST', path, body, { token, headers: { 'idempotency-key': `d-${++key}`, 'accept-language': 'vi' } });
const openOf = async (n: number) =>
  (await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${house.unitIds[n]}`)).body;
const documents = async () => Number((await admin('document').where({ building_id: house.buildingId }).count().first())!.count);
const receipt = (n: number, amount: number, more = {}) => ({
  ...{ buildingId: house.buildingId, method: 'cash', unitIds: [house.unitIds[n]], amount },
  ...more,
});

test('a preview shows the document with its postings and makes none; the number is then the one it showed', async () => {
  const { open } = await openOf(0);
  const tried = await app.fetch('POST', '/receipts', receipt(0, open, { dryRun: true }));
  expect([tried.status, tried.body.number, tried.body.amount]).toEqual([200, 'PT2026/000001', open]);
  expect(tried.body.postings.reduce((sum: number, one: { amount: number }) => sum + one.amount, 0)).toBe(0);
  expect([await documents(), (await openOf(0)).open]).toEqual([0, open]);
  const done = await post('/receipts', receipt(0, open));
  const told = ({ number, postings, allocations }: typeof done.body) => ({ number, postings, allocations });
  expect(told(done.body)).toEqual(told(tried.body));
});

test('a preview is refused for what the command itself would be refused', async () => {
  const tried = await app.fetch('POST', '/receipts', receipt(0, 5_000, { dryRun: true }));
  expect([tried.status, tried.body.code]).toEqual([409, 'ledger.receipt.moreThanOpen']);
  const reader = await app.fetch('POST', '/users', {
    ...{ login: 'xem', name: 'Chỉ xem', password: 'mật khẩu dài', role: 'reader', buildingIds: [house.buildingId] },
  });
  expect(reader.status).toBe(200);
  const { token } = (await app.fetch('POST', '/session', { user: 'xem', password: 'mật khẩu dài' }, { token: null })).body;
  expect((await app.fetch('POST', '/receipts', receipt(1, 1_000, { dryRun: true }), { token })).status).toBe(403);
});

test('a void shown before is not done; the receipt still stands', async () => {
  const { body } = await post('/receipts', receipt(1, 10_000));
  const tried = await app.fetch('POST', `/receipts/${body.id}/void`, { reason: 'Xem thử', dryRun: true });
  expect([tried.status, tried.body.voided.reason]).toEqual([200, 'Xem thử']);
  expect((await app.fetch('GET', `/receipts/${body.id}`)).body.voided).toBe(null);
});

test('who looks at figures that are no longer so is told by whom and by which receipt, and collects nothing', async () => {
  const { open } = await openOf(2);
  const first = await post('/receipts', receipt(2, 50_000, { seenOpen: open }), house.approver);
  expect(first.status).toBe(200);
  const before = await documents();
  const { status, body } = await post('/receipts', receipt(2, open, { seenOpen: open, keepSurplus: true }));
  expect([status, body.code]).toEqual([409, 'ledger.receipt.changedBy']);
  expect(body.params).toMatchObject({ number: first.body.number, by: 'Kế toán trưởng', amount: 50_000, seen: open, at: '12:00' });
  expect(body.message).toContain('Kế toán trưởng vừa lập PT2026/000003 (50.000 đ)');
  expect(await documents()).toBe(before);
});

test('two cashiers at once with different keys: one receipt, the other is told', async () => {
  const { open } = await openOf(3);
  const both = await Promise.all([
    post('/receipts', receipt(3, open, { seenOpen: open, keepSurplus: true })),
    post('/receipts', receipt(3, open, { seenOpen: open, keepSurplus: true }), house.approver),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)!.body.code).toBe('ledger.receipt.changedBy');
  expect((await openOf(3)).credit).toBe(0);
});

test('the day’s list finds a document by number, unit, payer and who made it, and adds up what came in', async () => {
  const list = async (query: string, token = app.token) =>
    (await app.fetch('GET', `/buildings/${house.buildingId}/documents?${query}`, undefined, { token })).body;
  const all = await list('from=2026-12-01&to=2026-12-01');
  expect(all.sum.in).toBe(all.rows.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0));
  expect((await list('search=000002')).rows.map(({ number }: { number: string }) => number)).toEqual(['PT2026/000002']);
  expect((await list('search=u00003')).rows.map(({ amount }: { amount: number }) => amount)).toEqual([50_000]);
  expect((await list('search=%25')).rows).toEqual([]);
  expect((await list('method=bank')).total).toBe(0);
  const mine = await list('mine=1');
  const theirs = await list('mine=1', house.approver);
  expect(mine.total + theirs.total).toBe(all.total);
});
