// What changes inside a month, from sheet of facts to posted bill: a price by EVN's published split, people by their days. By hand.
import { beforeAll, expect, test } from '@jest/globals';
import { call } from '#platform/call';
import { startTestApp } from '../support/test-app.ts';

const app = await startTestApp();
const period = '2026-10';
let buildingId: number;
const charged: Record<string, { net: number; vat: number; total: number; quota: string | null; lines: object[] }> = {};

beforeAll(async () => {
  const { user, broker } = app;
  buildingId = (await app.fetch('POST', '/buildings', { code: 'MM', name: 'Giữa tháng', settings: { fourEyes: false } })).body.id;
  user.buildingIds = [...user.buildingIds, buildingId];
  const meta = { user };
  const units = ['E', 'W'].map((code) => ({ code, areaM2: '0', tariffClass: 'residential' }));
  await call(broker, 'building.importUnits', { buildingId, units }, { meta });
  const people = {
    customers: ['E', 'W'].map((code) => ({ code: `MM-${code}`, name: `Chủ ${code}` })),
    occupancies: ['E', 'W'].map((unit) => ({ unit, customer: `MM-${unit}`, role: 'owner' as const, from: '2026-01-01' })),
    members: [
      { unit: 'W', name: 'A', from: '2026-01-01' },
      { unit: 'W', name: 'B', from: '2026-01-01' },
      { unit: 'W', name: 'C', from: '2026-10-16' },
    ],
  };
  await call(broker, 'customer.importPeople', { buildingId, ...people }, { meta });
  const meters = [
    { unit: 'E', service: 'electricity', serial: 'E', digits: 5, from: '2026-09-27', readingStart: '0' },
    { unit: 'W', service: 'water', serial: 'W', digits: 5, from: '2026-09-30', readingStart: '0' },
  ];
  await call(broker, 'metering.importMeters', { buildingId, meters }, { meta });
  for (const tariff of [
    { service: 'electricity', preset: 'residential-2024-10', validFrom: '2026-01-01', validTo: '2026-10-09' },
    { service: 'electricity', preset: 'residential-2025-05', validFrom: '2026-10-10' },
    { service: 'water', preset: 'hcmc-residential-2026', validFrom: '2026-01-01' },
  ])
    await call(broker, 'billing.adoptPreset', { buildingId, publish: true, ...tariff }, { meta });
  for (const [service, value, readOn] of [
    ['electricity', '200', '2026-10-27'],
    ['water', '12', '2026-10-31'],
  ]) {
    const path = `/buildings/${buildingId}/readings?period=${period}&service=${service}`;
    const { rows } = (await app.fetch('GET', path)).body;
    expect((await app.fetch('PATCH', path, { changes: [{ id: rows[0].id, revision: 0, value, readOn }] })).body.findings).toEqual(
      [],
    );
  }
  const run = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
  expect((await app.fetch('POST', `/runs/${run.body.id}/approve`, {})).status).toBe(200);
  for (const { id, unit } of (await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}`)).body.rows) {
    charged[unit] = (await app.fetch('GET', `/bills/${id}?period=${period}`)).body.charges[0];
    expect((await app.fetch('GET', `/bills/${id}/explain?period=${period}`)).body.agrees).toBe(true);
  }
});

test('a price change on 10/10 between readings of 27/09 and 27/10 cuts 200 kWh and every limit by 13 and 17 days of 30', () => {
  // S 200, T 30, Nc 13, Nm 17, Tcal 30 (September). Old: 200·13/30 = 86,67 → 87 kWh, limits 22, 43, 87:
  // 22·1.893 + 21·1.956 + 44·2.271 = 41.646 + 41.076 + 99.924 = 182.646
  // new: 113 kWh, limits 28, 57, 113: 28·1.984 + 29·2.050 + 56·2.380 = 55.552 + 59.450 + 133.280 = 248.282
  expect(charged.E).toMatchObject({ net: 430_928, vat: 34_474, total: 465_402 });
  expect(charged.E!.lines).toMatchObject([
    { part: 'old', quantity: '87', net: 182_646 },
    { part: 'new', quantity: '113', net: 248_282 },
  ]);
});
test('a third person from 16/10 counts 16 of 31 days: 78 person-days are 10,06 m³', () => {
  // 10,06·6.700 = 67.402; 1,94·12.900 = 25.026: 92.428; drainage 27.728; 5 % 4.621 + 8 % 2.218
  expect(charged.W).toMatchObject({ quota: '10.06', net: 120_156, vat: 6_839, total: 126_995 });
});
