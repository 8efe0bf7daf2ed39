// What only grows: every table whose rows the application may add but not change or take away, found in the catalogue, so that a new
// one is tried without being named here. Each is tried with the application's own role.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const { admin } = app.db;
let house: MoneyBuilding;

interface Grown {
  name: string;
  column: string;
}
/** Tables (leaves of a partitioned one too) with insert but without update of the whole row; and all with the append-only trigger. */
const { rows: grown } = (await admin.raw(`
  select c.oid::regclass::text as name, (select attname from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = '' order by attnum limit 1) as column
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)'
    and (exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only_rows')
      or has_table_privilege('toanha_app', c.oid, 'insert') and not has_table_privilege('toanha_app', c.oid, 'update')
        and not has_any_column_privilege('toanha_app', c.oid, 'update') and not has_table_privilege('toanha_app', c.oid, 'delete'))
  order by 1`)) as { rows: Grown[] };

beforeAll(async () => {
  house = await moneyBuilding(app, { code: 'MOC', units: 2, period: '2026-11' });
  await postMonth(app, house, '2026-11');
  await app.fetch('GET', `/buildings/${house.buildingId}/credits`); // its receivables become open items
}, 60_000);

const asApplication = (sql: string) =>
  admin.transaction(async (trx) => {
    await trx.raw('set local role toanha_app');
    await trx.raw(`select set_config('app.company', ?, true), set_config('app.buildings', ?, true)`, [
      String(app.user.companyId),
      `{${house.buildingId}}`,
    ]);
    return trx.raw(sql);
  });

test('the catalogue names the books: journals, postings, documents, voids, allocations, the chain, the trail', () => {
  const names = grown.map(({ name }) => name);
  for (const known of [
    'journal',
    'posting',
    'document',
    'document_void',
    'allocation',
    'chain_link',
    'audit',
    'card_event',
    'money_count',
  ])
    expect(names).toContain(known);
});

describe.each(grown)('$name', ({ name, column }) => {
  test.each([`update ${name} set ${column} = ${column}`, `delete from ${name}`, `truncate ${name}`, `truncate ${name} cascade`])(
    '%s is refused',
    async (sql) => {
      await expect(asApplication(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|TN001)$/) });
    },
  );
});

test('amounts that follow from allocations are changed by nobody else: only the columns open and remaining may be, and stay within', async () => {
  const { rows } = await admin.raw(`
    select table_name || '.' || column_name as name from information_schema.column_privileges
    where grantee = 'toanha_app' and privilege_type = 'UPDATE' and table_name in ('open_item', 'credit', 'receivable_balance') order by 1`);
  expect(rows.map((row: { name: string }) => row.name).filter((name: string) => !name.startsWith('receivable_balance'))).toEqual([
    'credit.remaining',
    'open_item.open',
  ]);
  await expect(asApplication('update open_item set open = total + 1')).rejects.toMatchObject({ code: '23514' });
});

test('a month’s new partition is as closed as the others', async () => {
  await admin.raw(`select ensure_period('2031-05-01')`);
  for (const leaf of ['journal_203105', 'posting_203105']) {
    for (const sql of [`update ${leaf} set building_id = building_id`, `delete from ${leaf}`, `truncate ${leaf}`])
      await expect(asApplication(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|TN001)$/) });
  }
});
