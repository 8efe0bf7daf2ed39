// Cards in the monthly run and in the books: months, first and last ones, transfers, fees, deposits, twice, and taken back.
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { verifyBuilding } from '../../core/cli/verify.ts';
import { call } from '../../core/platform/call.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type CardBuilding, cardBuilding } from './card-building.ts';

const app = await startTestApp();
let house: CardBuilding;
let n = 0;
const number = () => `T${++n}`;
const plate = { plate: '59A1-234.56' };

const tariffs: [string, string][] = [
  ['vehicle-card', 'monthly'],
  ['elevator-card', 'deposit-only'],
];
/** What `cli verify` looks at, and every charge recomputed. */
async function booksAreSound(): Promise<void> {
  const user = { ...app.user, buildingIds: [house.buildingId] };
  const lines: string[] = [];
  const wrong = await verifyBuilding(user, house.buildingId, (line) => lines.push(line), 'CARDS');
  expect([wrong, wrong === 0 ? [] : lines]).toEqual([0, []]);
  const params = { buildingId: house.buildingId, period: '2026-01' };
  const { differing } = await call(app.broker, 'billing.recomputeMonth', params, { meta: { user } });
  expect(differing).toEqual([]);
}

beforeAll(() => freezeClock('2026-01-10T05:00:00Z'));
beforeEach(async () => {
  freezeClock('2026-01-10T05:00:00Z');
  house = await cardBuilding(app, { code: `B${++n}`, units: ['A1', 'A2'], tariffs });
});

test('a month is charged whole, once, and the card is paid through its last day', async () => {
  const card = await house.register('vehicle-card', 'A1', plate);
  const { card: issued, due } = await house.done(card, 'issue', { number: number() });
  expect([due?.when, due?.total]).toEqual(['atOnce', 100_000]); // the deposit bears no tax
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 108_000 } }); // 100.000 + 8 %
  expect((await house.find(issued)).paidThrough).toBe('2026-01-31');
  expect(await house.bill('2026-01')).toEqual({}); // again: nothing
  freezeClock('2026-02-27T05:00:00Z');
  expect(await house.bill('2026-02')).toEqual({ A1: { 'vehicle-card': 108_000 } });
  expect((await house.find(issued)).paidThrough).toBe('2026-02-28');
  const rows = await house.charges(issued);
  expect(rows.map(({ kind, period, total, open }) => [kind, period, total, open])).toEqual([
    ['month', '2026-02', 108_000, 108_000],
    ['month', '2026-01', 108_000, 108_000],
    ['fee', '2026-01', 100_000, 100_000],
  ]);
});

test('the second motorbike is dearer, each card is a charge of its own, and explain agrees', async () => {
  const [first, second] = [await house.register('vehicle-card', 'A1', plate), await house.register('vehicle-card', 'A1', plate)];
  await house.done(first, 'issue', { number: number() });
  await house.done(second, 'issue', { number: number() });
  // 100.000 + 8 % and 150.000 + 8 %
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 108_000 + 162_000 } });
  const { body: bills } = await app.fetch('GET', `/bills?buildingId=${house.buildingId}&period=2026-01`);
  const { body: bill } = await app.fetch('GET', `/bills/${bills.rows[0].id}`);
  expect(bill.charges.map(({ total, card }: { total: number; card: { id: number } }) => [card.id, total])).toEqual([
    [first.id, 108_000],
    [second.id, 162_000],
  ]);
  const { body: explained } = await app.fetch('GET', `/bills/${bills.rows[0].id}/explain`);
  expect(explained.agrees).toBe(true);
  const third = await house.register('vehicle-card', 'A1', plate);
  await house.done(third, 'issue', { number: number() });
  // a second run of the month takes only what the first could not know: the third motorbike, 200.000 + 8 %
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 216_000 } });
});

test.each([
  ['full', 108_000],
  ['half', 54_000], // 10 of 31 days are less than half
  ['daily', 34_839], // 100.000 × 10/31 = 32.258,06 → 32.258; 8 % = 2.580,64 → 2.581
] as const)('a first month from 22 January is charged %s: %d', async (firstMonth, total) => {
  await house.setting('vehicle-card', { firstMonth });
  const card = await house.register('vehicle-card', 'A1', plate);
  await house.done(card, 'issue', { number: number(), on: '2026-01-22' });
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': total } });
  freezeClock('2026-02-27T05:00:00Z');
  expect(await house.bill('2026-02')).toEqual({ A1: { 'vehicle-card': 108_000 } });
});

