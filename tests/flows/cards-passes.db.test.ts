// Passes bought by the term: quarters and years, month ends, pauses, late renewals, guests.
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type CardBuilding, cardBuilding } from './card-building.ts';

const app = await startTestApp();
let house: CardBuilding;
let n = 0;
const number = () => `P${++n}`;
const form = { holder: 'Nguyễn Thị A1' };
beforeAll(() => freezeClock('2026-01-10T05:00:00Z'));
beforeEach(async () => {
  freezeClock('2026-01-10T05:00:00Z');
  house = await cardBuilding(app, {
    code: `P${++n}`,
    units: ['A1'],
    tariffs: [
      ['gym-card', 'passes'],
      ['pool-card', 'passes'],
    ],
  });
});

test('a quarter is owed at once and no run charges it again', async () => {
  const card = await house.register('gym-card', 'A1', form);
  const { card: issued, due } = await house.done(card, 'issue', { number: number(), months: 3, on: '2026-01-01' });
  expect(issued.validTo).toBe('2026-03-31');
  expect((await house.find(issued)).paidThrough).toBe('2026-03-31');
  expect([due?.net, due?.total]).toEqual([1_400_000, 1_508_000]); // 1.350.000 + 8 %, and 50.000 of deposit
  expect(await house.bill('2026-01')).toEqual({});
  expect((await house.open('A1')).open).toBe(1_508_000);
});

test('with the run a term is on the next bill, whole, and only there', async () => {
  await house.setting('pool-card', { charges: 'term', oneOff: 'withRun' });
  const card = await house.register('pool-card', 'A1', { ...form, child: true });
  const { card: issued } = await house.done(card, 'issue', { number: number(), months: 3 });
  expect(issued.validTo).toBe('2026-04-09');
  // 810.000 × 0,5 = 405.000 + 8 % = 437.400, and the deposit
  expect(await house.bill('2026-01')).toEqual({ A1: { 'pool-card': 437_400 + 50_000 } });
  const { card: renewed } = await house.done(issued, 'renew', { months: 12 });
  expect(renewed.validTo).toBe('2027-04-09');
  freezeClock('2026-02-27T05:00:00Z');
  expect(await house.bill('2026-02')).toEqual({ A1: { 'pool-card': 1_555_200 } }); // 2.880.000 × 0,5 + 8 %
  expect((await house.find(issued)).paidThrough).toBe('2027-04-09');
  expect(await house.bill('2026-03')).toEqual({});
});

test('renewals keep to month ends, through February', async () => {
  const card = await house.register('gym-card', 'A1', form);
  let { card: pass } = await house.done(card, 'issue', { number: number(), months: 1, on: '2026-01-01' });
  expect(pass.validTo).toBe('2026-01-31');
  for (const last of ['2026-02-28', '2026-03-31', '2026-04-30']) {
    ({ card: pass } = await house.done(pass, 'renew', { months: 1 }));
    expect(pass.validTo).toBe(last);
  }
});

test('a pause adds its days to the last one and costs nothing', async () => {
  const card = await house.register('gym-card', 'A1', form);
  const { card: pass } = await house.done(card, 'issue', { number: number(), months: 1, on: '2026-01-01' });
  expect((await house.act(pass, 'freeze', { on: '2026-01-10' })).body.code).toBe('card.reason.missing');
  const { card: frozen } = await house.done(pass, 'freeze', { on: '2026-01-10', reason: 'Đi công tác' });
  const { card: back, due } = await house.done(frozen, 'unfreeze', { on: '2026-01-25' });
  expect([back.validTo, due]).toEqual(['2026-02-15', null]); // 15 days
});

test.each([
  ['today', '2026-03-19', '2026-02-20'],
  ['backdated', '2026-02-28', '2026-02-01'],
] as const)('a late renewal with %s holds until %s', async (lateRenewal, validTo, from) => {
  await house.setting('gym-card', { charges: 'term', lateRenewal });
  const card = await house.register('gym-card', 'A1', form);
  const { card: pass } = await house.done(card, 'issue', { number: number(), months: 1, on: '2026-01-01' });
  freezeClock('2026-02-20T05:00:00Z');
  const { card: late } = await house.done(pass, 'renew', { months: 1 });
  expect(late.validTo).toBe(validTo);
  expect((await house.charges(late))[0]).toMatchObject({ kind: 'term', from, to: validTo, total: 540_000 });
});

test('a building that changes between months and terms charges no day twice and none for nothing', async () => {
  await house.setting('gym-card', { charges: 'month', lastMonth: 'daily' });
  const card = await house.register('gym-card', 'A1', form);
  const { card: monthly } = await house.done(card, 'issue', { number: number(), on: '2026-01-01', validTo: '2026-02-28' });
  expect(await house.bill('2026-01')).toEqual({ A1: { 'gym-card': 540_000 } });
  await house.setting('gym-card', { charges: 'term', lastMonth: 'daily' });
  freezeClock('2026-02-14T05:00:00Z');
  const { card: term, due } = await house.done(monthly, 'renew', { months: 3 }); // from 1 March
  expect([term.validTo, due?.total]).toEqual(['2026-05-31', 1_458_000]);
  await house.setting('gym-card', { charges: 'month', lastMonth: 'daily' });
  const { card: locked } = await house.done(term, 'lock'); // an action like any other: months go on after what is paid
  freezeClock('2026-02-28T05:00:00Z');
  expect(await house.bill('2026-02')).toEqual({ A1: { 'gym-card': 540_000 } }); // months go on to the day before the term
  freezeClock('2026-05-31T05:00:00Z');
  for (const period of ['2026-03', '2026-04', '2026-05']) expect([period, await house.bill(period)]).toEqual([period, {}]);
  expect((await house.find(locked)).paidThrough).toBe('2026-05-31');
});

test('guests pay by the visit; a term without its months is refused', async () => {
  const card = await house.register('gym-card', 'A1', form);
  const missing = await house.act(card, 'issue', { number: number() });
  expect([missing.status, missing.body.code]).toEqual([422, 'card.term.missing']);
  const { card: pass } = await house.done(card, 'issue', { number: number(), months: 1 });
  const { due } = await house.done(pass, 'guestVisit', { quantity: 2 });
  expect([due?.net, due?.total]).toEqual([160_000, 172_800]);
});
