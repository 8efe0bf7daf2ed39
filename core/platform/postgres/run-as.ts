// PostgreSQL refuses to run as root: then it runs as `postgres`, or as `nobody`.
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export interface Account {
  uid: number;
  gid: number;
  name: string;
}

/** The account to switch to; null for a normal user, who runs it as himself. */
export function accountForPostgres(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }));
  const found = accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody');
  if (!found) throw new Error('running as root, and neither a user "postgres" nor "nobody" exists: start as a normal user');
  return found;
}

/** Whether the account may walk to a folder: every folder on the way must let it pass. */
export function canReach(path: string, { uid, gid }: Account): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat) {
      const pass = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001;
      if ((stat.mode & pass) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}
