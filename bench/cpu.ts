// CPU time of this process and of the server's sessions, which other programs on the machine do not change as they change wall time.
import { existsSync, readFileSync } from 'node:fs';
import type { Knex } from 'knex';

export interface CpuTimes {
  node: number;
  /** By process id; empty where the system has no /proc. */
  sessions: Map<number, number>;
}
const TICK_MS = 10; // USER_HZ is 100 on every Linux that node runs on

export async function cpuTimes(admin: Knex): Promise<CpuTimes> {
  const { user, system } = process.cpuUsage();
  const { rows } = await admin.raw('select pid from pg_stat_activity');
  return {
    node: (user + system) / 1000,
    sessions: new Map(rows.map(({ pid }: { pid: number }) => [pid, ticksOf(pid) * TICK_MS])),
  };
}

/** `node 1.23 s, PostgreSQL 4.56 s`. */
export function cpuBetween(before: CpuTimes, after: CpuTimes): string {
  let sessions = 0;
  for (const [pid, ms] of after.sessions) sessions += ms - (before.sessions.get(pid) ?? 0);
  return `node ${seconds(after.node - before.node)}, PostgreSQL ${seconds(sessions)}`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

function ticksOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
