import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Scope, withScope } from '#platform/scope';
import { testCompany } from '../../tests/support/company.ts';
import { testDatabase } from '../../tests/support/test-database.ts';
import { listCustomers } from './customer-repository.ts';
import { listMemberDays } from './member-repository.ts';
import { listPayers } from './payer-repository.ts';
import { importPeople } from './people-import.ts';

const { admin } = await testDatabase();
let scope: Scope;
let buildingId: number;
const unitId: Record<string, number> = {};

beforeAll(async () => {
  scope = await testCompany(admin);
  buildingId = scope.buildingIds[0]!;
  const units = [
    { code: 'A', members_declared_on: null },
    { code: 'B', members_declared_on: null },
    { code: 'C', members_declared_on: '2026-11-10' },
    { code: 'D', members_declared_on: '2026-12-01' },
  ];
  const rows = await admin('unit')
    .insert(units.map((unit) => ({ building_id: buildingId, ...unit })))
    .returning(['id', 'code']);
  for (const { id, code } of rows) unitId[code] = id;
  const findings = await withScope(scope, (trx) =>
    importPeople(trx, buildingId, {
      customers: [
        { code: 'C1', name: 'Đặng Văn Ước' },
        { code: 'C2', name: 'Công ty An Bình', kind: 'firm' },
        { code: 'C3', name: 'Lê Thị Hoa' },
      ],
      occupancies: [
        { unit: 'A', customer: 'C1', role: 'owner', from: '2020-01-01' },
        { unit: 'A', customer: 'C2', role: 'tenant', from: '2026-06-01', to: '2026-11-15' },
        { unit: 'B', customer: 'C3', role: 'owner', from: '2020-01-01', to: '2026-11-20' },
        { unit: 'B', customer: 'C1', role: 'owner', from: '2026-11-21' },
      ],
      members: [
        { unit: 'A', name: 'Ước', from: '2020-01-01' },
        { unit: 'A', name: 'Mai', from: '2026-11-21' },
        { unit: 'A', name: 'Tèo', from: '2026-01-01', to: '2026-11-05' },
      ],
    }),
  );
  expect(findings).toEqual([]);
});

describe('the payer', () => {
  test.each([
    ['2026-11-15', 'A', 'C2', 'tenant'], // the tenant's last day
    ['2026-11-16', 'A', 'C1', 'owner'],
    ['2026-11-20', 'B', 'C3', 'owner'],
    ['2026-11-21', 'B', 'C1', 'owner'], // sold that day
  ])('on %s of unit %s is %s, the %s', async (on, unit, code, role) => {
    const payers = await withScope(scope, (trx) => listPayers(trx, buildingId, on));
    expect(payers.find((payer) => payer.unitId === unitId[unit])).toMatchObject({ code, role });
  });
});

describe('registered people in November', () => {
  test.each([
    ['A', 2, 45], // Ước 30, Mai 10 (21st to 30th), Tèo 5; on the 30th Ước and Mai
    ['B', null, null], // nobody ever declared them: unknown is not zero
    ['C', 0, 0], // declared on the 10th that nobody lives there
    ['D', null, null], // declared only later
  ])('of unit %s: %p on the last day, %p days', async (unit, members, memberDays) => {
    const rows = await withScope(scope, (trx) => listMemberDays(trx, buildingId, '2026-11-01', '2026-11-30'));
    expect(rows.find((row) => row.unitId === unitId[unit])).toEqual({ unitId: unitId[unit], members, memberDays });
  });
});

describe('taking over', () => {
  const nothing = { customers: [], occupancies: [], members: [] };
  test('names every line that names nobody', async () => {
    const occupancies = [
      { unit: 'Z', customer: 'C1', role: 'owner' as const, from: '2026-01-01' },
      { unit: 'C', customer: 'C9', role: 'owner' as const, from: '2026-01-01' },
    ];
    expect(await withScope(scope, (trx) => importPeople(trx, buildingId, { ...nothing, occupancies }))).toEqual([
      { code: 'customer.customer.unknown', params: { customer: 'C9' }, at: { row: 1 } },
      { code: 'customer.unit.unknown', params: { unit: 'Z' }, at: { row: 0 } },
    ]);
  });
  test('gives a unit one owner a day', async () => {
    const occupancies = [{ unit: 'A', customer: 'C3', role: 'owner' as const, from: '2026-11-30' }];
    await expect(withScope(scope, (trx) => importPeople(trx, buildingId, { ...nothing, occupancies }))).rejects.toMatchObject({
      code: '23P01',
    });
  });
  test('never lets a unit be given to another company’s customer', async () => {
    const other = await testCompany(admin, { code: 'OTHER' });
    const [foreign] = await admin('customer')
      .insert({ company_id: other.companyId, code: 'F', name: 'Người lạ' })
      .returning('id');
    const row = { building_id: buildingId, unit_id: unitId.C, customer_id: foreign.id, role: 'owner', valid: '[2026-01-01,)' };
    await expect(withScope(scope, (trx) => trx('occupancy').insert(row))).rejects.toMatchObject({ code: '42501' });
  });
  test('finds people without their diacritics', async () => {
    const found = await withScope(scope, (trx) => listCustomers(trx, { search: 'van uoc', page: 1, pageSize: 10 }));
    expect(found).toMatchObject({ total: 1, rows: [{ code: 'C1' }] });
  });
});
