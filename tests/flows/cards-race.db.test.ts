// Clerks at work while a month is posted, two runs at once, and one card under many hands: each month of a card is charged once.
import { beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type Card, type CardBuilding, cardBuilding } from './card-building.ts';

const app = await startTestApp();
const UNITS = Array.from({ length: 20 }, (_, n) => `U${n}`);
let house: CardBuilding;
let cards: Card[];
beforeAll(async () => {
  freezeClock('2026-01-31T05:00:00Z');
  house = await cardBuilding(app, { code: 'R', units: UNITS, tariffs: [['vehicle-card', 'monthly']] });
  cards = [];
  for (const unit of UNITS) {
    const card = await house.register('vehicle-card', unit, { plate: `59A-${unit}` });
    cards.push((await house.done(card, 'issue', { number: `R${unit}`, on: '2026-01-01' })).card);
  }
});

/** Months charged by card and period. */
async function charged(): Promise<Map<string, string>> {
  const { rows } = await app.db.admin.raw(
    `select card_id, to_char(period, 'YYYY-MM') as period, sum(months)::text as months from card_charge where months <> 0 group by 1, 2`,
  );
  return new Map(
    rows.map((row: { card_id: number; period: string; months: string }) => [`${row.card_id} ${row.period}`, row.months]),
  );
}

test('transfers and returns during the posting leave every January charged once, none lost', async () => {
  const { body: run } = await app.fetch('POST', '/runs', { buildingId: house.buildingId, period: '2026-01', wait: true });
  const [approved] = await Promise.all([
    app.fetch('POST', `/runs/${run.id}/approve`, {}),
    ...cards.map((card, n) =>
      n % 2 === 0
        ? house.act(card, 'return', { on: '2026-01-31' })
        : house.act(card, 'transfer', { customerId: house.customers.U0, unitId: house.units.U0, on: '2026-01-31' }),
    ),
  ]);
  // clerks who came first made the preview stale: then it is told, and a new one is made
  if (approved.status !== 200) expect(approved.body.code).toBe('billing.run.stale');
  await house.bill('2026-01');
  const found = await charged();
  for (const { id } of cards) expect([id, found.get(`${id} 2026-01`)]).toEqual([id, '1']);
  const { rows } = await app.db.admin.raw(`select sum(amount)::bigint as sum from posting`);
  expect(rows[0].sum).toBe(0);
});

test('one card under twenty hands: one wins, nineteen are told', async () => {
  const card = await house.register('vehicle-card', 'U5', { plate: '59X-1' });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => house.act(card, 'issue', { number: `X${n}` })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
    new Set(['card.card.changed']),
  );
  const { rows } = await app.db.admin.raw(`select count(*)::int as count from card_span where card_id = ?`, [card.id]);
  expect(rows[0].count).toBe(2); // its month span and its deposit
});

test('a gate that polls while clerks work makes each change once', async () => {
  freezeClock('2026-02-10T05:00:00Z');
  const list = await Promise.all(
    ['U6', 'U7', 'U8'].map(async (unit) => {
      const card = await house.register('vehicle-card', unit, { plate: `59Y-${unit}` });
      return (await house.done(card, 'issue', { number: `Y${unit}`, on: '2026-02-01', validTo: '2026-02-05' })).card;
    }),
  );
  const at = `/buildings/${house.buildingId}/card-outbox?since=0&limit=5000`;
  const answers = await Promise.all([
    ...Array.from({ length: 6 }, () => app.fetch('GET', at)),
    ...list.map((card) => house.act(card, 'lock')),
  ]);
  expect(answers.slice(0, 6).map(({ status }) => status)).toEqual(Array(6).fill(200));
  const { body } = await app.fetch('GET', at);
  for (const { number } of list) {
    const own = body.rows.filter((row: { number: string }) => row.number === number);
    expect(own.length).toBe(2); // opened, then locked or expired by whoever came first
    expect(own.at(-1).open).toBe(false);
  }
});
