// A month with 2,000 cards of four types in one run: every unit's bill follows from its number, so the whole is worked by hand.
import { beforeAll, expect, test } from '@jest/globals';
import { call } from '../../core/platform/call.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import elevatorCard from '../../plugins/elevator-card/plugin.ts';
import { startTestApp } from '../support/test-app.ts';
import { type CardBuilding, cardBuilding } from './card-building.ts';

const app = await startTestApp();
const period = '2026-01';
const codes = Array.from({ length: 500 }, (_, n) => `U${String(n + 1).padStart(5, '0')}`);
let house: CardBuilding;
let bills: Record<string, Record<string, number>>;
let ms: number;

/** Unit n: a vehicle (each fifth a car), up to 300 a second one since 22 January, a lift card, up to 400 a gym pass, up to 300 a pool pass. */
const CARDS = `
  with units as (select u.id, substr(u.code, 2)::int as n, o.customer_id from unit u join occupancy o on o.unit_id = u.id
      where u.building_id = :building),
    wanted as (
      select n, id, customer_id, 'vehicle-card' as service, 'V' as letter, date '2025-12-01' as since, null::int as months,
        jsonb_build_object('plate', '59A-' || n, 'car', n % 5 = 0) as fields from units
      union all select n, id, customer_id, 'vehicle-card', 'W', '2026-01-22', null, jsonb_build_object('plate', '59B-' || n) from units where n <= 300
      union all select n, id, customer_id, 'elevator-card', 'E', '2025-12-01', null, jsonb_build_object('holder', 'Chủ ' || n) from units
      union all select n, id, customer_id, 'gym-card', 'G', '2026-01-05', (array[3, 1, 12])[1 + n % 3], jsonb_build_object('holder', 'Chủ ' || n)
        from units where n <= 400
      union all select n, id, customer_id, 'pool-card', 'P', '2026-01-05', 1, jsonb_build_object('holder', 'Chủ ' || n, 'child', n % 2 = 0)
        from units where n <= 300),
    made as (
      insert into card (building_id, unit_id, customer_id, service, number, fields, state, billing, valid)
      select :building, id, customer_id, service, letter || n, fields, 'active', true,
        daterange(since, case when months is null then null else (since + make_interval(months => months))::date end)
      from wanted order by letter, n returning id, service, unit_id, customer_id, valid, number)
  insert into card_span (building_id, card_id, revision, unit_id, customer_id, kind, from_day, to_day, months, charged_through)
  select :building, m.id, 1, m.unit_id, m.customer_id, case when upper(m.valid) is null then 'month' else 'term' end, lower(m.valid),
    upper(m.valid) - 1, case when upper(m.valid) is null then null else extract(month from age(upper(m.valid), lower(m.valid)))::int
      + 12 * extract(year from age(upper(m.valid), lower(m.valid)))::int end,
    case when lower(m.valid) < '2026-01-01' then date '2025-12-31' end
  from made m`;

beforeAll(async () => {
  freezeClock('2026-01-31T05:00:00Z');
  const tariffs: [string, string][] = [
    ['vehicle-card', 'monthly'],
    ['gym-card', 'passes'],
    ['pool-card', 'passes'],
  ];
  house = await cardBuilding(app, { code: 'U', units: codes, tariffs });
  const [preset] = elevatorCard.tariffs;
  const body = { ...preset!.body, parameters: { ...preset!.body.parameters, monthlyPrice: '30000' } };
  await app.db.admin('tariff').insert({
    ...{ building_id: house.buildingId, service: 'elevator-card', unit_class: '*', valid: '[2025-01-01,)', version: 1 },
    ...{ name: 'Thang máy', legal_basis: 'Nội quy', status: 'published', body: JSON.stringify(body) },
  });
  await house.setting('vehicle-card', { firstMonth: 'daily' });
  for (const service of ['gym-card', 'pool-card']) await house.setting(service, { charges: 'term', oneOff: 'withRun' });
  await app.db.admin.raw(CARDS, { building: house.buildingId });
  // a term is charged from the day of the action that bought it
  await app.db.admin.raw(
    `insert into card_event (card_id, revision, building_id, customer_id, action, on_date, at, user_id, after)
     select id, 1, building_id, customer_id, 'issue', lower(valid), now(), 1, '{}' from card where building_id = ?`,
    [house.buildingId],
  );
  const started = performance.now();
  bills = await house.bill(period);
  ms = performance.now() - started;
});

