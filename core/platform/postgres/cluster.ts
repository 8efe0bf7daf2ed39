// The data folder: made whole by initdb or not at all, owned by the account that runs the server.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { log } from '../log.ts';
import { type Binaries, rootOwnedFolder } from './binaries.ts';
import { type Account, canReach } from './run-as.ts';

export interface Cluster {
  /** Folder of data, password and log. */
  home: string;
  data: string;
  password: string;
}
const MAJOR = '18';

/** Opens the cluster below `wanted`, making it on first use; it lies elsewhere if the account cannot get there. */
export function openCluster(wanted: string, binaries: Binaries, account: Account | null, throwaway: boolean): Cluster {
  const home = reachableHome(wanted, account);
  mkdirSync(home, { recursive: true });
  const data = join(home, 'postgres');
  const passwordFile = join(home, 'postgres.password');
  if (!existsSync(data)) create(home, data, passwordFile, binaries, account, throwaway);
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (version !== MAJOR) {
    throw new Error(
      `${data} was made by PostgreSQL ${version}, this release runs ${MAJOR}: export it with the release that made it`,
    );
  }
  return { home, data, password: readFileSync(passwordFile, 'utf8') };
}

function reachableHome(wanted: string, account: Account | null): string {
  if (!account || canReach(wanted, account)) return wanted;
  const mark = createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 12);
  const home = join(rootOwnedFolder(), `data-${mark}`);
  log('warn', 'postgres', `user ${account.name} cannot enter ${wanted}: the database lies in ${home}`);
  return home;
}

function create(
  home: string,
  data: string,
  passwordFile: string,
  binaries: Binaries,
  account: Account | null,
  throwaway: boolean,
): void {
  const password = randomBytes(18).toString('base64url');
  const unfinished = join(home, `postgres.new-${process.pid}`);
  const handover = join(home, `postgres.pw-${process.pid}`);
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(handover, password, { mode: 0o600 });
  if (account) for (const path of [unfinished, handover]) chownSync(path, account.uid, account.gid);
  try {
    const options = ['--auth=scram-sha-256', '--username=postgres', `--pwfile=${handover}`, '--encoding=UTF8'];
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    run(binaries.initdb, ['-D', unfinished, ...options, ...locale, ...(throwaway ? ['--no-sync'] : [])], account);
    writeFileSync(passwordFile, password, { mode: 0o600 });
    chmodSync(passwordFile, 0o600);
    renameSync(unfinished, data);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(handover, { force: true });
  }
}

function run(program: string, args: string[], account: Account | null): void {
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  const { status, stderr, error } = spawnSync(program, args, { ...identity, cwd: '/', env: { LC_ALL: 'C' }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`, { cause: error });
}