test('a card taken back before the run still owes its days; one that cost nothing is not on the bill but done', async () => {
  await house.setting('vehicle-card', { lastMonth: 'daily', firstMonth: 'daily' });
  const card = await house.register('vehicle-card', 'A1', plate);
  const lift = await house.register('elevator-card', 'A1', { holder: 'Nguyễn Thị A1' });
  const { card: issued } = await house.done(card, 'issue', { number: number(), on: '2026-01-01' });
  await house.done(lift, 'issue', { number: number(), on: '2026-01-01' });
  const { card: back } = await house.done(issued, 'return', { on: '2026-01-08' });
  expect(back.state).toBe('returned');
  // 100.000 × 8/31 = 25.806; 8 % = 2.064,48 → 2.064
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 27_870 } });
  expect((await house.find(lift)).paidThrough).toBe('2026-01-31');
  freezeClock('2026-02-27T05:00:00Z');
  expect(await house.bill('2026-02')).toEqual({});
});

test('a transfer leaves the month begun with the old holder, and the next goes to the new one', async () => {
  const card = await house.register('vehicle-card', 'A1', plate);
  const { card: issued } = await house.done(card, 'issue', { number: number(), on: '2026-01-05' });
  const moving = { customerId: house.customers.A2, unitId: house.units.A2, on: '2026-01-20' };
  await house.done(issued, 'transfer', moving);
  freezeClock('2026-02-27T05:00:00Z');
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 108_000 } });
  expect(await house.bill('2026-02')).toEqual({ A2: { 'vehicle-card': 108_000 } });
  expect((await house.open('A1')).open).toBe(108_000 + 100_000); // and the deposit it was issued with
  expect((await house.open('A2')).open).toBe(108_000);
});

test('a fee at once is a receivable with tax, a deposit a liability that can be paid out once it was paid in', async () => {
  const card = await house.register('vehicle-card', 'A1', plate);
  const { card: issued } = await house.done(card, 'issue', { number: number() });
  const { card: again, due } = await house.done(issued, 'reissue', { number: number() });
  expect([due?.net, due?.total]).toEqual([50_000, 54_000]);
  const open = await house.open('A1');
  expect([open.open, open.credits]).toEqual([154_000, [expect.objectContaining({ kind: 'deposit', remaining: 100_000 })]]);
  const { body: fee } = await app.fetch('GET', `/receipts/${due?.documentId}`);
  expect(fee.postings.map(({ account, amount }: { account: string; amount: number }) => [account, amount])).toEqual([
    ['131', 54_000],
    ['5113', -50_000],
    ['33311', -4_000],
  ]);
  const early = await house.act(again, 'return', { depositBy: 'cash' });
  expect([early.status, early.body.code]).toEqual([409, 'card.deposit.unpaid']);
  const paid = await app.fetch(
    'POST',
    '/receipts',
    { buildingId: house.buildingId, method: 'cash', amount: 154_000, unitIds: [house.units.A1] },
    { headers: { 'idempotency-key': `pay-${issued.id}` } },
  );
  expect(paid.status).toBe(200);
  const { card: back } = await house.done(again, 'return', { depositBy: 'cash' });
  expect(back.deposit).toBe(0);
  expect((await house.open('A1')).credits).toEqual([]);
  const { body: documents } = await app.fetch('GET', `/buildings/${house.buildingId}/documents?kind=depositOut`);
  expect(documents.rows.map(({ amount }: { amount: number }) => amount)).toEqual([100_000]);
  await booksAreSound();
});

test('with the run, fee and deposit wait for the bill; the deposit is a liability from then on', async () => {
  await house.setting('vehicle-card', { oneOff: 'withRun' });
  const card = await house.register('vehicle-card', 'A1', plate);
  const { card: issued, due } = await house.done(card, 'issue', { number: number() });
  expect([due?.when, due?.total, due?.documentId]).toEqual(['withRun', 100_000, null]);
  const { card: again } = await house.done(issued, 'reissue', { number: number() });
  expect((await house.open('A1')).open).toBe(0);
  const early = await house.act(again, 'return', { depositBy: 'debt' });
  expect([early.status, early.body.code]).toEqual([409, 'card.deposit.notCharged']);
  // month 108.000, fee 54.000, deposit 100.000
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 262_000 } });
  expect(await house.bill('2026-01')).toEqual({});
  const open = await house.open('A1');
  expect([open.open, open.credits]).toEqual([262_000, [expect.objectContaining({ kind: 'deposit', remaining: 100_000 })]]);
  await house.done(again, 'return', { depositBy: 'debt' });
  expect((await house.open('A1')).open).toBe(162_000); // 100.000 of it paid by the deposit
  await booksAreSound();
});