test('2,000 cards are charged in one run, in seconds', async () => {
  const { rows } = await app.db.admin.raw('select service, count(*)::int as count from card group by 1 order by 1');
  expect(rows).toEqual([
    { service: 'elevator-card', count: 500 },
    { service: 'gym-card', count: 400 },
    { service: 'pool-card', count: 300 },
    { service: 'vehicle-card', count: 800 },
  ]);
  expect(ms).toBeLessThan(30_000);
});

test.each([
  // motorbike 100.000; the second 150.000 × 10/31 = 48.387; lift 30.000; gym a month 500.000; pool 300.000; each + 8 %
  ['U00001', { 'vehicle-card': 108_000 + 52_258, 'elevator-card': 32_400, 'gym-card': 540_000, 'pool-card': 324_000 }],
  // a year of gym 4.800.000; the pool for a child 150.000
  ['U00002', { 'vehicle-card': 108_000 + 52_258, 'elevator-card': 32_400, 'gym-card': 5_184_000, 'pool-card': 162_000 }],
  // a car 1.200.000 and the first motorbike 100.000 × 10/31 = 32.258 + 2.581; a quarter of gym 1.350.000
  ['U00300', { 'vehicle-card': 1_296_000 + 34_839, 'elevator-card': 32_400, 'gym-card': 1_458_000, 'pool-card': 162_000 }],
  ['U00400', { 'vehicle-card': 1_296_000, 'elevator-card': 32_400, 'gym-card': 540_000 }],
  ['U00500', { 'vehicle-card': 1_296_000, 'elevator-card': 32_400 }],
])('%s', (unit, services) => {
  expect(bills[unit]).toEqual(services);
});

test('the month is the sum worked by hand, in bills, journals and balances alike', async () => {
  const byHand =
    400 * 108_000 + // motorbikes
    100 * 1_296_000 + // cars
    240 * 52_258 + // second motorbikes, ten days
    60 * 34_839 + // first motorbikes beside a car, ten days
    500 * 32_400 + // lift cards
    134 * 540_000 + // gym: 1, 4, …, 400
    133 * 5_184_000 + // 2, 5, …, 398
    133 * 1_458_000 + // 3, 6, …, 399
    150 * 324_000 +
    150 * 162_000;
  expect(byHand).toBe(1_232_278_260);
  const { rows } = await app.db.admin.raw(
    `select (select sum(total)::bigint from bill) as bills, (select sum(total)::bigint from charge) as charges,
       (select sum(amount)::bigint from posting where account = '131') as receivable,
       (select sum(amount)::bigint from posting) as balanced, (select sum(total)::bigint from card_charge) as cards,
       (select count(*)::int from charge) as count`,
  );
  expect(rows[0]).toEqual({ bills: byHand, charges: byHand, receivable: byHand, balanced: 0, cards: byHand, count: 2000 });
});

test('priced again from what is stored, every charge comes to the same', async () => {
  const user = { ...app.user, buildingIds: [house.buildingId] };
  const params = { buildingId: house.buildingId, period };
  expect(await call(app.broker, 'billing.recomputeMonth', params, { meta: { user } })).toEqual({ charges: 2000, differing: [] });
});

test('a second run finds nothing; given back, the same is owed again and no card is paid', async () => {
  expect(await house.bill(period)).toEqual({});
  const user = { ...app.user, buildingIds: [house.buildingId] };
  const as = { meta: { user } };
  const place = { buildingId: house.buildingId };
  const { rows } = await app.db.admin.raw(`select run_id from card_charge limit 1`);
  expect(await call(app.broker, 'card.listDue', { ...place, period }, as)).toEqual([]);
  const released = await call(app.broker, 'card.releaseRun', { ...place, runId: rows[0].run_id }, as);
  expect(released).toEqual({ released: 2000 });
  const due = await call(app.broker, 'card.listDue', { ...place, period }, as);
  expect([due.length, due.reduce((sum, { spans }) => sum + spans.length, 0)]).toEqual([2000, 2000]);
  const { rows: cards } = await app.db.admin.raw(
    'select paid_through::text as day, count(*)::int as count from card group by 1 order by 1',
  );
  expect(cards).toEqual([
    { day: '2025-12-31', count: 1000 },
    { day: null, count: 1000 },
  ]);
  expect(await call(app.broker, 'card.releaseRun', { ...place, runId: rows[0].run_id }, as)).toEqual({ released: 0 });
});
