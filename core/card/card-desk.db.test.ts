// What the screens ask of cards and customers, over HTTP on a real database.
import { beforeAll, expect, test } from '@jest/globals';
import { startTestApp } from '../../tests/support/test-app.ts';
import { freezeClock } from '../platform/clock.ts';

const app = await startTestApp();
let buildingId: number;
const units: Record<string, number> = {};
const customers: Record<string, number> = {};
let cardId: number;

beforeAll(async () => {
  freezeClock('2026-11-20T05:00:00Z');
  const { body: building } = await app.fetch('POST', '/buildings', { code: 'DESK', name: 'Tòa bàn' });
  buildingId = building.id;
  await app.fetch('POST', `/buildings/${buildingId}/units`, { units: [{ code: 'A1' }, { code: 'A2' }] });
  for (const { id, code } of (await app.fetch('GET', `/buildings/${buildingId}/units`)).body.rows) units[code] = id;
  await app.fetch('POST', `/buildings/${buildingId}/people`, {
    customers: [
      { code: 'C1', name: 'Nguyễn Thị Một', personalId: '079123456789' },
      { code: 'C2', name: 'Trần Văn Hai' },
    ],
    occupancies: [
      { unit: 'A1', customer: 'C1', role: 'owner', from: '2020-01-01' },
      { unit: 'A2', customer: 'C1', role: 'owner', from: '2020-01-01', to: '2026-11-19' },
    ],
    members: [
      { unit: 'A1', name: 'Một', from: '2020-01-01', personalId: '079123456789' },
      { unit: 'A1', name: 'Đã đi', from: '2020-01-01', to: '2026-11-19' },
      { unit: 'A2', name: 'Người khác', from: '2020-01-01' },
    ],
  });
  for (const { id, code } of (await app.fetch('GET', '/customers?pageSize=1000')).body.rows) customers[code] = id;
  const tariff = { service: 'vehicle-card', preset: 'monthly', publish: true };
  expect((await app.fetch('POST', `/buildings/${buildingId}/tariffs`, tariff)).status).toBe(200);
  const form = {
    buildingId,
    service: 'vehicle-card',
    unitId: units.A1,
    customerId: customers.C1,
    fields: { plate: '51A-123.45' },
  };
  const { body: card } = await app.fetch('POST', '/cards', form);
  cardId = card.id;
  const act = async (action: string, revision: number, input: object) => {
    const { status, body } = await app.fetch('POST', `/cards/${cardId}/actions/${action}`, { revision, ...input });
    expect([action, status, body.code]).toEqual([action, 200, undefined]);
  };
  await act('issue', 1, { number: 'XE-0001', validTo: '2026-12-31' });
  await act('transfer', 2, { customerId: customers.C2, unitId: units.A2, reason: 'Bán xe' });
});

test('a card names every unit and holder of its life', async () => {
  const { body } = await app.fetch('GET', `/cards/${cardId}`);
  expect(body).toMatchObject({
    id: cardId,
    number: 'XE-0001',
    unit: 'A2',
    customer: 'Trần Văn Hai',
    state: 'active',
    revision: 3,
  });
  expect(body.units).toEqual({ [units.A1!]: 'A1', [units.A2!]: 'A2' });
  expect(body.customers).toEqual({ [customers.C1!]: 'Nguyễn Thị Một', [customers.C2!]: 'Trần Văn Hai' });
});

test('a card that is not there is refused', async () => {
  expect((await app.fetch('GET', '/cards/999999')).body.code).toBe('card.card.unknown');
});

test.each([
  ['51a12345', 1], // without dots and dashes
  ['123.45', 1], // any part of the plate
  ['xe0001', 1],
  ['0001', 0], // a number is found by its beginning
  ['%', 0],
])('the word %p finds %p cards', async (search, found) => {
  const { body } = await app.fetch('GET', `/buildings/${buildingId}/cards?search=${encodeURIComponent(search)}`);
  expect(body.total).toBe(found);
});

test.each([
  ['C1', 'Trần Văn Hai'], // who gave it away still sees it, with today's holder
  ['C2', 'Trần Văn Hai'],
])('the cards of %p are told, held by %p', async (code, holder) => {
  const { body } = await app.fetch('GET', `/customers/${customers[code]}/cards`);
  expect(body.rows.map((row: { id: number; customer: string }) => [row.id, row.customer])).toEqual([[cardId, holder]]);
});

test('a customer comes with the units of today and before, and the people of those of today', async () => {
  const { body } = await app.fetch('GET', `/customers/${customers.C1}`);
  expect(body).toMatchObject({ code: 'C1', name: 'Nguyễn Thị Một', personalId: '079123456789' });
  expect(body.units.map((unit: { unit: string; now: boolean; to: string | null }) => [unit.unit, unit.now, unit.to])).toEqual([
    ['A1', true, null],
    ['A2', false, '2026-11-19'],
  ]);
  expect(body.members.map((member: { name: string; now: boolean }) => [member.name, member.now])).toEqual([
    ['Một', true],
    ['Đã đi', false],
  ]);
});

test('who only reads sees the last digits of an identity number', async () => {
  const user = { login: 'xem', name: 'Người xem', password: 'Chi-xem-2026', role: 'reader', buildingIds: [buildingId] };
  expect((await app.fetch('POST', '/users', user)).status).toBe(200);
  const { body: session } = await app.fetch('POST', '/session', { user: user.login, password: user.password });
  const { body } = await app.fetch('GET', `/customers/${customers.C1}`, undefined, { token: session.token });
  expect([body.personalId, body.members[0].personalId]).toEqual(['••••6789', '••••6789']);
});

test('a customer of nobody is refused', async () => {
  expect((await app.fetch('GET', '/customers/999999')).body.code).toBe('customer.customer.gone');
});
