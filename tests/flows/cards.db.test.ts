// The life of a vehicle card over HTTP: registered, issued, reissued, transferred, renewed, taken back; its history, outbox and gate report.
import { beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { withScope } from '../../core/platform/scope.ts';
import { testCompany } from '../support/company.ts';
import { startTestApp } from '../support/test-app.ts';

const app = await startTestApp();
let buildingId: number;
const units: Record<string, number> = {};
const customers: Record<string, number> = {};
type Body = Record<string, unknown>;

const register = async (unit = 'A1', plate = '51A-123.45') =>
  (
    await app.fetch('POST', '/cards', {
      buildingId,
      service: 'vehicle-card',
      unitId: units[unit],
      customerId: customers.C1,
      fields: { plate },
    })
  ).body;
const act = (card: { id: number; revision: number }, action: string, input: Body = {}, lang = 'en') =>
  app.fetch('POST', `/cards/${card.id}/actions/${action}?lang=${lang}`, { revision: card.revision, ...input });

beforeAll(async () => {
  freezeClock('2026-01-10T05:00:00Z');
  const { body: building } = await app.fetch('POST', '/buildings', { code: 'CARD', name: 'Tòa thẻ' });
  buildingId = building.id;
  await app.fetch('POST', `/buildings/${buildingId}/units`, { units: [{ code: 'A1' }, { code: 'A2' }, { code: 'A3' }] });
  const { body: list } = await app.fetch('GET', `/buildings/${buildingId}/units`);
  for (const { id, code } of list.rows) units[code] = id;
  await app.fetch('POST', `/buildings/${buildingId}/people`, {
    customers: [
      { code: 'C1', name: 'Nguyễn Thị Một' },
      { code: 'C2', name: 'Trần Văn Hai' },
    ],
  });
  const { body: people } = await app.fetch('GET', '/customers?pageSize=1000');
  for (const { id, code } of people.rows) customers[code] = id;
});

test('without a published tariff a card is not issued for nothing', async () => {
  const { status, body } = await act(await register(), 'issue', { number: 'X1' });
  expect([status, body.code]).toEqual([422, 'card.tariff.missing']);
  const path = `/buildings/${buildingId}/tariffs`;
  expect((await app.fetch('POST', path, { service: 'vehicle-card', preset: 'monthly', publish: true })).status).toBe(200);
});

test('a card lives through reissue, transfer and renewal, and its history says all of it', async () => {
  let card = await register();
  expect([card.state, card.number, card.revision]).toEqual(['registered', null, 1]);
  const step = async (action: string, input: Body = {}) => {
    const { status, body } = await act(card, action, input);
    expect([action, status, body.code]).toEqual([action, 200, undefined]);
    card = body.card;
    return body.event;
  };
  expect(await step('issue', { number: 'T1', validTo: '2026-01-31' })).toMatchObject({ fee: 0, deposit: 100_000 });
  await step('renew', { months: 1 });
  expect(card.validTo).toBe('2026-02-28'); // a month end stays a month end
  await step('renew', { months: 1 });
  expect(card.validTo).toBe('2026-03-31');
  const reissued = await step('reissue', { number: 'T2', on: '2026-01-15' });
  expect(reissued).toMatchObject({ fee: 50_000, customerId: customers.C1 });
  expect([card.number, card.validTo, card.deposit]).toEqual(['T2', '2026-03-31', 100_000]);
  const transfer = await step('transfer', { customerId: customers.C2, unitId: units.A2, on: '2026-01-20' });
  expect(transfer.customerId).toBe(customers.C1); // what was owed so far stays with the old holder
  expect([card.customerId, card.unit]).toEqual([customers.C2, 'A2']);
  await step('lock', { reason: 'Nợ phí', document: 'QĐ-01' });
  const returned = await step('return', { on: '2026-01-25' });
  expect(returned.deposit).toBe(-100_000);
  expect([card.state, card.billing, card.actions]).toEqual(['returned', false, []]);
  const { body } = await app.fetch('GET', `/cards/${card.id}/history`);
  expect(body.rows.map((event: { action: string }) => event.action)).toEqual([
    'register',
    'issue',
    'renew',
    'renew',
    'reissue',
    'transfer',
    'lock',
    'return',
  ]);
  for (const [n, event] of body.rows.entries()) if (n > 0) expect(event.before).toEqual(body.rows[n - 1].after);
  expect(body.rows.reduce((sum: number, event: { deposit: number }) => sum + event.deposit, 0)).toBe(0);
  const { body: outbox } = await app.fetch('GET', `/buildings/${buildingId}/card-outbox?since=0`);
  expect(outbox.rows.map((row: { number: string; open: boolean }) => [row.number, row.open])).toEqual([
    ['T1', true],
    ['T1', true], // renewed twice: its last day moves
    ['T1', true],
    ['T1', false],
    ['T2', true],
    ['T2', false],
    ['T2', false],
  ]);
});

test('a number belongs to one card at a time', async () => {
  const [first, second] = [await register('A3'), await register('A3')];
  expect((await act(first, 'issue', { number: 'N1' })).status).toBe(200);
  const { status, body } = await act(second, 'issue', { number: 'N1' });
  expect([status, body.code, body.params]).toEqual([409, 'card.number.taken', { number: 'N1' }]);
});

test('two clerks act at once: one wins, one is told; a dry run stores nothing', async () => {
  const card = await register('A3');
  const dry = await act(card, 'issue', { number: 'D1', dryRun: true });
  expect([dry.status, dry.body.card.state]).toEqual([200, 'active']);
  const answers = await Promise.all([act(card, 'issue', { number: 'D1' }), act(card, 'issue', { number: 'D2' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.body.code).toBe('card.card.changed');
});

test.each([
  ['en', 'This unit already has four vehicle cards. Take one back before issuing another.'],
  ['vi', 'Căn này đã có đủ bốn thẻ xe. Hãy trả bớt một thẻ trước khi cấp thẻ mới.'],
])('the fifth vehicle of a unit is refused in %s by the plugin’s own sentence', async (lang, sentence) => {
  for (let n = 1; ; n++) {
    const { status, body } = await act(await register('A1'), 'issue', { number: `${lang}${n}` }, lang);
    if (status === 200 && n <= 4) continue;
    expect([status, body.code, body.message]).toEqual([422, 'vehicle-card.quota.full', sentence]);
    expect(n).toBe(lang === 'en' ? 5 : 1);
    break;
  }
});

test('the gate’s report names what differs, and only that', async () => {
  const { body: rows } = await app.fetch('GET', `/cards?buildingId=${buildingId}&state=active&unitId=${units.A1}`);
  const locked = rows.rows[0];
  await act(locked, 'lock');
  const gate = rows.rows.map(({ number }: { number: string }) => ({ number, open: true }));
  const { body } = await app.fetch('POST', `/buildings/${buildingId}/card-gate-report`, {
    service: 'vehicle-card',
    gate: [...gate, { number: 'STRANGER', open: true }],
  });
  const own = body.rows.filter(({ gate: said }: { gate: boolean | null }) => said !== null);
  expect(own).toEqual([
    { service: 'vehicle-card', number: 'STRANGER', card: null, gate: true },
    { service: 'vehicle-card', number: locked.number, card: false, gate: true },
  ]);
});

test('a form that lacks its plate is refused at the field', async () => {
  const form = { buildingId, service: 'vehicle-card', unitId: units.A1, customerId: customers.C1, fields: { colour: 'red' } };
  const { status, body } = await app.fetch('POST', '/cards', form);
  expect([status, body.code]).toEqual([422, 'card.form.refused']);
  expect(body.findings.map((finding: { at: { field: string } }) => finding.at.field).sort()).toEqual(['colour', 'plate']);
});

test('history can be neither changed nor removed, not even by the owner of the tables', async () => {
  await expect(app.db.admin('card_event').update({ reason: 'x' })).rejects.toMatchObject({ code: 'TN001' });
  await expect(app.db.admin('card_event').del()).rejects.toMatchObject({ code: 'TN001' });
});

test('another company sees no card, number, event or outbox row', async () => {
  const stranger = await testCompany(app.db.admin, { code: 'STRANGER' });
  for (const table of ['card', 'card_number', 'card_event', 'card_outbox']) {
    expect((await app.db.admin(table).select('*')).length).toBeGreaterThan(0);
    expect([table, await withScope(stranger, (trx) => trx(table).select('*'))]).toEqual([table, []]);
  }
});
