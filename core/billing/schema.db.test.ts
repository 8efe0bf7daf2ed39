import { describe, expect, test } from '@jest/globals';
import { testCompany } from '../../tests/support/company.ts';
import { testDatabase } from '../../tests/support/test-database.ts';
import { copyRows } from '../platform/copy.ts';
import { asPoster, withScope } from '../platform/scope.ts';

const db = await testDatabase();
const ours = await testCompany(db.admin, { code: 'ONE' });
const theirs = await testCompany(db.admin, { code: 'TWO' });
const building = ours.buildingIds[0]!;
const foreign = theirs.buildingIds[0]!;
const month = '2026-11-01';

await db.admin.raw(`
  insert into unit (building_id, code) values (${building}, 'A1'), (${building}, 'A2'), (${foreign}, 'Z1');
  insert into customer (company_id, code, name) values (${ours.companyId}, 'K1', 'Nguyễn Thị Hường');
  insert into account values (${ours.companyId}, '131', 'Phải thu', 'Receivable'), (${ours.companyId}, '5113', 'Doanh thu', 'Revenue');
  insert into tariff (building_id, service, unit_class, valid, status, version, name, legal_basis, body)
    values (${building}, 'x', '*', '[2026-01-01,)', 'published', 1, 'X', 'test', '{}');
  insert into period (building_id, period) values (${building}, '${month}'), (${foreign}, '${month}');
  insert into run (building_id, period, seq, status, created_by) values (${building}, '${month}', 1, 'previewed', 1);
`);
const unit = (await db.admin('unit').where({ code: 'A1' }).first()).id;
const alien = (await db.admin('unit').where({ code: 'Z1' }).first()).id;
const customer = (await db.admin('customer').first()).id;
const tariff = (await db.admin('tariff').first()).id;
const run = (await db.admin('run').first()).id;
await withScope(ours, (trx) => trx.raw('select ensure_period(?)', [month]));

const BILL = [
  'id',
  'building_id',
  'unit_id',
  'customer_id',
  'run_id',
  'net',
  'vat',
  'total',
  'period',
  'issued_on',
  'due_on',
  'number',
];
const bill = (id: number, change: Record<string, unknown> = {}) => {
  const row = {
    id,
    building_id: building,
    unit_id: unit,
    customer_id: customer,
    run_id: run,
    net: 100,
    vat: 8,
    total: 108,
    number: id,
  };
  const full: Record<string, unknown> = { ...row, period: month, issued_on: month, due_on: month, ...change };
  return BILL.map((name) => full[name] as string | number);
};
const JOURNAL = ['id', 'building_id', 'bill_id', 'run_id', 'period', 'posted_on', 'kind'];
const POSTING = ['journal_id', 'n', 'building_id', 'account', 'unit_id', 'customer_id', 'amount', 'period'];
const load = (table: string, columns: string[], rows: (string | number | null)[][], scope = ours) =>
  withScope(scope, (trx) => asPoster(trx, () => copyRows(trx, table, columns, rows)));

