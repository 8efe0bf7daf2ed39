// Cards and debts: locked by a decision, opened by payment; cards that run out shut their doors; quotas under two clerks.
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type Card, type CardBuilding, cardBuilding } from './card-building.ts';

const app = await startTestApp();
let house: CardBuilding;
let n = 0;
const number = () => `D${++n}`;
const plate = { plate: '59A1-234.56' };
const outbox = async (since = 0) =>
  (await app.fetch('GET', `/buildings/${house.buildingId}/card-outbox?since=${since}`)).body.rows as {
    seq: number;
    number: string;
    open: boolean;
  }[];
const pay = (amount: number) =>
  app.fetch(
    'POST',
    '/receipts',
    { buildingId: house.buildingId, method: 'bank', amount, unitIds: [house.units.A1] },
    { headers: { 'idempotency-key': `pay-${++n}` } },
  );

beforeAll(() => freezeClock('2026-01-10T05:00:00Z'));
beforeEach(async () => {
  freezeClock('2026-01-10T05:00:00Z');
  house = await cardBuilding(app, { code: `D${++n}`, units: ['A1', 'A2'], tariffs: [['vehicle-card', 'monthly']] });
});

test('a lock for debt needs a debt, a reason and a document; paying the last of it opens the card by itself', async () => {
  const { card } = await house.done(await house.register('vehicle-card', 'A1', plate), 'issue', { number: number() });
  const decision = { reason: 'Nợ phí tháng 1', document: 'QĐ-07/BQL' };
  expect((await house.act(card, 'lockForDebt', decision)).body.code).toBe('vehicle-card.debt.none');
  await house.bill('2026-01'); // 108.000, due 10 February; the deposit of 100.000 was due 17 January
  freezeClock('2026-02-18T05:00:00Z');
  expect((await house.act(card, 'lockForDebt', { reason: decision.reason })).body.code).toBe('card.document.missing');
  const { card: locked } = await house.done(card, 'lockForDebt', decision);
  expect((await house.act(locked, 'unlockPaid')).body.code).toBe('vehicle-card.debt.owing');
  const since = (await outbox()).at(-1)!.seq;
  expect((await pay(200_000)).status).toBe(200);
  expect(await outbox(since)).toEqual([]); // 8.000 are still overdue
  expect((await pay(8_000)).status).toBe(200);
  expect((await outbox(since)).map(({ number: what, open }) => [what, open])).toEqual([[card.number, true]]);
  const { body: history } = await app.fetch('GET', `/cards/${card.id}/history`);
  expect(history.rows.slice(-2)).toMatchObject([
    { action: 'lockForDebt', reason: 'Nợ phí tháng 1', document: 'QĐ-07/BQL', userId: app.user.id },
    { action: 'unlockPaid', userId: 0, user: '' },
  ]);
});

test('losing a card locked for debt opens no door: the new one stays locked until the debt is paid', async () => {
  const { card } = await house.done(await house.register('vehicle-card', 'A1', plate), 'issue', { number: number() });
  freezeClock('2026-01-28T05:00:00Z'); // the deposit of 100.000 is eleven days overdue
  const { card: locked } = await house.done(card, 'lockForDebt', { reason: 'Nợ cọc', document: 'QĐ-09' });
  const { card: lost } = await house.done(locked, 'reportLost');
  const { card: again } = await house.done(lost, 'reissue', { number: number() });
  expect([lost.state, again.state]).toEqual(['lostInDebt', 'lockedForDebt']);
  expect((await outbox()).filter(({ number: what }) => what === again.number).map(({ open }) => open)).toEqual([false]);
  expect((await pay(154_000)).status).toBe(200); // and 54.000 for the new card
  expect((await outbox()).at(-1)).toMatchObject({ number: again.number, open: true });
});

test('doors are told the days: a card issued ahead opens from its first day, a renewal moves the last one', async () => {
  const { card } = await house.done(await house.register('vehicle-card', 'A1', plate), 'issue', {
    ...{ number: number(), on: '2026-02-01', validTo: '2026-02-28' },
  });
  await house.done(card, 'renew', { months: 1 });
  const { body } = await app.fetch('GET', `/buildings/${house.buildingId}/card-outbox?since=0`);
  expect(body.rows).toMatchObject([
    { number: card.number, open: true, validFrom: '2026-02-01', validTo: '2026-02-28' },
    { number: card.number, open: true, validFrom: '2026-02-01', validTo: '2026-03-31' },
  ]);
});

test('clerks see what is true now where no gate asks: what ran out is expired in their list', async () => {
  const { card } = await house.done(await house.register('vehicle-card', 'A1', plate), 'issue', {
    ...{ number: number(), validTo: '2026-01-31' },
  });
  freezeClock('2026-02-01T05:00:00Z');
  const { body } = await app.fetch('GET', `/cards?buildingId=${house.buildingId}`);
  expect(body.rows).toMatchObject([{ id: card.id, state: 'expired', daysLeft: -1 }]);
});

