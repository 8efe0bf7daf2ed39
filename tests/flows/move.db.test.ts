// Moving out and in during October 2026 (31 days; September had 30), and who pays which service: figures worked by hand.
import { beforeAll, expect, test } from '@jest/globals';
import { call } from '#platform/call';
import { startTestApp } from '../support/test-app.ts';

const app = await startTestApp();
const period = '2026-10';
let buildingId: number;
const unitId: Record<string, number> = {};
let dials: Record<string, number>;
type Charge = { service: string; net: number; vat: number; total: number; quantity: string | null };
type Bill = { id: number; unit: string; customer: string; total: number };

beforeAll(async () => {
  const { user, broker } = app;
  const made = await app.fetch('POST', '/buildings', { code: 'MV', name: 'Nhà chuyển', settings: { fourEyes: false } });
  buildingId = made.body.id;
  user.buildingIds = [...user.buildingIds, buildingId];
  const meta = { user };
  const units = [
    { code: 'M1', areaM2: '60', tariffClass: 'residential', membersDeclaredOn: '2026-01-01' },
    { code: 'M2', areaM2: '31', tariffClass: 'residential' },
  ];
  await call(broker, 'building.importUnits', { buildingId, units }, { meta });
  const people = {
    customers: ['O1', 'T1', 'T2', 'O2', 'T3'].map((code) => ({ code: `MV-${code}`, name: code })),
    occupancies: [
      { unit: 'M1', customer: 'MV-O1', role: 'owner' as const, from: '2025-01-01' },
      { unit: 'M1', customer: 'MV-T1', role: 'tenant' as const, from: '2026-01-01' },
      { unit: 'M2', customer: 'MV-O2', role: 'owner' as const, from: '2025-01-01' },
      { unit: 'M2', customer: 'MV-T3', role: 'tenant' as const, from: '2026-01-01' },
    ],
    members: [
      ...['A', 'B', 'C'].map((name) => ({ unit: 'M1', name, from: '2026-01-01' })), // of T1
      ...['D', 'E'].map((name) => ({ unit: 'M1', name, from: '2026-10-16' })), // of T2
    ],
  };
  await call(broker, 'customer.importPeople', { buildingId, ...people }, { meta });
  const meters = [
    { unit: 'M1', service: 'electricity', serial: 'E1', digits: 5, from: '2026-09-30', readingStart: '1000' },
    { unit: 'M1', service: 'water', serial: 'W1', digits: 5, from: '2026-09-30', readingStart: '200' },
  ];
  await call(broker, 'metering.importMeters', { buildingId, meters }, { meta });
  for (const [service, preset] of [
    ['electricity', 'residential-2025-05'],
    ['water', 'hcmc-residential-2026'],
    ['management-fee', 'agreed-9500'],
  ]) {
    const tariff = {
      buildingId,
      service: service!,
      preset: preset!,
      validFrom: '2026-01-01',
      publish: true,
      unitClass: 'residential',
    };
    await call(broker, 'billing.adoptPreset', tariff, { meta });
  }
  for (const unit of (await app.fetch('GET', `/buildings/${buildingId}/units`)).body.rows) unitId[unit.code] = unit.id;
});

