// After-hours requests: asked for, approved by another person, rounded up to the block, billed once. Figures worked by hand.
import { beforeAll, expect, test } from '@jest/globals';
import { call } from '#platform/call';
import type { SessionUser } from '#platform/context';
import { startTestApp } from '../support/test-app.ts';

const app = await startTestApp();
const period = '2026-10';
let buildingId: number;
let at: string;
let second: SessionUser;
const unitId: Record<string, number> = {};
const ids: number[] = [];

beforeAll(async () => {
  const { user, broker } = app;
  buildingId = (await app.fetch('POST', '/buildings', { code: 'RQ', name: 'Tòa văn phòng' })).body.id;
  at = `/buildings/${buildingId}`;
  const row = { company_id: user.companyId, login: 'duyet', name: 'Người duyệt', password_hash: '-', role: 'manager' };
  const [other] = await app.db.admin('app_user').insert(row).returning('id');
  await app.db.admin('user_building').insert({ user_id: other.id, building_id: buildingId });
  user.buildingIds = [...user.buildingIds, buildingId];
  second = { ...user, id: other.id };
  const meta = { user };
  const units = [
    { code: 'R1', areaM2: '120.5', kind: 'office' as const, tariffClass: 'business' },
    { code: 'R2', areaM2: '80', kind: 'office' as const, tariffClass: 'business' },
  ];
  await call(broker, 'building.importUnits', { buildingId, units }, { meta });
  const people = {
    customers: ['R1', 'R2'].map((code) => ({ code: `RQ-${code}`, name: `Công ty ${code}`, kind: 'firm' as const })),
    occupancies: ['R1', 'R2'].map((unit) => ({ unit, customer: `RQ-${unit}`, role: 'tenant' as const, from: '2026-01-01' })),
  };
  await call(broker, 'customer.importPeople', { buildingId, ...people }, { meta });
  const meters = [{ unit: 'R1', service: 'aircon', serial: 'AC1', digits: 6, from: '2026-09-30', readingStart: '1000' }];
  await call(broker, 'metering.importMeters', { buildingId, meters }, { meta });
  const tariff = { service: 'aircon', preset: 'sub-meter-requests', validFrom: '2026-01-01', publish: true };
  await call(broker, 'billing.adoptPreset', { buildingId, ...tariff }, { meta });
  for (const unit of (await app.fetch('GET', `${at}/units`)).body.rows) unitId[unit.code] = unit.id;
  const { body } = await app.fetch('GET', `${at}/readings?period=${period}&service=aircon`);
  const changes = [{ id: body.rows[0].id, revision: 0, value: '1640', readOn: '2026-10-31' }];
  await app.fetch('PATCH', `${at}/readings?period=${period}&service=aircon`, { changes });
});

const ask = (unit: string, on: string, from: string, to: string, more: object = {}) =>
  app.fetch('POST', `${at}/requests`, {
    ...{ unitId: unitId[unit], service: 'aircon', kind: 'after-hours', on, from, to, requestedBy: 'Chị Lan' },
    ...more,
  });
const decide = (requestId: number, state: 'approved' | 'rejected', reason?: string) =>
  call(app.broker, 'request.decide', { buildingId, requestId, state, ...(reason ? { reason } : {}) }, { meta: { user: second } });
const run = async (approver: SessionUser): Promise<number> => {
  const { body } = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
  await call(app.broker, 'billing.approveRun', { runId: body.id }, { meta: { user: approver } });
  return body.id;
};

test('a request is of a day and hours, once at a time, and of a kind the service declares', async () => {
  for (const [unit, on, from, to, more] of [
    ['R1', '2026-10-05', '18:00', '23:15', {}], // 5,25 h → 6
    ['R1', '2026-10-12', '18:00', '20:30', {}], // 2,5 h → 3
    ['R2', '2026-10-20', '22:00', '01:00', { areaM2: '30' }], // 3 h past midnight, 30 m² of it
    ['R2', '2026-10-21', '18:00', '20:00', {}], // will be rejected
    ['R1', '2026-10-15', '18:00', '19:00', {}], // nobody decides in time
  ] as const) {
    const made = await ask(unit, on, from, to, more);
    expect(made.status).toBe(200);
    ids.push(made.body.id);
  }
  expect((await ask('R1', '2026-10-05', '23:00', '23:30')).body.code).toBe('request.overlap');
  expect((await ask('R2', '2026-10-21', '00:30', '02:00')).body.code).toBe('request.overlap'); // past midnight too
  expect((await ask('R1', '2026-10-06', '18:00', '18:00')).body.code).toBe('request.nothing');
  expect((await ask('R1', '2026-10-06', '18:00', '19:00', { kind: 'lift' })).body.code).toBe('request.kind');
  expect((await ask('R1', '2026-10-06', '25:00', '19:00')).status).toBe(422);
});

