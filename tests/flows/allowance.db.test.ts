// Allowance as evidence: what people without valid proof cost, and what another number of people would change. By hand.
import { beforeAll, expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { addDays } from '#kit';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import { startTestApp } from '../support/test-app.ts';

const app = await startTestApp();
const period = '2026-10';
let at: string;
let buildingId: number;

beforeAll(async () => {
  const { user, broker } = app;
  const made = await app.fetch('POST', '/buildings', { code: 'AL', name: 'Nhà định mức', settings: { fourEyes: false } });
  buildingId = made.body.id;
  at = `/buildings/${buildingId}`;
  user.buildingIds = [...user.buildingIds, buildingId];
  const meta = { user };
  const units = ['P', 'Q'].map((code) => ({ code, areaM2: '0', tariffClass: 'residential', membersDeclaredOn: '2026-01-01' }));
  await call(broker, 'building.importUnits', { buildingId, units }, { meta });
  const person = (unit: string, name: string, documentRef?: string, documentUntil?: string) => ({
    ...{ unit, name, from: '2026-01-01' },
    ...(documentRef ? { documentRef } : {}),
    ...(documentUntil ? { documentUntil } : {}),
  });
  const people = {
    customers: ['P', 'Q'].map((code) => ({ code: `AL-${code}`, name: `Chủ ${code}` })),
    occupancies: ['P', 'Q'].map((unit) => ({ unit, customer: `AL-${unit}`, role: 'owner' as const, from: '2026-01-01' })),
    members: [
      person('P', 'A', 'CT07-1'),
      person('P', 'B', 'HĐ thuê', '2026-10-10'), // over on the 10th: 10 days of 31
      person('P', 'C'), // nothing at all
      ...['D', 'E', 'F'].map((name) => person('Q', name, 'CT07-2', addDays(today(), 30))),
    ],
  };
  await call(broker, 'customer.importPeople', { buildingId, ...people }, { meta });
  const meter = { service: 'water', digits: 5, from: '2026-09-30', readingStart: '0' };
  const meters = ['P', 'Q'].map((unit) => ({ unit, serial: `W${unit}`, ...meter }));
  await call(broker, 'metering.importMeters', { buildingId, meters }, { meta });
  const tariff = { service: 'water', preset: 'hcmc-residential-2026', validFrom: '2026-01-01', publish: true };
  await call(broker, 'billing.adoptPreset', { buildingId, ...tariff }, { meta });
  const { body } = await app.fetch('GET', `${at}/readings?period=${period}&service=water`);
  const changes = body.rows.map(({ id }: { id: number }) => ({ id, revision: 0, value: '12', readOn: '2026-10-31' }));
  await app.fetch('PATCH', `${at}/readings?period=${period}&service=water`, { changes });
  const run = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
  expect((await app.fetch('POST', `/runs/${run.body.id}/approve`, {})).status).toBe(200);
});

// 3 people × 4 = 12 m³: 12 × 6.700 = 80.400; 5 % 4.020; drainage 24.120; 8 % 1.930
// with proof: A 31 days, B 10, C none = 41 days of 31 × 4 = 5,29 m³ (limits 5,29 and 7,935):
// 5,29 × 6.700 = 35.443; 2,645 × 12.900 = 34.120,5 → 34.121; 4,065 × 14.400 = 58.536: 128.100; 5 % 6.405; drainage 38.430; 8 % 3.074
test('the report names the unit, its people, its allowance, and what it cost', async () => {
  const { body } = await app.fetch('GET', `${at}/allowance?period=${period}`);
  expect(body).toMatchObject({ total: 1, charges: 2, cost: 176_009 - 110_470 });
  expect(body.rows).toMatchObject([
    {
      ...{ unit: 'P', customer: 'Chủ P', service: 'water', members: 3, proven: 1, quota: '12', provenQuota: '5.29' },
      ...{ total: 110_470, provenTotal: 176_009, cost: 65_539, problem: null },
    },
  ]);
});
test('the report as .xlsx carries the same figures and their sum', async () => {
  const file = await app.fetch('GET', `${at}/allowance.xlsx?period=${period}`);
  const { sheets } = await readXlsx(file.body as never);
  expect(sheets[0]!.rows[1]).toEqual(['P', 'Chủ P', 'Nước', 3, 1, 12, 5.29, 110_470, 176_009, 65_539]);
  expect(sheets[0]!.rows[2]!.at(-1)).toBe(65_539);
});
test('a month that is not posted has nothing to report', async () => {
  expect((await app.fetch('GET', `${at}/allowance?period=2026-11`)).body).toMatchObject({ rows: [], charges: 0, cost: 0 });
});
test('people whose document is missing, over or soon over are told', async () => {
  const { body } = await app.fetch('GET', `${at}/members`);
  const proof = Object.fromEntries(body.rows.map(({ name, proof: one }: { name: string; proof: string }) => [name, one]));
  expect(proof).toMatchObject({ A: 'valid', B: 'expired', C: 'none', D: 'soon' });
});
test('what if Q had one person: 4 and 6 m³, 12 m³ cost 26.800 + 25.800 + 86.400 before tax', async () => {
  const units = (await app.fetch('GET', `${at}/units`)).body.rows;
  const unitId = units.find(({ code }: { code: string }) => code === 'Q').id;
  const { body } = await app.fetch('POST', `${at}/allowance/what-if`, { unitId, period: '2026-11', members: 1 });
  // water 139.000; drainage 41.700; 5 % 6.950; 8 % 3.336
  expect(body.rows).toMatchObject([
    {
      ...{ service: 'water', period, quantity: '12' },
      before: { members: 3, quota: '12', total: 110_470 },
      after: { members: 1, quota: '4', net: 180_700, total: 190_986 },
    },
  ]);
  const none = await app.fetch('POST', `${at}/allowance/what-if`, { unitId, period: '2026-01', members: 1 });
  expect([none.status, none.body.code]).toEqual([409, 'billing.allowance.noMonth']);
});
