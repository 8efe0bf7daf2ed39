// A simulated year: random but seeded charges, payments, refunds, deposits, moves and voids against a plain model of each unit.
import { beforeAll, expect, test } from '@jest/globals';
import { verifyBuilding } from '../../core/cli/verify.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';
import { seededRandom } from './seeded-random.ts';

const UNITS = 6;
const SEED = 20_260_101;
const app = await startTestApp();
const { admin } = app.db;
let house: MoneyBuilding;

const next = seededRandom(SEED);
const upTo = (max: number) => 1 + Math.floor(next() * max);

/** The model: what a unit owes (negative: its credit), and its deposit. Nothing else is needed to know the balance. */
interface Model {
  owes: number;
  deposit: number;
}
const model: Model[] = Array.from({ length: UNITS }, () => ({ owes: 0, deposit: 0 }));
let cash = 0;
let bank = 0;
let key = 0;
const post = (path: string, body: object) => app.fetch('POST', path, body, { headers: { 'idempotency-key': `y-${++key}` } });

beforeAll(async () => {
  freezeClock('2026-02-01T05:00:00Z');
  house = await moneyBuilding(app, { code: 'NAM', units: UNITS, period: '2026-12', months: 12 });
}, 60_000);

/** One random act of the finance team at one unit; answers what it did to the model, or null where it was refused. */
async function act(): Promise<string> {
  const n = upTo(UNITS) - 1;
  const unit = model[n]!;
  const party = { buildingId: house.buildingId, unitId: house.unitIds[n], customerId: house.customerIds[n] };
  const method = next() < 0.6 ? 'cash' : 'bank';
  const money = (amount: number) => {
    if (method === 'cash') cash += amount;
    else bank += amount;
  };
  const choice = next();
  if (choice < 0.55) {
    const amount = upTo(600_000);
    const { status, body } = await post('/receipts', {
      ...{
        buildingId: house.buildingId,
        method,
        amount,
        unitIds: [party.unitId],
        customerId: party.customerId,
        keepSurplus: true,
      },
    });
    expect([status, body.code]).toEqual([200, undefined]);
    if (next() < 0.2) {
      expect((await post(`/receipts/${body.id}/void`, { reason: 'Thử hủy' })).status).toBe(200);
      return 'void';
    }
    unit.owes -= amount;
    money(amount);
    return 'receipt';
  }
  if (choice < 0.65) {
    const amount = upTo(400_000);
    const { status, body } = await post('/vouchers', { ...party, kind: 'refund', method, amount, reason: 'Hoàn tiền' });
    const { open, credit } = await left(n);
    // a refund is of surplus only: refused exactly where there is less of it
    if (status !== 200) {
      expect([body.code, credit < amount]).toEqual(['ledger.surplus.tooSmall', true]);
      return 'refused';
    }
    unit.owes += amount;
    money(-amount);
    expect(open - credit).toBe(unit.owes);
    return 'refund';
  }
  if (choice < 0.75) {
    const amount = upTo(300_000);
    expect((await post('/deposits', { ...party, method, amount })).status).toBe(200);
    unit.deposit += amount;
    money(amount);
    return 'deposit';
  }
  if (choice < 0.85) {
    const amount = upTo(300_000);
    const { status } = await post('/vouchers', { ...party, kind: 'depositOut', method, amount, reason: 'Trả cọc' });
    expect(status).toBe(amount <= unit.deposit ? 200 : 409);
    if (status !== 200) return 'refused';
    unit.deposit -= amount;
    money(-amount);
    return 'depositOut';
  }
  const { items } = await left(n);
  const [item] = items;
  if (!item) return 'nothing';
  const amount = upTo(item.open);
  const kind = next() < 0.5 ? 'reduction' : 'writeOff';
  expect((await post(`/items/${item.id}/lower`, { buildingId: house.buildingId, kind, amount, reason: 'Giảm' })).status).toBe(
    200,
  );
  unit.owes -= amount;
  return kind;
}
const left = async (n: number) =>
  (await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${house.unitIds[n]}`)).body;

test(`a year of ${UNITS} units (seed ${SEED}) agrees with the plain model after every month`, async () => {
  const done: Record<string, number> = {};
  for (let month = 1; month <= 12; month++) {
    const period = `2026-${String(month).padStart(2, '0')}`;
    freezeClock(month === 12 ? '2027-01-01T05:00:00Z' : `2026-${String(month + 1).padStart(2, '0')}-01T05:00:00Z`);
    await postMonth(app, house, period);
    for (const { unit_id, total } of await admin('bill').where({ building_id: house.buildingId, period: `${period}-01` }))
      model[house.unitIds.indexOf(unit_id)]!.owes += Number(total);
    for (let n = 0; n < 15; n++) {
      const what = await act();
      done[what] = (done[what] ?? 0) + 1;
    }
    const balances = await admin('receivable_balance').where({ building_id: house.buildingId }).select('unit_id', 'balance');
    const byUnit = new Map(balances.map(({ unit_id, balance }) => [unit_id, Number(balance)]));
    expect([period, house.unitIds.map((id) => byUnit.get(id) ?? 0)]).toEqual([period, model.map(({ owes }) => owes)]);
  }
  // every kind of act happened, so that the agreement above says something
  for (const what of ['receipt', 'void', 'refund', 'refused', 'deposit', 'depositOut', 'reduction', 'writeOff'])
    expect([what, done[what] ?? 0]).not.toEqual([what, 0]);
  const { rows: accounts } = await admin.raw(
    `select account, sum(amount)::bigint as amount from posting where building_id = ? group by 1`,
    [house.buildingId],
  );
  const of = (code: string) => Number(accounts.find(({ account }: { account: string }) => account === code)?.amount ?? 0);
  const deposits = model.reduce((sum, { deposit }) => sum + deposit, 0);
  expect([of('1111'), of('1121'), of('344')]).toEqual([cash, bank, -deposits]);
  expect(accounts.reduce((sum: number, { amount }: { amount: number }) => sum + Number(amount), 0)).toBe(0);
  // numbers of each series and year have no gap, voided ones included
  const { rows: series } = await admin.raw(
    `select series, year, count(*)::int as count, min(number) as first, max(number) as last from document group by 1, 2`,
  );
  for (const { count, first, last } of series) expect([first, last]).toEqual([1, count]);
  // what each receipt paid is never more than it brought
  const { rows: over } = await admin.raw(
    `select d.id from document d join allocation a on a.document_id = d.id and a.item_id is not null and a.amount > 0
     where d.kind = 'receipt' group by d.id having sum(a.amount) > d.amount`,
  );
  expect(over).toEqual([]);
  const lines: string[] = [];
  const user = { ...app.user, buildingIds: [house.buildingId] };
  expect([await verifyBuilding(user, house.buildingId, (line) => lines.push(line), 'NAM'), lines]).toEqual([
    0,
    expect.anything(),
  ]);
}, 120_000);
