// The sample building with cards: four kinds taken over, some locked and lost, the open month owing what they cost.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ServiceBroker } from 'moleculer';
import { ensureFirstUser } from '../../core/access/first-user.ts';
import { type AppServer, startApp } from '../../core/cli/app.ts';
import { signedIn } from '../../core/cli/seed/staff.ts';
import { seed } from '../../core/cli/seed.ts';
import { call } from '../../core/platform/call.ts';
import { loadPlugins } from '../../core/platform/plugins.ts';
import { sampleBuilding } from '../../samples/building.ts';
import { sampleCards } from '../../samples/cards.ts';
import { testDatabase } from '../support/test-database.ts';

const db = await testDatabase();
let app: AppServer;
let broker: ServiceBroker;
beforeAll(async () => {
  await ensureFirstUser(db.admin, 'mat-khau-thu');
  await loadPlugins();
  app = await startApp({ port: 0, host: '127.0.0.1' });
  broker = app.broker;
});
afterAll(() => app?.stop());

test('the whole tower has cards of four kinds, the same each time, at most four vehicles a unit', () => {
  const sample = sampleBuilding();
  const { cards } = sampleCards(sample);
  expect(JSON.stringify(sampleCards(sample))).toBe(JSON.stringify(sampleCards(sampleBuilding())));
  const counts = Object.values(cards).map((list) => list.length);
  expect(counts.every((count) => count > 50)).toBe(true);
  expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(1_400);
  for (const list of Object.values(cards)) expect(new Set(list.map(({ number }) => number)).size).toBe(list.length);
  for (const vehicles of Map.groupBy(cards['vehicle-card']!, ({ unit }) => unit).values())
    expect(vehicles.length).toBeLessThan(5);
});

test('loaded on wish, they owe the open month; loaded again, nothing is added', async () => {
  await seed(broker, ['--building', 'small', '--cards'], () => {});
  const { cards } = sampleCards(sampleBuilding(40));
  const wanted = Object.entries(cards).map(([service, list]) => ({ service, count: list.length }));
  const stored = async () => (await db.admin.raw('select service, count(*)::int as count from card group by 1 order by 1')).rows;
  const sorted = wanted.filter(({ count }) => count > 0).sort((a, b) => (a.service < b.service ? -1 : 1));
  expect(await stored()).toEqual(sorted);
  await seed(broker, ['--building', 'small', '--cards'], () => {});
  expect(await stored()).toEqual(sorted);
  const user = await signedIn('admin');
  const { rows } = await call(broker, 'building.listBuildings', {}, { meta: { user } });
  const due = await call(broker, 'card.listDue', { buildingId: rows[0]!.id, period: '2026-11' }, { meta: { user } });
  const vehicles = due.filter(({ service }) => service === 'vehicle-card');
  expect(vehicles.length).toBe(cards['vehicle-card']!.length);
  expect(new Set(vehicles.map(({ from, to, months }) => `${from} ${to} ${months}`))).toEqual(
    new Set(['2026-11-01 2026-11-30 1']),
  );
  const { rows: locked } = await db.admin.raw(`select count(*)::int as count from card where state <> 'active'`);
  expect(locked[0].count).toBeGreaterThan(0);
}, 60_000);
