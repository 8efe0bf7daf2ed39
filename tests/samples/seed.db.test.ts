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
const counts = async () => {
  const { rows } = await db.admin.raw(`select (select count(*) from unit) units, (select count(*) from reading) readings,
    (select count(*) from bill) bills, (select count(*) from run where status = 'posted') posted, (select coalesce(sum(amount), 0) from posting) balance,
    (select count(*) from document) receipts, (select count(distinct posted_on) from journal where kind = 'bill') days`);
  return rows[0];
};

test('the small building has seven posted months, and seeding again changes nothing', async () => {
  const lines: string[] = [];
  const first = await seed(broker, ['--building', 'small', '--payments'], (line) => lines.push(line));
  expect(first.created).toBe(true);
  const after = await counts();
  expect(after).toMatchObject({ units: 40, posted: 7, balance: '0', days: 7 });
  expect(after.readings).toBeGreaterThan(7 * 80);
  expect(after.bills).toBe(7 * 40);
  expect(after.receipts).toBeGreaterThan(4 * 40);
  expect(after.receipts).toBeLessThan(7 * 40);
  const second = await seed(broker, ['--building', 'small', '--payments'], () => {});
  expect(second).toMatchObject({ created: false, buildingId: first.buildingId, made: [] });
  expect(await counts()).toEqual(after);
}, 60_000);

test('a size that is none is refused by name', async () => {
  await expect(seed(broker, ['--building', 'huge'], () => {})).rejects.toThrow('full, small');
  await expect(seed(broker, ['--units', '0'], () => {})).rejects.toThrow('whole number');
});