describe('a leaf partition', () => {
  const leaves = ['run_row', 'run_parked', 'bill', 'charge', 'journal', 'posting'].map((name) => `${name}_202611`);

  test.each(leaves)('%s gives the application no right at all', async (leaf) => {
    const refused = { code: '42501' };
    await expect(withScope(ours, (trx) => trx.raw(`insert into ${leaf} (period) values (?)`, [month]))).rejects.toMatchObject(
      refused,
    );
    await expect(withScope(ours, (trx) => copyRows(trx, leaf, ['period'], [[month]]))).rejects.toMatchObject(refused);
    await expect(withScope(ours, (trx) => trx.raw(`select * from ${leaf}`))).rejects.toMatchObject(refused);
    await expect(withScope(ours, (trx) => trx.raw(`update ${leaf} set building_id = 1`))).rejects.toMatchObject(refused);
    await expect(withScope(ours, (trx) => trx.raw(`delete from ${leaf}`))).rejects.toMatchObject(refused);
    await expect(withScope(ours, (trx) => trx.raw(`truncate ${leaf}`))).rejects.toMatchObject(refused);
  });

  test.each(leaves)('%s lets the poster add rows and nothing else', async (leaf) => {
    const refused = { code: '42501' };
    const poster = (sql: string) => withScope(ours, (trx) => asPoster(trx, () => trx.raw(sql)));
    await expect(poster(`select * from ${leaf}`)).rejects.toMatchObject(refused);
    await expect(poster(`update ${leaf} set building_id = 1`)).rejects.toMatchObject(refused);
    await expect(poster(`delete from ${leaf}`)).rejects.toMatchObject(refused);
    await expect(poster(`truncate ${leaf}`)).rejects.toMatchObject(refused);
  });

  test('is made once, and for the first day of a month only', async () => {
    await withScope(ours, (trx) => trx.raw('select ensure_period(?)', [month]));
    await expect(withScope(ours, (trx) => trx.raw('select ensure_period(?)', ['2026-11-02']))).rejects.toMatchObject({
      code: '22008',
    });
  });
});

describe('what is loaded is checked, whoever loads it', () => {
  test('a bill names a unit, customer and run of its own building', async () => {
    await load('bill_202611', BILL, [bill(1)]);
    const broken = { code: '23503' };
    await expect(load('bill_202611', BILL, [bill(2, { unit_id: 999999 })])).rejects.toMatchObject(broken);
    await expect(load('bill_202611', BILL, [bill(2, { unit_id: alien })])).rejects.toMatchObject(broken);
    await expect(load('bill_202611', BILL, [bill(2, { customer_id: 999999 })])).rejects.toMatchObject(broken);
    await expect(load('bill_202611', BILL, [bill(2, { run_id: 999999 })])).rejects.toMatchObject(broken);
  });

  test('a building outside the scope is refused', async () => {
    await expect(load('bill_202611', BILL, [bill(2)], theirs)).rejects.toMatchObject({ code: '42501' });
  });

  test('a bill whose parts do not add up, or a doubled number, is refused', async () => {
    await expect(load('bill_202611', BILL, [bill(2, { total: 107 })])).rejects.toMatchObject({ code: '23514' });
    await expect(load('bill_202611', BILL, [bill(2, { number: 1 })])).rejects.toMatchObject({ code: '23505' });
  });

  test('a charge names a bill and a tariff, and exists once per unit, service and revision', async () => {
    const columns = [
      'bill_id',
      'building_id',
      'unit_id',
      'tariff_id',
      'net',
      'vat',
      'total',
      'period',
      'service',
      'plugin_version',
      'measure',
      'input_hash',
      'detail',
    ];
    const charge = (billId: number, tariffId: number) => [
      [billId, building, unit, tariffId, 100, 8, 108, month, 'x', '1.0.0', 'kWh', 'h', '{}'],
    ];
    await expect(load('charge_202611', columns, charge(999, tariff))).rejects.toMatchObject({ code: '23503' });
    await expect(load('charge_202611', columns, charge(1, 999))).rejects.toMatchObject({ code: '23503' });
    await load('charge_202611', columns, charge(1, tariff));
    await expect(load('charge_202611', columns, charge(1, tariff))).rejects.toMatchObject({ code: '23505' });
  });

  test('each journal balances by itself', async () => {
    const journal = (id: number) => [id, building, 1, run, month, month, 'bill'];
    const side = (id: number, n: number, account: string, amount: number, mine = true) => [
      id,
      n,
      building,
      account,
      mine ? unit : null,
      mine ? customer : null,
      amount,
      month,
    ];
    await load('journal_202611', JOURNAL, [journal(1), journal(2)]);
    await load('posting_202611', POSTING, [side(1, 1, '131', 108), side(1, 2, '5113', -108, false)]);
    const crossed = [side(2, 1, '131', 108), side(2, 2, '5113', -107, false)];
    await expect(load('posting_202611', POSTING, crossed)).rejects.toMatchObject({ code: 'TN022' });
    const twoWrongs = [side(1, 3, '131', 1), side(2, 1, '131', -1)]; // the sum over both is zero
    await expect(load('posting_202611', POSTING, twoWrongs)).rejects.toMatchObject({ code: 'TN022' });
    const unknown = [side(2, 1, '131', 5), side(2, 2, '999', -5, false)];
    await expect(load('posting_202611', POSTING, unknown)).rejects.toMatchObject({ code: '23503' });
    const orphan = [side(7, 1, '131', 5), side(7, 2, '5113', -5, false)];
    await expect(load('posting_202611', POSTING, orphan)).rejects.toMatchObject({ code: '23503' });
  });

  test('rows through the parent are checked as well', async () => {
    const insert = (id: number, unitId: number) =>
      withScope(ours, (trx) =>
        trx('bill').insert(Object.fromEntries(bill(id, { unit_id: unitId }).map((value, n) => [BILL[n], value]))),
      );
    await expect(insert(5, 999999)).rejects.toMatchObject({ code: '23503' });
    await insert(5, unit);
  });

  test('a closed period takes nothing', async () => {
    await db.admin('period').where({ building_id: building }).update({ status: 'closed' });
    await expect(load('bill_202611', BILL, [bill(9)])).rejects.toMatchObject({ code: 'TN020' });
    await db.admin('period').where({ building_id: building }).update({ status: 'open' });
  });
});

