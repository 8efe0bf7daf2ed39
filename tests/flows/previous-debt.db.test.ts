// What a notice calls the debt before: all that was owed when it was made, and the same whenever it is printed again.
import { beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
let house: MoneyBuilding;
let key = 0;

beforeAll(async () => {
  freezeClock('2026-10-28T05:00:00Z');
  house = await moneyBuilding(app, { code: 'NOCU', units: 3, period: '2026-11', months: 2 });
  await postMonth(app, house, '2026-10');
}, 60_000);

const pay = async (n: number, amount: number) => {
  const { status, body } = await app.fetch(
    'POST',
    '/receipts',
    { buildingId: house.buildingId, method: 'cash', unitIds: [house.unitIds[n]], amount, keepSurplus: true },
    { headers: { 'idempotency-key': `nocu-${++key}` } },
  );
  expect([status, body.amount]).toEqual([200, amount]);
};
const previousDebts = async () => {
  const { body } = await app.fetch('GET', `/bills?buildingId=${house.buildingId}&period=2026-11`);
  // a bill asked for alone, which reads its unit only, says what the list says
  for (const row of body.rows) {
    const alone = await app.fetch('GET', `/bills/${row.id}`);
    expect(alone.body).toMatchObject(row);
  }
  return body.rows.map(({ previousDebt }: { previousDebt: number }) => previousDebt);
};

test('a payment of the month before its bill is taken off, one after it is not; an overpayment stands as a credit', async () => {
  const { body } = await app.fetch('GET', `/bills?buildingId=${house.buildingId}&period=2026-10`);
  const [first, second, third] = body.rows.map(({ total }: { total: number }) => total) as [number, number, number];
  freezeClock('2026-11-05T05:00:00Z');
  await pay(0, first);
  await pay(1, 50_000);
  await pay(2, third + 7_000);
  freezeClock('2026-11-27T05:00:00Z');
  await postMonth(app, house, '2026-11');
  const asPrinted = [0, second - 50_000, -7_000];
  expect(await previousDebts()).toEqual(asPrinted);
  freezeClock('2026-12-02T05:00:00Z');
  await pay(1, 100_000);
  expect(await previousDebts()).toEqual(asPrinted);
});
