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

test('a clerk who waits for a posting run holds no card the run might want', async () => {
  const card = await house.register('vehicle-card', 'U9', { plate: '59W-1' });
  const guard = await app.db.admin.transaction();
  await guard.raw(`select pg_advisory_xact_lock(hashtextextended('cards ' || ?::text, 7294))`, [house.buildingId]);
  const waiting = house.act(card, 'issue', { number: 'W9' });
  for (let looked = 0; ; looked++) {
    const { rows } = await app.db.admin.raw(
      `select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted`,
    );
    if (rows[0].count > 0) break;
    expect(looked).toBeLessThan(500);
  }
  await app.db.admin.transaction(async (trx) => {
    await trx.raw(`set local lock_timeout = '2s'`);
    await trx('card').where({ id: card.id }).update({ paid_through: null });
  });
  await guard.commit();
  expect((await waiting).status).toBe(200);
});

test('the list of cards does not wait for a posting run; what ran out is told once the run is through', async () => {
  const card = await house.register('vehicle-card', 'U8', { plate: '59L-1' });
  await house.done(card, 'issue', { number: 'L8', on: '2026-01-01', validTo: '2026-01-15' });
  const list = async () => {
    const { body } = await app.fetch('GET', `/cards?buildingId=${house.buildingId}&unitId=${house.units.U8}`);
    return body.rows.find(({ id }: Card) => id === card.id).state;
  };
  const run = await app.db.admin.transaction();
  await run.raw(`select pg_advisory_xact_lock(hashtextextended('cards ' || ?::text, 7294))`, [house.buildingId]);
  expect(await list()).toBe('active');
  await run.commit();
  expect(await list()).toBe('expired');
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

test('bulks, single clerks, a polling gate and a preview go on side by side: yes or told, never a fault', async () => {
  const list = await Promise.all(
    UNITS.map(async (unit) => {
      const card = await house.register('vehicle-card', unit, { plate: `59Z-${unit}` });
      const { status, body } = await house.act(card, 'issue', { number: `Z${unit}`, on: '2026-02-01' });
      return status === 200 ? body.card : card; // a unit that is full keeps its form
    }),
  );
  const issued = list.filter(({ number }) => number !== null);
  expect(issued.length).toBeGreaterThan(10);
  const bulk = (cards: readonly Card[]) =>
    app.fetch('POST', `/buildings/${house.buildingId}/cards/bulk`, {
      action: 'lock',
      cards: cards.map(({ id, revision }) => ({ id, revision })),
    });
  const answers = await Promise.all([
    bulk(issued),
    bulk(issued.toReversed()),
    app.fetch('POST', '/runs', { buildingId: house.buildingId, period: '2026-02', wait: true }),
    ...issued.map((card) => house.act(card, 'reissue', { number: `${card.number}b` })),
    ...Array.from({ length: 4 }, () => app.fetch('GET', `/buildings/${house.buildingId}/card-outbox`)),
  ]);
  expect(answers.map(({ status }) => status).filter((status) => ![200, 202, 409].includes(status))).toEqual([]);
  const { rows } = await app.db.admin.raw(
    `select count(*)::int as count from card where id = any (?) and revision <> (select max(revision) from card_event e where e.card_id = card.id)`,
    [issued.map(({ id }) => id)],
  );
  expect(rows[0].count).toBe(0);
  const moved = await Promise.all(issued.map((card) => house.find(card)));
  expect(moved.map(({ revision }, n) => revision - issued[n]!.revision)).toEqual(issued.map(() => 1)); // one hand each
});