describe('bills, charges, journals and postings only grow', () => {
  test.each(['bill', 'charge', 'journal', 'posting'])(
    '%s: not even the owner changes a row, through the parent or the leaf',
    async (table) => {
      for (const name of [table, `${table}_202611`]) {
        await expect(db.admin.raw(`update ${name} set building_id = building_id`)).rejects.toMatchObject({ code: 'TN001' });
        await expect(db.admin.raw(`delete from ${name}`)).rejects.toMatchObject({ code: 'TN001' });
        await expect(db.admin.raw(`truncate ${name} cascade`)).rejects.toMatchObject({ code: 'TN001' });
      }
      await expect(withScope(ours, (trx) => trx(table).delete())).rejects.toMatchObject({ code: '42501' });
      await expect(withScope(ours, (trx) => trx(table).update({ building_id: building }))).rejects.toMatchObject({
        code: '42501',
      });
    },
  );
});

describe('a published tariff', () => {
  const change = (fields: Record<string, unknown>) =>
    withScope(ours, (trx) => trx('tariff').where({ id: tariff }).update(fields));

  test('keeps its body, name and start; only its end may come earlier', async () => {
    await expect(change({ body: '{"parameters":{}}' })).rejects.toMatchObject({ code: 'TN021' });
    await expect(change({ name: 'Y' })).rejects.toMatchObject({ code: 'TN021' });
    await expect(change({ status: 'draft' })).rejects.toMatchObject({ code: 'TN021' });
    await expect(change({ valid: '[2026-02-01,)' })).rejects.toMatchObject({ code: 'TN021' });
    expect(await change({ valid: '[2026-01-01,2027-01-01)' })).toBe(1);
    await expect(change({ valid: '[2026-01-01,)' })).rejects.toMatchObject({ code: 'TN021' });
  });

  test('has no second one of the same class on the same day', async () => {
    const second = { building_id: building, service: 'x', unit_class: '*', valid: '[2026-06-01,)', status: 'published' };
    const insert = withScope(ours, (trx) =>
      trx('tariff').insert({ ...second, version: 2, name: 'Z', legal_basis: 't', body: '{}' }),
    );
    await expect(insert).rejects.toMatchObject({ code: '23P01' });
  });
});
