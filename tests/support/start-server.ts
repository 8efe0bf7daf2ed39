// Jest globalSetup of the database tests: one throwaway PostgreSQL with a migrated template; leftovers of crashed runs are swept first.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv, setEnv } from '../../core/platform/env.ts';
import { connect } from '../../core/platform/knex.ts';
import { core, migrate } from '../../core/platform/migrate.ts';
import { startPostgres } from '../../core/platform/postgres/launcher.ts';
import { running } from './server.ts';

const runs = join(tmpdir(), `toanha-test-${process.getuid?.() ?? 'user'}`);

export default async function startServer(): Promise<void> {
  mkdirSync(runs, { recursive: true });
  await sweep();
  running.folder = join(runs, `run-${process.pid}`);
  running.server = await startPostgres(running.folder, { throwaway: true });
  const main = connect(running.server.url('postgres'), { role: null });
  await main.raw('create database template_toanha');
  await main.destroy();
  const template = connect(running.server.url('template_toanha'), { role: null });
  await migrate(template, [core]);
  await template.destroy();
  setEnv('LOG_LEVEL', readEnv().LOG_LEVEL === 'info' ? 'fatal' : readEnv().LOG_LEVEL);
  setEnv('TOANHA_TEST_SERVER', running.server.url('postgres'));
}

async function sweep(): Promise<void> {
  for (const name of readdirSync(runs)) {
    const pid = Number(name.replace('run-', ''));
    if (isAlive(pid)) continue;
    const folder = join(runs, name);
    if (existsSync(join(folder, 'postgres', 'postmaster.pid'))) await (await startPostgres(folder, { throwaway: true })).stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'; // alive, but another user's
  }
}
