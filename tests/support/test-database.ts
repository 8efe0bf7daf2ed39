// A migrated database of its own for a test file: `const db = await testDatabase()` at the top of the file.
import { randomBytes } from 'node:crypto';
import { afterAll } from '@jest/globals';
import type { Knex } from 'knex';
import { readEnv } from '../../core/platform/env.ts';
import { closeDatabase, connect, openDatabase } from '../../core/platform/knex.ts';

export interface TestDatabase {
  url: string;
  /** Superuser, outside every scope: for setting up and for looking behind row-level security. */
  admin: Knex;
}

/** Clones the template, opens it as this process's `database()`, and drops it after the file's last test. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = readEnv().TOANHA_TEST_SERVER;
  if (!server) throw new Error('no test server: name the file x.db.test.ts and run it by jest');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name} template template_toanha strategy file_copy`);
  const url = server.replace(/\/postgres$/, `/${name}`);
  openDatabase(url);
  const admin = connect(url, { role: null });
  afterAll(async () => {
    await closeDatabase();
    await admin.destroy();
    await onServer(server, `drop database ${name} with (force)`);
  });
  return { url, admin };
}

async function onServer(url: string, sql: string): Promise<void> {
  const main = connect(url, { role: null, connections: 1 });
  try {
    await main.raw(sql);
  } finally {
    await main.destroy();
  }
}
