import { expect, test } from '@jest/globals';
import { testCompany } from '../../tests/support/company.ts';
import { testDatabase } from '../../tests/support/test-database.ts';
import { copyRows, encodeRow } from './copy.ts';
import { copiedColumns, copyOut } from './copy-out.ts';
import { asPoster, withScope } from './scope.ts';

const db = await testDatabase();
const scope = await testCompany(db.admin);
await db.admin.raw(`
  create table leaf (n bigint primary key, name text, amount numeric, flag boolean, day date, body jsonb);
  grant insert, select on leaf to toanha_poster;
`);
const columns = ['n', 'name', 'amount', 'flag', 'day', 'body'];

test('text with tabs, line ends, backslashes and diacritics arrives as it was sent', async () => {
  const names = ['Đặng\tVăn\nƯớc\r', '\\N', '\\.', 'a\\tb', ''];
  const rows = names.map((name, n) => [n, name, '0.000000000001', n % 2 === 0, '2026-02-28', { name, list: ['x\\"y'] }]);
  await withScope(scope, (trx) => asPoster(trx, () => copyRows(trx, 'public.leaf', columns, rows)));
  const stored = await db.admin('leaf').orderBy('n');
  expect(stored.map((row) => [row.n, row.name, row.amount, row.flag, row.day, row.body])).toEqual(rows);
  const lines = await withScope(scope, (trx) =>
    asPoster(trx, () => copyOut(trx, 'select name, flag, null from leaf where n < :below order by n', { below: names.length })),
  );
  expect(lines.map(copiedColumns)).toEqual(names.map((name, n) => [name, n % 2 === 0 ? 't' : 'f', null]));
});

test('null and undefined are null, a number that is none is refused', () => {
  expect(encodeRow([null, undefined, 1n])).toBe('\\N\t\\N\t1\n');
  expect(() => encodeRow([Number.NaN])).toThrow(RangeError);
});

test('100,000 rows from a generator go through, and their number is answered', async () => {
  function* rows() {
    for (let n = 1000; n < 101_000; n++) yield [n, `unit ${n}`, '1.5', null, null, null];
  }
  expect(await withScope(scope, (trx) => asPoster(trx, () => copyRows(trx, 'leaf', columns, rows())))).toBe(100_000);
  expect((await db.admin('leaf').where('n', '>=', 1000).count())[0]).toEqual({ count: 100_000 });
});

test('a bad row in the middle rejects with the database error and leaves the pool usable', async () => {
  const bad = Array.from({ length: 50_000 }, (_, n) => [n === 25_000 ? 'no number' : 500_000 + n, 'x', null, null, null, null]);
  const work = withScope(scope, (trx) => asPoster(trx, () => copyRows(trx, 'leaf', columns, bad)));
  await expect(work).rejects.toMatchObject({ code: '22P02' });
  expect(await db.admin('leaf').where('n', '>=', 500_000)).toEqual([]);
  expect(await withScope(scope, async (trx) => (await trx.raw('select 1 as one')).rows[0].one)).toBe(1);
});

test('a producer that fails in the middle leaves nothing and the pool usable', async () => {
  function* rows() {
    yield [900_001, 'x', null, null, null, null];
    throw new Error('pricing failed');
  }
  await expect(withScope(scope, (trx) => asPoster(trx, () => copyRows(trx, 'leaf', columns, rows())))).rejects.toThrow(
    'pricing failed',
  );
  expect(await db.admin('leaf').where('n', 900_001)).toEqual([]);
  expect(await withScope(scope, async (trx) => (await trx.raw('select 1 as one')).rows[0].one)).toBe(1);
});

test('the application role may not copy', async () => {
  await expect(
    withScope(scope, (trx) => copyRows(trx, 'leaf', columns, [[1, '', null, null, null, null]])),
  ).rejects.toMatchObject({ code: '42501' });
});