const at = (path: string) => `/buildings/${buildingId}/${path}`;
const bills = async (): Promise<Record<string, { unit: string; total: number; charges: [string, number, number][] }>> => {
  const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}`);
  const entries = await Promise.all(
    body.rows.map(async (bill: Bill) => {
      const { charges } = (await app.fetch('GET', `/bills/${bill.id}?period=${period}`)).body;
      const lines = charges.map(({ service, net, vat }: Charge) => [service, net, vat]);
      return [`${bill.customer} ${bill.unit}`, { unit: bill.unit, total: bill.total, charges: lines }];
    }),
  );
  return Object.fromEntries(entries);
};
const run = async (asked: object = {}) => {
  const started = await app.fetch('POST', '/runs', { buildingId, period, wait: true, ...asked });
  expect(started.status).toBe(202);
  const approved = await app.fetch('POST', `/runs/${started.body.id}/approve`, {});
  expect([approved.status, approved.body.message]).toEqual([200, undefined]);
  return started.body.id;
};
const t1 = {
  unit: 'M1',
  // 90 kWh in 15 days: limits 50, 100, 200 × 15/30 = 25, 50, 100: 25·1.984 + 25·2.050 + 40·2.380 = 196.050; 8 % = 15.684
  // 9 m³, 3 people all 15 days = 12 m³, × 15/30: limits 6 and 9: 6·6.700 + 3·12.900 = 78.900; drainage 30 % = 23.670;
  // 5 % of 78.900 = 3.945; 8 % of 23.670 = 1.893,6 → 1.894
  charges: [
    ['electricity', 196_050, 15_684],
    ['water', 102_570, 5_839],
  ],
  total: 320_143,
};

test('from a day on the owner pays the management fee of a unit; a new rule ends the one before', async () => {
  const rule = { unitId: unitId.M1, service: 'management-fee' };
  expect((await app.fetch('POST', at('payer-rules'), { ...rule, role: 'tenant', from: '2025-01-01' })).status).toBe(200);
  expect((await app.fetch('POST', at('payer-rules'), { ...rule, role: 'owner', from: '2026-03-01' })).status).toBe(200);
  const { body } = await app.fetch('GET', at(`payer-rules?unitId=${unitId.M1}`));
  expect(body.rows).toMatchObject([
    { role: 'tenant', from: '2025-01-01', to: '2026-02-28' },
    { role: 'owner', from: '2026-03-01', to: null },
  ]);
  const overlap = await app.fetch('POST', at('payer-rules'), { ...rule, role: 'owner', from: '2026-01-01', to: '2026-05-01' });
  expect([overlap.status, overlap.body.code]).toEqual([409, 'customer.payerRule.overlap']);
});

test('a move with a reading that cannot be changes nothing, and says at which meter', async () => {
  const { body } = await app.fetch('GET', at(`units/${unitId.M1}/dials?period=${period}`));
  dials = Object.fromEntries(body.rows.map((dial: { serial: string; mountingId: number }) => [dial.serial, dial.mountingId]));
  const move = { on: '2026-10-15', role: 'tenant', reason: 'hết hợp đồng' };
  const refused = await app.fetch('POST', at(`units/${unitId.M1}/moves`), {
    ...{ ...move, readings: [{ mountingId: dials.E1, value: '900' }] },
  });
  expect([refused.status, refused.body.code]).toEqual([422, 'customer.move.readings']);
  expect(refused.body.findings.map(({ code, at: place }: { code: string; at: { row: number } }) => [code, place.row])).toEqual([
    ['metering.reading.belowPrevious', dials.E1],
    ['metering.move.unread', dials.W1],
  ]);
  expect((await app.fetch('GET', at(`units/${unitId.M1}/dials?period=${period}`))).body.rows).toHaveLength(2);
  expect((await app.fetch('GET', at('moves'))).body.total).toBe(0);
  const future = await app.fetch('POST', at(`units/${unitId.M1}/moves`), { ...move, on: '2099-01-01', readings: [] });
  expect(future.body.code).toBe('customer.move.future');
});

test('the leaver gets his final bill before the month is over: tiers and allowance scaled by his days', async () => {
  const people = (await app.fetch('GET', at('members'))).body.rows;
  const follower = (await app.fetch('GET', '/customers?search=MV-T2')).body.rows[0];
  const moved = await app.fetch('POST', at(`units/${unitId.M1}/moves`), {
    ...{ on: '2026-10-15', role: 'tenant', reason: 'hết hợp đồng', followerId: follower.id },
    readings: [
      { mountingId: dials.E1, value: '1090' },
      { mountingId: dials.W1, value: '209' },
    ],
    members: people.filter(({ name }: { name: string }) => 'ABC'.includes(name)).map(({ id }: { id: number }) => id),
  });
  expect([moved.status, moved.body.period]).toEqual([200, period]);
  await run({ moveId: moved.body.id });
  expect(await bills()).toEqual({ 'T1 M1': t1 });
  const again = await app.fetch('POST', '/runs', { buildingId, period, wait: true, moveId: moved.body.id });
  expect((await app.fetch('POST', `/runs/${again.body.id}/approve`, {})).body.code).toBe('billing.run.nothing');
});

test('who follows starts at that reading; the month bills him, the owner, and a unit whose tenant left for nobody', async () => {
  // T3 leaves M2 on the 10th; from then on the owner pays
  const left = await app.fetch('POST', at(`units/${unitId.M2}/moves`), {
    ...{ on: '2026-10-10', role: 'tenant', reason: 'trả nhà', readings: [] },
  });
  expect(left.status).toBe(200);
  for (const [service, serial, value] of [
    ['electricity', 'E1', '1150'],
    ['water', 'W1', '213'],
  ]) {
    const { body } = await app.fetch('GET', at(`readings?period=${period}&service=${service}`));
    const rows = body.rows.filter((row: { kind: string; value: string | null; serial: string }) => row.value === null);
    expect(rows).toMatchObject([{ serial, previous: service === 'water' ? '209' : '1090', previousOn: '2026-10-15' }]);
    const changes = [{ id: rows[0].id, revision: 0, value, readOn: '2026-10-31' }];
    expect((await app.fetch('PATCH', at(`readings?period=${period}&service=${service}`), { changes })).body.findings).toEqual([]);
  }
  await run();
  expect(await bills()).toEqual({
    'T1 M1': t1,
    'T2 M1': {
      unit: 'M1',
      // 60 kWh in 16 days: limits 26,67 → 27, 53,33 → 53: 27·1.984 + 26·2.050 + 7·2.380 = 123.528; 8 % = 9.882,24
      // 4 m³, 2 people = 8 m³ × 16/30 = 4,27 → 4: 4·6.700 = 26.800; drainage 8.040; 1.340 + 643,2 → 643
      charges: [
        ['electricity', 123_528, 9_882],
        ['water', 34_840, 1_983],
      ],
      total: 170_233,
    },
    // the whole month, whoever rents: 60 × 9.500 = 570.000; 8 % = 45.600
    'O1 M1': { unit: 'M1', charges: [['management-fee', 570_000, 45_600]], total: 615_600 },
    // 31 × 9.500 = 294.500: 10 of 31 days = 95.000, 21 = 199.500
    'T3 M2': { unit: 'M2', charges: [['management-fee', 95_000, 7_600]], total: 102_600 },
    'O2 M2': { unit: 'M2', charges: [['management-fee', 199_500, 15_960]], total: 215_460 },
  });
});

test('every charge is explained by the days of its stay and comes out the same again', async () => {
  const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}`);
  for (const bill of body.rows) {
    const explained = (await app.fetch('GET', `/bills/${bill.id}/explain?period=${period}`)).body;
    expect([bill.customer, explained.agrees]).toEqual([bill.customer, true]);
  }
});

test('the debt stays with who paid at that time', async () => {
  const { body } = await app.fetch('GET', `/debts?building=${buildingId}`);
  const owed = Object.fromEntries(body.rows.map((row: { customer: string; balance: number }) => [row.customer, row.balance]));
  expect(owed).toEqual({ T1: 320_143, T2: 170_233, O1: 615_600, T3: 102_600, O2: 215_460 });
});
