// What every subcommand stands on: settings, database (embedded or given), schema, plugins.
import pg from 'pg';
import { readEnv } from '../platform/env.ts';
import { closeDatabase, connect, openDatabase } from '../platform/knex.ts';
import { log } from '../platform/log.ts';
import { core, migrate } from '../platform/migrate.ts';
import { dataFolder } from '../platform/paths.ts';
import { loadPlugins, plugins } from '../platform/plugins.ts';
import { type Server, startPostgres } from '../platform/postgres/launcher.ts';

export interface House {
  url: string;
  /** Names of the migrations that ran. */
  migrated: string[];
  close(): Promise<void>;
}
const DATABASE = 'toanha';

/** Opens everything but the services. The embedded server is stopped by `close` if it is ours. */
export async function openHouse(): Promise<House> {
  await loadPlugins();
  const given = readEnv().DATABASE_URL;
  const server = given ? null : await startPostgres(dataFolder(), { keep: true });
  try {
    if (server) await createDatabase(server);
    const url = given ?? server!.url(DATABASE);
    const migrated = await bringUpToDate(url);
    openDatabase(url, { connections: 20 });
    return { url, migrated, close: () => close(server) };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

async function bringUpToDate(url: string): Promise<string[]> {
  const admin = connect(url, { role: null, connections: 3 });
  try {
    const migrated = await migrate(admin, [core, ...plugins.owners()]);
    if (migrated.length > 0) log('info', 'migrate', 'schema brought up to date', { migrated });
    return migrated;
  } finally {
    await admin.destroy();
  }
}

async function createDatabase(server: Server): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function close(server: Server | null): Promise<void> {
  await closeDatabase();
  await server?.stop();
}