test('a fee document taken back on its day is owed again, and the next bill takes it once', async () => {
  const card = await house.register('vehicle-card', 'A1', plate);
  const { card: issued, due } = await house.done(card, 'issue', { number: number() });
  const key = { headers: { 'idempotency-key': `void-${issued.id}` } };
  const reason = { reason: 'Lập nhầm phiếu' };
  for (let again = 0; again < 2; again++)
    expect((await app.fetch('POST', `/receipts/${due?.documentId}/void`, reason, key)).status).toBe(200);
  const { open, credits } = await house.open('A1');
  expect([open, credits]).toEqual([0, []]);
  expect((await house.charges(issued)).map(({ kind, reversed }) => [kind, reversed])).toEqual([['fee', true]]);
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 208_000 } }); // the month and the deposit
  await booksAreSound();
  expect(await house.bill('2026-01')).toEqual({});
});

test('a tariff that forgets the deposit is refused before anything is stored', async () => {
  const at = `/buildings/${house.buildingId}/tariffs`;
  const { body: list } = await app.fetch('GET', `${at}?service=vehicle-card&status=published`);
  const body = {
    ...list.rows[0].body,
    lines: list.rows[0].body.lines.filter(({ code }: { code: string }) => code !== 'deposit'),
  };
  await app.db.admin('tariff').insert({
    ...{ building_id: house.buildingId, service: 'vehicle-card', unit_class: 'residential', valid: '[2025-01-01,)', version: 1 },
    ...{ name: 'Quên cọc', legal_basis: 'không', status: 'published', body: JSON.stringify(body) },
  });
  const card = await house.register('vehicle-card', 'A1', plate);
  const { status, body: said } = await house.act(card, 'issue', { number: number() });
  expect([status, said.code]).toEqual([422, 'card.tariff.withoutFee']);
  expect((await house.find(card)).state).toBe('registered');
});

test('each charge says what of it is open, and with what it is paid', async () => {
  await house.setting('vehicle-card', {});
  const made = await house.register('vehicle-card', 'A1', plate);
  const { card } = await house.done(made, 'issue', { number: number() });
  const { card: again } = await house.done(card, 'reissue', { number: number() });
  await house.bill('2026-01');
  const opens = async () =>
    (await house.charges(again)).map(({ kind, total, open, receivable }) => [kind, total, open, receivable]);
  expect(await opens()).toEqual([
    ['month', 108_000, 108_000, { total: 108_000, open: 108_000 }],
    ['fee', 54_000, 54_000, { total: 54_000, open: 54_000 }],
    ['fee', 100_000, 100_000, { total: 100_000, open: 100_000 }],
  ]);
  const paid = await app.fetch(
    'POST',
    '/receipts',
    { buildingId: house.buildingId, method: 'cash', amount: 120_000, unitIds: [house.units.A1] },
    { headers: { 'idempotency-key': `open-${card.id}` } },
  );
  expect(paid.status).toBe(200);
  // oldest due first: the deposit, then 20.000 of the fee
  expect(await opens()).toEqual([
    ['month', 108_000, 108_000, { total: 108_000, open: 108_000 }],
    ['fee', 54_000, 34_000, { total: 54_000, open: 34_000 }],
    ['fee', 100_000, 0, null],
  ]);
});

test('a form put right is in the history, and the next bill goes by it', async () => {
  const made = await house.register('vehicle-card', 'A1', plate);
  const { card } = await house.done(made, 'issue', { number: number() });
  const fields = { plate: '51K-345.67', car: true };
  const { status, body } = await app.fetch('POST', `/cards/${card.id}/form`, {
    revision: card.revision,
    fields,
    reason: 'Đổi xe',
  });
  expect([status, body.revision, body.fields]).toEqual([
    200,
    card.revision + 1,
    { plate: '51K-345.67', car: true, basement: true, bicycle: false, electric: false },
  ]);
  const { body: again } = await app.fetch('POST', `/cards/${card.id}/form`, { revision: body.revision, fields });
  expect(again.revision).toBe(body.revision); // the same again is no change
  const { body: history } = await app.fetch('GET', `/cards/${card.id}/history`);
  expect(history.rows.at(-1)).toMatchObject({ action: 'amend', reason: 'Đổi xe', before: { fields: plate }, after: { fields } });
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 1_296_000 } }); // the first car: 1.200.000 + 8 %
});
