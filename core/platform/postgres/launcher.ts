// The embedded PostgreSQL server: one per data folder, adopted when it outlived its Node process, stopped by whom it belongs to.
import { spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { log } from '../log.ts';
import { findBinaries } from './binaries.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { keepRunning } from './keep-running.ts';
import { type Account, accountForPostgres } from './run-as.ts';

export interface Server {
  /** URL of a database on this server. */
  url(database: string): string;
  pid: number;
  /** true when a running server was found and is used. */
  adopted: boolean;
  /** Stops the server, unless another live process started or adopted it first. */
  stop(): Promise<void>;
}
export interface LaunchOptions {
  /** For tests: no fsync; the data is not worth a crash. */
  throwaway?: boolean;
  /** Starts it again, at the same port, when it dies while it is ours. */
  keep?: boolean;
}
interface Running {
  pid: number;
  port: number;
}
const DURABLE = ['-c', 'max_wal_size=4GB', '-c', 'checkpoint_timeout=15min'];
const THROWAWAY = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
].flatMap((s) => ['-c', s]);
const SETTINGS = [
  'max_connections=100',
  'shared_buffers=256MB',
  'work_mem=32MB',
  'maintenance_work_mem=128MB',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
];

/** Starts PostgreSQL on the data below `folder`, or joins the one that runs there. */
export async function startPostgres(folder: string, { throwaway = false, keep = false }: LaunchOptions = {}): Promise<Server> {
  const account = accountForPostgres();
  const binaries = findBinaries(account);
  const cluster = openCluster(folder, binaries, account, throwaway);
  const found = await findRunning(cluster);
  let running = found ?? (await launch(binaries.postgres, cluster, account, throwaway));
  const mine = takeOwnership(cluster, running.pid);
  const restart = async (): Promise<void> => {
    running = await launch(binaries.postgres, cluster, account, throwaway, running.port);
    takeOwnership(cluster, running.pid);
  };
  const kept = mine && keep ? keepRunning(() => isAlive(running.pid), restart) : null;
  return {
    url: (database) => urlOf(cluster, running, database),
    get pid() {
      return running.pid;
    },
    adopted: found !== null,
    stop: async () => {
      await kept?.end();
      if (mine) await stop(cluster, running.pid);
    },
  };
}

async function launch(
  program: string,
  cluster: Cluster,
  account: Account | null,
  throwaway: boolean,
  samePort?: number,
): Promise<Running> {
  const port = samePort ?? (await freePort());
  const logFile = join(cluster.home, 'postgres.log');
  const out = openSync(logFile, 'a', 0o600);
  const network = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
  const args = ['-D', cluster.data, ...network, ...SETTINGS.flatMap((s) => ['-c', s]), ...(throwaway ? THROWAWAY : DURABLE)];
  // detached: Ctrl-C goes to the whole terminal group and must not reach postgres before us
  const child = spawn(program, args, {
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
    cwd: '/',
    env: { LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', out, out],
  });
  let ended: string | null = null;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `exit ${code ?? signal}`));
  child.unref();
  for (let waited = 0; waited < 60_000 && ended === null; waited += 25) {
    if (child.pid && (await answers(cluster, { pid: child.pid, port }))) return { pid: child.pid, port };
    await sleep(25);
  }
  const other = await findRunning(cluster); // two starts at once: the data folder's lock chose the other one
  if (other) return other;
  const tail = readFileSync(logFile, 'utf8').split('\n').slice(-8).join('\n');
  throw new Error(`PostgreSQL did not start (${ended ?? 'no answer within 60 s'}); end of ${logFile}:\n${tail}`);
}

async function findRunning(cluster: Cluster): Promise<Running | null> {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null; // no such file: nothing runs here
  }
  const running = { pid: Number(lines[0]), port: Number(lines[3]) };
  if (!isAlive(running.pid)) return null;
  // after kill -9 of the machine's other half the server may still be starting or recovering
  for (let waited = 0; waited < 10_000 && isAlive(running.pid); waited += 100) {
    if (running.port > 0 && (await answers(cluster, running))) return running;
    await sleep(100);
  }
  return null;
}

async function answers(cluster: Cluster, running: Running): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(cluster, running, 'postgres'), connectionTimeoutMillis: 2000 });
  client.on('error', () => {}); // a server that goes away meanwhile has not answered
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01')
      throw new Error(`wrong password for the database in ${cluster.home}`, { cause: error });
    return false; // refused, or still starting up
  } finally {
    await client.end().catch(() => {});
  }
}

function takeOwnership(cluster: Cluster, server: number): boolean {
  const file = join(cluster.home, 'postgres.owner');
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as { node: number; server: number };
    if (owner.server === server && owner.node !== process.pid && isAlive(owner.node)) return false;
  } catch {
    // no owner yet, or a half-written file of a crashed process: it is ours now
  }
  writeFileSync(file, JSON.stringify({ node: process.pid, server }), { mode: 0o600 });
  return true;
}

async function stop(cluster: Cluster, pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (isAlive(pid)) process.kill(pid, signal);
    for (let waited = 0; waited < patience && isAlive(pid); waited += 10) await sleep(10);
  }
  rmSync(join(cluster.home, 'postgres.owner'), { force: true });
  if (isAlive(pid)) log('error', 'postgres', 'the server does not stop', { pid });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'; // alive, but another user's
  }
}

function urlOf(cluster: Cluster, { port }: Running, database: string): string {
  return `postgres://postgres:${cluster.password}@127.0.0.1:${port}/${database}`;
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => resolve(port));
  });
  return promise;
}
