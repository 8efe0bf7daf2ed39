import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { connect } from '../knex.ts';
import { findBinaries } from './binaries.ts';
import { startPostgres } from './launcher.ts';
import { accountForPostgres, canReach } from './run-as.ts';

const home = mkdtempSync(join(tmpdir(), 'toanha-launcher-'));
chmodSync(home, 0o755);
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function ask(url: string, sql: string): Promise<Record<string, unknown>> {
  const db = connect(url, { role: null, connections: 1 });
  return db.raw(sql).then(
    ({ rows }) => db.destroy().then(() => rows[0]),
    (error) => db.destroy().then(() => Promise.reject(error)),
  );
}

// another Node process that starts the server and tells its pid
async function startElsewhere(folder: string): Promise<{ node: ChildProcess; server: { pid: number; adopted: boolean } }> {
  const source = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'launcher.ts'))};
    const { pid, adopted } = await startPostgres(${JSON.stringify(folder)}, { throwaway: true });
    console.log(JSON.stringify({ pid, adopted })); setInterval(() => {}, 1000);`;
  const node = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: node.stdout! }), 'line');
  return { node, server: JSON.parse(line) };
}

describe('the embedded server', () => {
  const folder = join(home, 'first');

  test('keeps its data over a stop, and its password from others', async () => {
    const first = await startPostgres(folder, { throwaway: true });
    await ask(first.url('postgres'), 'create table kept as select 1 as n');
    await first.stop();
    await expect(ask(first.url('postgres'), 'select 1')).rejects.toThrow();
    const second = await startPostgres(folder, { throwaway: true });
    expect(second.adopted).toBe(false);
    expect(await ask(second.url('postgres'), 'select n from kept')).toEqual({ n: 1 });
    await second.stop();
    expect(statSync(join(folder, 'postgres.password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'postgres')).mode & 0o077).toBe(0);
  });

  test('asks for a password also on loopback', async () => {
    const server = await startPostgres(folder, { throwaway: true });
    await expect(ask(server.url('postgres').replace(/:[^:@]*@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    await server.stop();
  });

  test('that outlived its Node process is adopted and stopped by the next', async () => {
    const { node, server } = await startElsewhere(folder);
    node.kill('SIGKILL');
    await once(node, 'exit');
    const next = await startPostgres(folder, { throwaway: true });
    expect([next.adopted, next.pid]).toEqual([true, server.pid]);
    await next.stop();
    expect(existsSync(`/proc/${server.pid}`)).toBe(false);
  });

  test('of another live process is used, and not stopped by the guest', async () => {
    const { node, server } = await startElsewhere(folder);
    const guest = await startPostgres(folder, { throwaway: true });
    expect([guest.adopted, guest.pid]).toEqual([true, server.pid]);
    await guest.stop();
    expect(await ask(guest.url('postgres'), 'select 1 as one')).toEqual({ one: 1 });
    node.kill('SIGKILL');
    await once(node, 'exit');
    await (await startPostgres(folder, { throwaway: true })).stop();
  });

  test('comes up again after kill -9 of the server itself', async () => {
    const killed = await startPostgres(folder, { throwaway: true });
    process.kill(killed.pid, 'SIGKILL');
    const next = await startPostgres(folder, { throwaway: true });
    expect(next.pid).not.toBe(killed.pid);
    expect(await ask(next.url('postgres'), 'select n from kept')).toEqual({ n: 1 });
    await next.stop();
  });

  test('that is kept starts again by itself after kill -9, at the address it had', async () => {
    const kept = await startPostgres(folder, { throwaway: true, keep: true });
    const [url, before] = [kept.url('postgres'), kept.pid];
    process.kill(before, 'SIGKILL');
    while (kept.pid === before) await sleep(50);
    expect(kept.url('postgres')).toBe(url);
    expect(await ask(url, 'select n from kept')).toEqual({ n: 1 });
    await kept.stop();
    await expect(ask(url, 'select 1')).rejects.toThrow();
  });
});

// needs root: a normal user runs the server as himself
const asRoot = process.getuid?.() === 0 ? test : test.skip;
asRoot('below a folder only root may enter, data and programs lie where the other account can reach them', async () => {
  const account = accountForPostgres()!;
  const closed = join(home, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  expect(canReach(closed, account)).toBe(false);
  expect(canReach(home, account)).toBe(true);
  expect(canReach(findBinaries(account).postgres, account)).toBe(true);
  const server = await startPostgres(join(closed, '.data'), { throwaway: true });
  const where = (await ask(server.url('postgres'), 'show data_directory')).data_directory as string;
  expect(where).not.toContain(closed);
  await server.stop();
  rmSync(join(where, '..'), { recursive: true, force: true });
});
