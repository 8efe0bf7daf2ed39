// Somebody's own PostgreSQL, where the migrating user owns the database and nothing more.
import { afterAll, expect, test } from '@jest/globals';
import { testDatabase } from '../../tests/support/test-database.ts';
import { connect } from '../platform/knex.ts';
import { core, migrate } from '../platform/migrate.ts';
import { ensureFirstUser } from './first-user.ts';

const db = await testDatabase();
const server = connect(db.url.replace(/[^/]*$/, 'postgres'), { role: null, connections: 1 });
const name = `plain_${process.pid}`;
await server.raw(`create role ${name} login createrole password 'plain'`);
// another database of the test server has made them before
await server.raw(`grant toanha_app, toanha_poster to ${name} with admin option`);
await server.raw(`create database ${name} owner ${name}`);
const url = db.url.replace(/\/\/[^@]*@/, `//${name}:plain@`).replace(/[^/]*$/, name);
const owner = connect(url, { role: null, connections: 2 });
const app = connect(url, { connections: 1 });
afterAll(async () => {
  await Promise.all([owner.destroy(), app.destroy()]);
  await server.raw(`drop database ${name} with (force)`);
  await server.raw(`drop role ${name}`);
  await server.destroy();
});

test('a user who is no superuser migrates, makes the first administrator, and finds people there at the next start', async () => {
  expect(await migrate(owner, [core])).toContain('core/0001_foundation');
  expect(await ensureFirstUser(owner, 'a first password')).toEqual({ login: 'admin', password: 'a first password' });
  expect(await ensureFirstUser(owner)).toBeNull();
});

test('the application still sees nobody without a scope, and who signs in only himself', async () => {
  expect(await app('app_user').select('login')).toEqual([]);
  await app.raw(`select set_config('app.login', 'admin', false)`);
  expect(await app('app_user').select('login')).toEqual([{ login: 'admin' }]);
});
