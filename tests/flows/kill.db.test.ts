// The month is posted whole or not at all, whoever is killed: the process that posts, or PostgreSQL under it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Knex } from 'knex';
import { ensureFirstUser } from '../../core/access/first-user.ts';
import { connect } from '../../core/platform/knex.ts';
import { core, migrate } from '../../core/platform/migrate.ts';
import { type Server, startPostgres } from '../../core/platform/postgres/launcher.ts';
import electricity from '../../plugins/electricity/plugin.ts';
import { fillBuilding } from './billed-building.ts';

const UNITS = 8000; // as many as keep the posting going while it is killed
const period = '2026-10';
const home = mkdtempSync(join(tmpdir(), 'toanha-kill-'));
chmodSync(home, 0o755); // as root the server runs as another user, who must be able to enter
let server: Server;
let admin: Knex;
let buildingId: number;

beforeAll(async () => {
  server = await startPostgres(home); // durable: a crash must lose nothing
  admin = connect(server.url('postgres'), { role: null });
  await migrate(admin, [core]);
  await ensureFirstUser(admin);
  const { id: companyId } = await admin('company').first('id');
  const building = { company_id: companyId, code: 'KILL', name: 'Tòa mất điện', settings: { fourEyes: false } };
  [{ id: buildingId }] = await admin('building').insert(building).returning('id');
  const preset = electricity.tariffs.find(({ id }) => id === 'residential-2025-05')!;
  await admin('tariff').insert({
    building_id: buildingId,
    service: electricity.id,
    unit_class: preset.unitClass,
    valid: '[2026-01-01,)',
    status: 'published',
    version: 1,
    name: preset.name.vi,
    legal_basis: preset.legalBasis,
    body: preset.body,
  });
  await fillBuilding(admin, { companyId, buildingId, units: UNITS, services: { electricity: 100 }, period });
}, 120_000);
afterAll(async () => {
  await admin.destroy();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
});

const poster = fileURLToPath(new URL('post-month.ts', import.meta.url));
const postMonth = (): ChildProcess =>
  spawn(process.execPath, [poster, server.url('postgres'), String(buildingId), period], { stdio: ['ignore', 'pipe', 'pipe'] });

/** Waits until the month's rows are being copied into their tables. */
async function copying(child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 60_000 && child.exitCode === null; waited += 2) {
    const { rows } = await admin.raw(
      `select from pg_stat_activity where query ilike 'copy%' and query ~ '(bill|charge|journal|posting)'`,
    );
    if (rows.length > 0) return;
    await wait(2);
  }
  throw new Error('the posting was over, or dead, before it was seen');
}

async function counts(): Promise<{ bills: number; charges: number; journals: number; unbalanced: number; owed: number }> {
  const { rows } = await admin.raw(`select (select count(*)::int from bill) bills, (select count(*)::int from charge) charges,
    (select count(*)::int from journal) journals,
    (select count(*)::int from (select from posting group by journal_id having sum(amount) <> 0) u) unbalanced,
    (select coalesce(sum(balance), 0)::int8 from receivable_balance) - (select coalesce(sum(total), 0)::int8 from bill) owed`);
  return rows[0];
}
const nothing = { bills: 0, charges: 0, journals: 0, unbalanced: 0, owed: 0 };

test.each([0, 40, 120])(
  'the posting process killed %d ms into the COPY leaves nothing',
  async (delay) => {
    const child = postMonth();
    const ended = once(child, 'exit');
    await copying(child);
    await wait(delay);
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    for (let waited = 0; waited < 10_000; waited += 50) {
      const { rows } = await admin.raw(
        `select from pg_stat_activity where pid <> pg_backend_pid() and state <> 'idle' and backend_type = 'client backend'`,
      );
      if (rows.length === 0) break; // the server has noticed
      await wait(50);
    }
    expect(await counts()).toEqual(nothing);
  },
  120_000,
);

test('PostgreSQL killed in the middle recovers to nothing posted', async () => {
  const child = postMonth();
  const ended = once(child, 'exit');
  await copying(child);
  process.kill(server.pid, 'SIGKILL');
  child.kill('SIGKILL');
  await ended;
  await admin.destroy();
  await wait(500); // its workers end when they miss the postmaster
  server = await startPostgres(home);
  admin = connect(server.url('postgres'), { role: null });
  expect(await counts()).toEqual(nothing);
}, 120_000);

test('after all that the month posts whole, once', async () => {
  const child = postMonth();
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(await counts()).toEqual({ bills: UNITS, charges: UNITS, journals: UNITS, unbalanced: 0, owed: 0 });
  const again = postMonth();
  expect((await once(again, 'exit'))[0]).not.toBe(0); // nothing left to bill: refused
  expect((await counts()).bills).toBe(UNITS);
}, 120_000);
