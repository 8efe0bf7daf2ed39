// A thousand and more random acts of clerks on cards in the real database, against a plain model: no illegal state, history whole,
// every đồng of it in the books, doors as the cards are.
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verifyBuilding } from '../../core/cli/verify.ts';
import { addDays, type Refusal } from '../../core/kit/index.ts';
import { call } from '../../core/platform/call.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type CardBuilding, cardBuilding } from './card-building.ts';
import { afterAct, allowedBy, type ModelCard, newCard } from './card-model.ts';

const app = await startTestApp();
const STEPS = 1500;
const UNITS = ['A1', 'A2', 'A3', 'A4', 'A5'];
const ACTIONS = [
  ...[
    'issue',
    'lock',
    'unlock',
    'lockForDebt',
    'unlockPaid',
    'reportLost',
    'reissue',
    'transfer',
    'renew',
    'expire',
    'return',
    'cancel',
  ],
  ...['guestVisit', 'freeze', 'unfreeze', 'issue', 'reissue', 'transfer', 'renew', 'unlock'],
];
let house: CardBuilding;
const model = new Map<number, ModelCard>();
const ids: number[] = [];

beforeAll(async () => {
  freezeClock('2026-01-10T05:00:00Z');
  house = await cardBuilding(app, {
    code: 'LIFE',
    units: UNITS,
    tariffs: [
      ['vehicle-card', 'monthly'],
      ['gym-card', 'passes'],
    ],
  });
  for (let n = 0; n < 40; n++) ids.push(await registered(n));
});

async function registered(n: number): Promise<number> {
  const service = n % 2 === 0 ? 'vehicle-card' : 'gym-card';
  const unit = UNITS[n % UNITS.length]!;
  const fields = n % 2 === 0 ? { plate: `59A1-${100 + n}.00` } : { holder: `Người ${n}` };
  const { id } = await house.register(service, unit, fields);
  model.set(id, newCard(service, house.units[unit]!, house.customers[unit]!));
  return id;
}

const step = fc.record({
  card: fc.nat(39),
  action: fc.constantFrom(...ACTIONS),
  unit: fc.constantFrom(...UNITS),
  number: fc.nat(59),
  months: fc.integer({ min: 1, max: 4 }),
  quantity: fc.integer({ min: 1, max: 9 }),
  days: fc.constantFrom(0, 0, 0, 0, 1, 9),
});

test('whatever clerks try, a card goes only where its plugin leads, and says so', async () => {
  const user = { ...app.user, buildingIds: [house.buildingId] };
  const seed = 20_260_110;
  let day = '2026-01-10';
  let done = 0;
  for (const [n, tried] of fc.sample(step, { numRuns: STEPS, seed }).entries()) {
    day = addDays(day, n % 11 === 0 ? tried.days : 0);
    freezeClock(`${day}T05:00:00Z`);
    let id = ids[tried.card]!;
    if (['returned', 'cancelled'].includes(model.get(id)!.state)) id = ids[tried.card] = await registered(tried.card);
    const before = model.get(id)!;
    const { action, months, quantity } = tried;
    const input = {
      ...{ action, months, quantity, number: `L${tried.number}`, reason: 'Thử', document: 'QĐ-1' },
      ...{ customerId: house.customers[tried.unit]!, unitId: house.units[tried.unit]! },
    };
    const expected = allowedBy(before, input, [...model.values()], day);
    const told = await call(app.broker, 'card.act', { id, revision: before.revision, ...input }, { meta: { user } }).then(
      ({ card }) => card,
      (error: unknown) => error,
    );
    const where = `step ${n} of seed ${seed}: ${action} on ${before.service} ${id} ${before.state}`;
    if (told instanceof Error) {
      if (!expected.refusals.includes((told as Refusal).code))
        throw new Error(`${where}: ${told.message}, expected ${expected.refusals}`);
      continue;
    }
    expect([where, expected.to]).toEqual([where, (told as { state: string }).state]);
    const after = afterAct(before, expected.to!, input, day);
    expect([where, told]).toEqual([where, expect.objectContaining({ ...after })]);
    model.set(id, after);
    done++;
  }
  expect(done).toBeGreaterThan(STEPS / 5);
}, 240_000);

test('every act is in the history, each beginning where the one before ended', async () => {
  const { rows } = await app.db.admin.raw(
    `select c.id, c.revision, c.state, c.number, c.deposit, count(e.*)::int as events, max(e.revision) as last,
       bool_and(e.before is not distinct from e.expected) as joined, sum(e.deposit)::bigint as held,
       (array_agg(e.after ->> 'state' order by e.revision desc))[1] as ended
     from card c join (select card_id, revision, deposit, before - 'paidThrough' as before, after,
         lag(after - 'paidThrough') over (partition by card_id order by revision) as expected from card_event) e on e.card_id = c.id
     where c.building_id = ? group by c.id`,
    [house.buildingId],
  );
  expect(rows).toHaveLength(model.size);
  for (const row of rows) {
    const { revision, state, number, deposit } = model.get(row.id)!;
    expect(row).toMatchObject({ revision, events: revision, last: revision, state, ended: state, number, joined: true });
    expect([row.deposit, row.held]).toEqual([deposit, deposit]);
  }
});

test('what the history says was owed is what was charged, and what stands in the books', async () => {
  const { rows } = await app.db.admin.raw(
    `select (select sum(fee + greatest(deposit, 0))::bigint from card_event where building_id = :b) as acted,
       (select sum(c.net)::bigint from card_charge c join card_span s on s.id = c.span_id where c.building_id = :b and s.kind = 'fee') as charged,
       (select sum(total)::bigint from card_charge where building_id = :b) as total,
       (select sum(amount)::bigint from document where building_id = :b and kind = 'fee') as documents,
       (select sum(open)::bigint from open_item where building_id = :b) as open,
       (select sum(deposit)::bigint from card_span where building_id = :b) as deposits,
       (select sum(remaining)::bigint from credit where building_id = :b and kind = 'deposit') as liability`,
    { b: house.buildingId },
  );
  const [{ acted, charged, total, documents, open, deposits, liability }] = rows;
  expect(acted).toBeGreaterThan(0);
  expect([charged, documents, open, liability]).toEqual([acted, total, total, deposits]);
  const user = { ...app.user, buildingIds: [house.buildingId] };
  const lines: string[] = [];
  expect([await verifyBuilding(user, house.buildingId, (line) => lines.push(line), 'LIFE'), lines.length > 0]).toEqual([0, true]);
});

test('the last word the doors were given of each number is how its card stands', async () => {
  const { rows } = await app.db.admin.raw(
    `select distinct on (o.service, o.number) o.service, o.number, o.open, o.valid_to::text as "validTo" from card_outbox o
     where o.building_id = ? order by o.service, o.number, o.seq desc`,
    [house.buildingId],
  );
  const open = [...model.values()]
    .filter(({ state }) => state === 'active')
    .map(({ service, number, validTo }) => [service, number, validTo]);
  const said = rows.filter((row: { open: boolean }) => row.open).map((row: ModelCard) => [row.service, row.number, row.validTo]);
  expect(said.sort()).toEqual(open.sort());
  expect(open.length).toBeGreaterThan(0);
});
