// The connection pool. Every session starts as toanha_app, so that a statement outside a scope sees nothing.
import knex, { type Knex } from 'knex';
import pg from 'pg';
import { log } from './log.ts';

const { types } = pg;
const safeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} of the database is not a safe integer`);
  return value;
};
const texts = types.getTypeParser(1009 as number) as unknown as (text: string) => string[];
types.setTypeParser(types.builtins.INT8, safeInteger);
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.TIMESTAMP, (text) => text);
types.setTypeParser(types.builtins.NUMERIC, (text) => text);
types.setTypeParser(1231 as number, texts);
types.setTypeParser(1182 as number, texts);
types.setTypeParser(1016 as number, (text: string) => texts(text).map(safeInteger));

// knex would write to the console by itself
const knexLog = {
  warn: (message: unknown) => log('warn', 'knex', String(message)),
  error: (message: unknown) => log('error', 'knex', String(message)),
  deprecate: (message: unknown) => log('warn', 'knex', String(message)),
  debug: () => {},
};

let pool: Knex | null = null;

export interface DatabaseOptions {
  /** Role each session starts in; null keeps the login's own (migrations, the test harness). */
  role?: 'toanha_app' | null;
  connections?: number;
}

/** A new pool; the caller closes it with `.destroy()`. */
export function connect(url: string, { role = 'toanha_app', connections = 10 }: DatabaseOptions = {}): Knex {
  return knex({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: 'toanha',
      ...(role ? { options: `-c role=${role} -c timezone=UTC` } : {}),
    },
    pool: { min: 0, max: connections },
    acquireConnectionTimeout: 15_000,
    log: knexLog,
  });
}

/** Opens this process's pool. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Knex {
  if (pool) throw new Error('the database is already open');
  pool = connect(url, options);
  return pool;
}

/** This process's pool; use it through `inScope`, never directly. */
export function database(): Knex {
  if (!pool) throw new Error('the database is not open');
  return pool;
}

export async function closeDatabase(): Promise<void> {
  const open = pool;
  pool = null;
  await open?.destroy();
}
