import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ServiceBroker } from 'moleculer';
import { ensureFirstUser } from '../../core/access/first-user.ts';
import { type AppServer, startApp } from '../../core/cli/app.ts';
import { seed } from '../../core/cli/seed.ts';
import { loadPlugins } from '../../core/platform/plugins.ts';
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

test('with a third meter every unit is billed four services in every month, and none is parked', async () => {
  await seed(broker, ['--building', 'small', '--third-meter'], () => {});
  const { rows: units } = await db.admin.raw(
    `select count(*) filter (where tariff_class = 'residential')::int homes, count(*)::int units from unit`,
  );
  const [{ homes, units: all }] = units;
  const { rows } = await db.admin.raw('select service, count(*)::int charges from charge group by service order by service');
  const charges = Object.fromEntries(rows.map((row: { service: string; charges: number }) => [row.service, row.charges]));
  expect(charges).toEqual({
    aircon: (all - homes) * 7,
    electricity: all * 7,
    gas: homes * 7,
    'management-fee': all * 7,
    water: all * 7,
  });
  const { rows: parked } = await db.admin.raw('select count(*)::int from run_parked');
  expect(parked[0].count).toBe(0);
}, 60_000);