test('who entered it may not approve it; a rejection needs its reason', async () => {
  const own = await app.fetch('POST', `${at}/requests/${ids[0]}/decide`, { state: 'approved' });
  expect([own.status, own.body.code]).toEqual([403, 'request.samePerson']);
  for (const id of ids.slice(0, 3)) await decide(id, 'approved');
  await expect(decide(ids[3]!, 'rejected')).rejects.toMatchObject({ code: 'request.reason' });
  await decide(ids[3]!, 'rejected', 'bảo trì');
  await expect(decide(ids[0]!, 'approved')).rejects.toMatchObject({ code: 'request.decided' });
});

test('the run bills the approved ones with the meter, and alone where no meter hangs', async () => {
  await run(second);
  const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}`);
  // 640 × 3.500 = 2.240.000; (6 + 3) × 120,5 m² × 500 = 542.250; 8 % = 222.580. 3 × 30 × 500 = 45.000; 8 % = 3.600
  expect(body.rows.map(({ unit, total }: { unit: string; total: number }) => [unit, total])).toEqual([
    ['R1', 3_004_830],
    ['R2', 48_600],
  ]);
  for (const { id } of body.rows)
    expect((await app.fetch('GET', `/bills/${id}/explain?period=${period}`)).body.agrees).toBe(true);
  const { rows } = (await app.fetch('GET', `${at}/requests?from=2026-10-01&to=2026-10-31`)).body;
  const states = Object.fromEntries(
    rows.map((row: { id: number; state: string; charged: boolean }) => [row.id, [row.state, row.charged]]),
  );
  expect(ids.map((id) => states[id])).toEqual([
    ['approved', true],
    ['approved', true],
    ['approved', true],
    ['rejected', false],
    ['requested', false],
  ]);
});

test('what is billed stays; what was approved too late waits for the next month and is billed once', async () => {
  expect((await app.fetch('POST', `${at}/requests/${ids[0]}/decide`, { state: 'cancelled' })).body.code).toBe('request.charged');
  await decide(ids[4]!, 'approved');
  const due = await call(app.broker, 'request.listDue', { buildingId, until: '2026-11-30' }, { meta: { user: app.user } });
  expect(due).toMatchObject([{ id: ids[4], unitId: unitId.R1, on: '2026-10-15', hours: '1', quantity: 1, areaM2: null }]);
});

test('a tariff without a line for requests parks the unit instead of passing over them', async () => {
  const plain = await app.fetch('POST', `${at}/tariffs`, {
    service: 'aircon',
    preset: 'sub-meter',
    validFrom: '2026-11-01',
    unitClass: 'business',
  });
  expect((await app.fetch('POST', `/tariffs/${plain.body.id}/publish`, {})).status).toBe(409); // tried in the laboratory first
  await app.db.admin('tariff').where({ id: plain.body.id }).update({ status: 'published' });
  const { body } = await app.fetch('GET', `${at}/readings?period=2026-11&service=aircon`);
  const changes = [{ id: body.rows[0].id, revision: 0, value: '1700', readOn: '2026-11-20' }];
  await app.fetch('PATCH', `${at}/readings?period=2026-11&service=aircon`, { changes });
  const started = await app.fetch('POST', '/runs', { buildingId, period: '2026-11', wait: true });
  const parked = (await app.fetch('GET', `/runs/${started.body.id}/parked`)).body.rows;
  expect(parked).toMatchObject([{ unit: 'R1', service: 'aircon', code: 'billing.parked.requestUnpriced' }]);
});
