// Many cards at once: the preview says what will happen to each, the doing does just that, refused ones stay as they were.
import { beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type Card, type CardBuilding, cardBuilding } from './card-building.ts';

const app = await startTestApp();
let house: CardBuilding;
let cards: Card[];
const bulk = async (action: string, list: readonly Card[], input = {}, lang = 'en') => {
  const { status, body } = await app.fetch('POST', `/buildings/${house.buildingId}/cards/bulk?lang=${lang}`, {
    action,
    cards: list.map(({ id, revision }) => ({ id, revision })),
    ...input,
  });
  expect([status, body.code]).toEqual([200, undefined]);
  return body;
};
const now = async () => Promise.all(cards.map((card) => house.find(card)));

beforeAll(async () => {
  freezeClock('2026-01-31T05:00:00Z');
  const units = ['A1', 'A2', 'A3'];
  house = await cardBuilding(app, { code: 'BULK', units, tariffs: [['gym-card', 'passes']] });
  cards = [];
  for (const [n, unit] of units.entries()) {
    const card = await house.register('gym-card', unit, { holder: `Chủ ${unit}` });
    cards.push((await house.done(card, 'issue', { number: `G${n}`, months: 1, on: '2026-01-01' })).card);
  }
});

test('a preview tells money and refusals and stores nothing', async () => {
  cards[2] = (await house.done(cards[2]!, 'lock')).card;
  const preview = await bulk('renew', cards, { months: 3, dryRun: true });
  expect([preview.done, preview.refused, preview.total]).toEqual([2, 1, 2 * 1_458_000]);
  expect(preview.rows.map(({ ok, validTo }: { ok: boolean; validTo: string }) => [ok, validTo])).toEqual([
    [true, '2026-04-30'], // three months on from a month's end
    [true, '2026-04-30'],
    [false, null],
  ]);
  expect(preview.rows[2].finding).toMatchObject({ code: 'card.action.notNow' });
  expect(preview.rows[2].finding.message).toContain('“Locked”');
  expect((await now()).map(({ revision }) => revision)).toEqual(cards.map(({ revision }) => revision));
  expect((await house.open('A1')).open).toBe(540_000 + 50_000);
});

test('doing it does what was previewed; somebody else’s change in between is told, not overwritten', async () => {
  const other = (await house.done(cards[0]!, 'lock', { reason: 'Mượn thẻ' })).card;
  const done = await bulk('renew', cards, { months: 3 }, 'vi');
  expect([done.done, done.refused]).toEqual([1, 2]);
  expect(done.rows[0].finding).toMatchObject({ code: 'card.card.changed' });
  expect(done.rows[0].finding.message).toContain('vừa được người khác thay đổi');
  const stored = await now();
  expect(stored.map(({ validTo }) => validTo)).toEqual(['2026-01-31', '2026-04-30', '2026-01-31']);
  expect(stored[0]!.revision).toBe(other.revision);
  expect((await house.open('A2')).open).toBe(590_000 + 1_458_000);
});

test('locks and unlocks go the same way, and doors are told', async () => {
  const list = await now();
  const unlocked = await bulk('unlock', list, { reason: 'Hết hạn xử lý' });
  expect([unlocked.done, unlocked.refused]).toEqual([2, 1]);
  const locked = await bulk('lock', await now(), { reason: 'Bảo trì phòng tập', document: 'TB-02' });
  expect(locked.done).toBe(3);
  const { body } = await app.fetch('GET', `/buildings/${house.buildingId}/card-outbox?since=0`);
  const last = new Map(body.rows.map(({ number, open }: { number: string; open: boolean }) => [number, open]));
  expect([...last]).toEqual([
    ['G0', false],
    ['G1', false],
    ['G2', false],
  ]);
});

test('two clerks lock the same hundred cards at once: each card once', async () => {
  const { rows } = await app.db.admin.raw(
    `insert into card (building_id, unit_id, customer_id, service, number, fields, state, billing, valid)
     select ?, ?, ?, 'gym-card', 'H' || n, '{"holder": "H"}', 'active', true, '[2026-01-01,2026-12-31)' from generate_series(1, 100) n
     returning id, revision`,
    [house.buildingId, house.units.A1!, house.customers.A1!],
  );
  const [one, two] = await Promise.all([bulk('lock', rows), bulk('lock', rows.toReversed())]);
  expect(one.done + two.done).toBe(100);
  expect(one.refused + two.refused).toBe(100);
});

test('a card of another building is refused inside the bulk', async () => {
  const far = await cardBuilding(app, { code: 'FAR', units: ['A1'], tariffs: [['gym-card', 'passes']] });
  const card = await far.register('gym-card', 'A1', { holder: 'Xa' });
  const answer = await bulk('cancel', [card]);
  expect(answer.rows[0]).toMatchObject({ ok: false, finding: { code: 'card.card.unknown' } });
  expect((await far.find(card)).state).toBe('registered');
});
