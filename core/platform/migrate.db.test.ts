import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { testDatabase } from '../../tests/support/test-database.ts';
import { core, migrate, rollback } from './migrate.ts';

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'toanha-migrate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function owner(id: string, files: Record<string, string>) {
  mkdirSync(join(folder, id), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, id, file), text);
  return { id, folder: join(folder, id) };
}
const making = (table: string) => `
  export const up = (knex) => knex.raw('create table ${table} (n int)');
  export const down = (knex) => knex.raw('drop table ${table}');`;

async function tables(): Promise<string[]> {
  const { rows } = await db.admin.raw(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not like 'mig\\_%' order by 1`,
  );
  return rows.map((row: { relname: string }) => row.relname);
}

test('core goes up, down and up again to the same tables', async () => {
  const before = await tables();
  expect(before).toEqual(expect.arrayContaining(['app_user', 'audit', 'building', 'company']));
  expect(await migrate(db.admin, [core])).toEqual([]);
  const down = await rollback(db.admin, core);
  expect(down.at(-1)).toBe('core/0001_foundation');
  expect(await tables()).toEqual([]);
  expect((await migrate(db.admin, [core])).sort()).toEqual([...down].sort());
  expect(await tables()).toEqual(before);
});

test('two owners with files of the same name stay independent', async () => {
  const one = owner('heat-one', { '0001_tables.js': making('heat_one') });
  const two = owner('heat-two', { '0001_tables.js': making('heat_two') });
  expect(await migrate(db.admin, [one, two])).toEqual(['heat-one/0001_tables', 'heat-two/0001_tables']);
  expect(await rollback(db.admin, one)).toEqual(['heat-one/0001_tables']);
  expect(await tables()).toEqual(expect.arrayContaining(['heat_two']));
  expect(await tables()).not.toContain('heat_one');
});

test('a migration that fails leaves nothing of itself, and the next start goes on', async () => {
  const broken = owner('broken', {
    '0001_good.js': making('half'),
    '0002_bad.js': `export const up = (knex) => knex.raw('create table x (n int); select 1/0'); export const down = () => {};`,
  });
  await expect(migrate(db.admin, [broken])).rejects.toMatchObject({ code: '22012' });
  expect(await tables()).not.toContain('x');
  rmSync(join(broken.folder, '0002_bad.js'));
  writeFileSync(join(broken.folder, '0002_better.js'), making('y'));
  await migrate(db.admin, [broken]);
  expect(await tables()).toEqual(expect.arrayContaining(['half', 'y']));
});

test('a lock that a crash left behind does not stop the next start', async () => {
  const locked = owner('locked', { '0001_tables.js': making('locked_table') });
  await migrate(db.admin, [locked]);
  await db.admin('mig_locked_lock').update({ is_locked: 1 });
  writeFileSync(join(locked.folder, '0002_more.js'), making('locked_more'));
  expect(await migrate(db.admin, [locked])).toEqual(['locked/0002_more']);
});

test('two processes that migrate at once run each migration once', async () => {
  const shared = owner('shared', { '0001_tables.js': making('shared_table') });
  const ran = await Promise.all([migrate(db.admin, [shared]), migrate(db.admin, [shared])]);
  expect(ran.flat()).toEqual(['shared/0001_tables']);
});