test('a card that ran out has no claim to its place: renewed into a full unit it is refused', async () => {
  const { card } = await house.done(await house.register('vehicle-card', 'A2', plate), 'issue', {
    ...{ number: number(), validTo: '2026-01-31' },
  });
  freezeClock('2026-02-01T05:00:00Z');
  await outbox();
  const expired = await house.find(card);
  for (let k = 0; k < 4; k++) await house.done(await house.register('vehicle-card', 'A2', plate), 'issue', { number: number() });
  const renewed = await house.act(expired, 'renew', { months: 1 });
  expect([renewed.status, renewed.body.code]).toEqual([422, 'vehicle-card.quota.full']);
});

test('the debt of somebody who left locks nobody else’s card', async () => {
  const { card: former } = await house.done(await house.register('vehicle-card', 'A1', plate, 'A1'), 'issue', {
    number: number(),
  });
  const { card } = await house.done(await house.register('vehicle-card', 'A1', plate, 'A2'), 'issue', { number: number() });
  await app.db.admin('occupancy').where({ unit_id: house.units.A1! }).update({ customer_id: house.customers.A2! });
  freezeClock('2026-03-18T05:00:00Z');
  const decision = { reason: 'Nợ', document: 'QĐ-08' };
  const own = { unitIds: [house.units.A1], customerId: house.customers.A2, amount: 100_000 };
  const paid = await app.fetch(
    'POST',
    '/receipts',
    { buildingId: house.buildingId, method: 'bank', ...own },
    { headers: { 'idempotency-key': `own-${++n}` } },
  );
  expect(paid.status).toBe(200);
  expect((await house.open('A1')).open).toBe(100_000); // the former owner's deposit, overdue since January
  expect((await house.act(card, 'lockForDebt', decision)).body.code).toBe('vehicle-card.debt.none');
  expect((await house.act(former, 'lockForDebt', decision)).status).toBe(200);
});

test('a card that ran out overnight is shut when the gate asks, without any job', async () => {
  const { card } = await house.done(await house.register('vehicle-card', 'A1', plate), 'issue', {
    number: number(),
    validTo: '2026-01-31',
  });
  const since = (await outbox()).at(-1)!.seq;
  freezeClock('2026-01-31T05:00:00Z');
  expect(await outbox(since)).toEqual([]); // the last day still opens
  freezeClock('2026-02-01T05:00:00Z');
  expect((await outbox(since)).map(({ number: what, open }) => [what, open])).toEqual([[card.number, false]]);
  expect((await house.find(card)).state).toBe('expired');
  expect((await outbox(since)).length).toBe(1); // and only once
});

test('ten clerks issue at once in a unit that may have four: four are told yes', async () => {
  const cards: Card[] = [];
  for (let k = 0; k < 10; k++) cards.push(await house.register('vehicle-card', 'A2', plate));
  const answers = await Promise.all(cards.map((card) => house.act(card, 'issue', { number: number() })));
  const codes = answers.map(({ status, body }) => (status === 200 ? 'issued' : body.code)).sort();
  expect(codes).toEqual([...Array(4).fill('issued'), ...Array(6).fill('vehicle-card.quota.full')]);
});

test('a transfer into a full unit is refused', async () => {
  for (let k = 0; k < 4; k++) await house.done(await house.register('vehicle-card', 'A2', plate), 'issue', { number: number() });
  const { card } = await house.done(await house.register('vehicle-card', 'A1', plate), 'issue', { number: number() });
  const moved = await house.act(card, 'transfer', { customerId: house.customers.A2, unitId: house.units.A2 });
  expect([moved.status, moved.body.code]).toEqual([422, 'vehicle-card.quota.full']);
});

test('gates have a role of their own: it reads the outbox and acts on no card; a reader sees no outbox', async () => {
  const { card } = await house.done(await house.register('vehicle-card', 'A1', plate), 'issue', { number: number() });
  const tokens: Record<string, string> = {};
  for (const role of ['gate', 'reader']) {
    const user = {
      login: `${role}-${house.buildingId}`,
      name: role,
      password: 'mat-khau-2026',
      role,
      buildingIds: [house.buildingId],
    };
    expect((await app.fetch('POST', '/users', user)).status).toBe(200);
    const { body } = await app.fetch('POST', '/session', { user: user.login, password: user.password });
    tokens[role] = body.token;
  }
  const at = `/buildings/${house.buildingId}/card-outbox`;
  expect((await app.fetch('GET', at, undefined, { token: tokens.gate! })).status).toBe(200);
  expect((await app.fetch('POST', `${at}/ack`, { reader: 'cong-1', seq: 1 }, { token: tokens.gate! })).status).toBe(200);
  const lock = await app.fetch('POST', `/cards/${card.id}/actions/lock`, { revision: card.revision }, { token: tokens.gate! });
  expect(lock.status).toBe(403);
  expect((await app.fetch('GET', at, undefined, { token: tokens.reader! })).status).toBe(403);
});
