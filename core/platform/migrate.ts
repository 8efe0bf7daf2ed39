// Migrations per owner: core's in migrations/, a plugin's in its own folder, each with a table of its own, so they stay independent.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import { root } from './paths.ts';

export interface Owner {
  id: string;
  folder: string;
}
export const core: Owner = { id: 'core', folder: join(root, 'migrations') };
const LOCK = 7_294_001; // any number; the same for all of us

/** Runs what is missing, owner by owner; answers the names that ran. One process at a time. */
export function migrate(admin: Knex, owners: readonly Owner[]): Promise<string[]> {
  return underLock(admin, async () => {
    const ran: string[] = [];
    for (const owner of owners) {
      const config = configOf(owner);
      await admin.migrate.forceFreeMigrationsLock(config); // left by a crash; the advisory lock is the real one
      const [, names] = (await admin.migrate.latest(config)) as [number, string[]];
      ran.push(...names);
    }
    return ran;
  });
}

/** Takes an owner's migrations back, the last first. */
export function rollback(admin: Knex, owner: Owner): Promise<string[]> {
  return underLock(admin, async () => {
    const [, names] = (await admin.migrate.rollback(configOf(owner), true)) as [number, string[]];
    return names;
  });
}

function configOf(owner: Owner): Knex.MigratorConfig {
  return { migrationSource: sourceOf(owner), tableName: `mig_${owner.id.replaceAll('-', '_')}` };
}

function sourceOf({ id, folder }: Owner): Knex.MigrationSource<string> {
  return {
    getMigrations: async () =>
      (existsSync(folder) ? readdirSync(folder) : []).filter((file) => /^\d{4}_.+\.[tj]s$/.test(file)).sort(),
    getMigrationName: (file) => `${id}/${file.replace(/\.[tj]s$/, '')}`,
    getMigration: async (file) => (await import(pathToFileURL(join(folder, file)).href)) as Knex.Migration,
  };
}

async function underLock<T>(admin: Knex, fn: () => Promise<T>): Promise<T> {
  const connection = await admin.client.acquireConnection();
  try {
    await connection.query('select pg_advisory_lock($1)', [LOCK]);
    return await fn();
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {}); // a broken connection has let go of it already
    await admin.client.releaseConnection(connection);
  }
}
