// What clerks and programs get wrong with cards: a sentence in each language, nothing half-written, never a fault.
import { beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { withScope } from '../../core/platform/scope.ts';
import { testCompany } from '../support/company.ts';
import { startTestApp } from '../support/test-app.ts';
import { type Body, type Card, type CardBuilding, cardBuilding } from './card-building.ts';

const app = await startTestApp();
let house: CardBuilding;
let far: CardBuilding;
let card: Card;
let pass: Card;
beforeAll(async () => {
  freezeClock('2026-01-10T05:00:00Z');
  const tariffs: [string, string][] = [
    ['vehicle-card', 'monthly'],
    ['gym-card', 'passes'],
  ];
  house = await cardBuilding(app, { code: 'W', units: ['A1', 'A2'], tariffs });
  far = await cardBuilding(app, { code: 'V', units: ['A1'], tariffs });
  const made = await house.register('vehicle-card', 'A1', { plate: '59A1-234.56' });
  card = (await house.done(made, 'issue', { number: 'W1', validTo: '2026-06-30' })).card;
  pass = await house.register('gym-card', 'A1', { holder: 'Lan' });
});

type Case = [what: string, method: string, path: () => string, body: () => Body | undefined, status: number, code: string];
const at = () => `/buildings/${house.buildingId}`;
const acting = (action: string, input: Body): [() => string, () => Body] => [
  () => `/cards/${card.id}/actions/${action}`,
  () => ({ revision: card.revision, ...input }),
];
const form = (changed: Body) => () => ({
  ...{ buildingId: house.buildingId, service: 'vehicle-card', unitId: house.units.A1, customerId: house.customers.A1 },
  ...{ fields: { plate: '59A1-1' }, ...changed },
});
const setting = { charges: 'month', firstMonth: 'full', lastMonth: 'full', oneOff: 'atOnce', lateRenewal: 'today' };
const cases: Case[] = [
  ['an action nobody declared', 'POST', ...acting('fly', {}), 404, 'card.action.unknown'],
  ['an action of another state', 'POST', ...acting('unlock', {}), 409, 'card.action.notNow'],
  ['a renewal without months', 'POST', ...acting('renew', {}), 422, 'card.renewal.missing'],
  ['a renewal backwards', 'POST', ...acting('renew', { validTo: '2026-03-31' }), 422, 'card.renewal.notLater'],
  ['a reissue without a number', 'POST', ...acting('reissue', {}), 422, 'card.number.missing'],
  ['a transfer to nobody', 'POST', ...acting('transfer', {}), 422, 'card.holder.missing'],
  ['a deposit given back while the card goes on', 'POST', ...acting('lock', { depositBy: 'cash' }), 422, 'card.deposit.none'],
  ['a day years ahead', 'POST', ...acting('lock', { on: '2036-01-10' }), 422, 'card.on.far'],
  ['an early expiry', 'POST', ...acting('expire', {}), 422, 'vehicle-card.expire.early'],
  ['an expiry dated ahead of the last day', 'POST', ...acting('expire', { on: '2026-12-31' }), 422, 'vehicle-card.expire.early'],
  ['a day before the card began', 'POST', ...acting('reissue', { number: 'W2', on: '2026-01-09' }), 422, 'card.on.before'],
  [
    'a form put right into nonsense',
    'POST',
    () => `/cards/${card.id}/form`,
    () => ({ revision: card.revision, fields: {} }),
    422,
    'card.form.refused',
  ],
  ['a form of no card', 'POST', () => '/cards/999999/form', () => ({ revision: 1, fields: {} }), 404, 'card.card.unknown'],
  [
    'a stale form',
    'POST',
    () => `/cards/${card.id}/form`,
    () => ({ revision: 1, fields: { plate: '59A1-9' } }),
    409,
    'card.card.changed',
  ],
  ['a stale revision', 'POST', () => `/cards/${card.id}/actions/lock`, () => ({ revision: 1 }), 409, 'card.card.changed'],
  ['a card that is not there', 'POST', () => '/cards/999999/actions/lock', () => ({ revision: 1 }), 404, 'card.card.unknown'],
  ['charges of no card', 'GET', () => '/cards/999999/charges', () => undefined, 404, 'card.card.unknown'],
  ['papers of no card', 'GET', () => '/cards/999999/registration.pdf', () => undefined, 404, 'card.card.unknown'],
  ['a form of a service without cards', 'POST', () => '/cards', form({ service: 'water' }), 422, 'card.service.notCard'],
  ['a form of an unknown service', 'POST', () => '/cards', form({ service: 'sauna' }), 404, 'platform.plugin.unknown'],
  [
    'a form for a unit of another building',
    'POST',
    () => '/cards',
    () => form({ unitId: far.units.A1 })(),
    422,
    'card.holder.unknown',
  ],
  ['a form for nobody', 'POST', () => '/cards', form({ customerId: 999_999 }), 422, 'card.holder.unknown'],
  ['rules of a service without cards', 'PUT', () => `${at()}/card-settings/water`, () => setting, 422, 'card.service.notCard'],
  ['a grid of a service without cards', 'GET', () => '/views/cards?service=water', () => undefined, 422, 'card.service.notCard'],
  [
    'a sheet of a service without cards',
    'GET',
    () => `${at()}/cards.xlsx?service=water`,
    () => undefined,
    422,
    'card.service.notCard',
  ],
  ['an upload without a file', 'POST', () => `${at()}/cards/import?service=vehicle-card`, () => ({}), 400, 'api.upload.missing'],
  [
    'a transfer into another building',
    ...(['POST', () => `/cards/${card.id}/actions/transfer`] as const),
    () => ({ revision: card.revision, customerId: house.customers.A2, unitId: far.units.A1 }),
    ...([422, 'card.holder.unknown'] as const),
  ],
  [
    'a pass without its term',
    ...(['POST', () => `/cards/${pass.id}/actions/issue`] as const),
    () => ({ revision: pass.revision, number: 'G1', validTo: '2026-03-31' }),
    ...([422, 'card.term.missing'] as const),
  ],
];

test.each(cases)('%s', async (_, method, path, body, status, code) => {
  const sentences = [];
  for (const lang of ['vi', 'en']) {
    const where = path();
    const answer = await app.fetch(method, `${where}${where.includes('?') ? '&' : '?'}lang=${lang}`, body());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    sentences.push(answer.body.message);
  }
  expect(sentences[0]).not.toBe(sentences[1]);
  expect(sentences.join(' ')).not.toMatch(/\{\{|undefined|null/);
  // people do not know the names that programs use
  expect(sentences.join(' ')).not.toMatch(
    /vehicle-card|reportLost|[“"](lock|unlock|issue|reissue|renew|transfer|active|registered)[”"]/,
  );
  expect((await house.find(card)).revision).toBe(card.revision);
});

test.each([
  ['months', { months: 0 }],
  ['months', { months: 1.5 }],
  ['quantity', { quantity: -1 }],
  ['on', { on: '2026-02-30' }],
  ['number', { number: ' ' }],
  ['number', { number: '\u202eW9' }],
  ['number', { number: 'W\n9' }],
  ['number', { number: 'W\u200b9' }],
  ['depositBy', { depositBy: 'gold' }],
  ['unitId', { unitId: 'A1' }],
])('a wrong %s is pointed at: %j', async (field, input) => {
  const { status, body } = await app.fetch('POST', `/cards/${card.id}/actions/renew`, { revision: card.revision, ...input });
  expect(status).toBe(422);
  expect(JSON.stringify(body.findings)).toContain(`"${field}"`);
});

test.each([
  ['vi', 'card.action.notNow', 'Thẻ đang ở trạng thái “Đang dùng” nên không thể “Mở khóa”. Hãy chọn một thao tác đang hiển thị.'],
  ['en', 'card.action.notNow', 'A card in state “Active” cannot do “Unlock”. Choose one of the actions shown for it.'],
])('states and actions are said as people call them, in %s', async (lang, code, sentence) => {
  const { body } = await app.fetch('POST', `/cards/${card.id}/actions/unlock?lang=${lang}`, { revision: card.revision });
  expect([body.code, body.message]).toEqual([code, sentence]);
});

test.each([
  [{}, 'Phiếu đăng ký thiếu “Biển số”. Hãy điền rồi lưu lại.'],
  [{ plate: '1' }, '“Biển số” phải có ít nhất 4 ký tự. Hãy kiểm tra lại.'],
  [{ plate: 'X'.repeat(16) }, '“Biển số” chỉ được dài tối đa 15 ký tự. Hãy rút gọn.'],
  [{ plate: '59A1-1', colour: 'đỏ' }, 'Phiếu đăng ký của loại thẻ này không có trường “colour”. Hãy bỏ trường đó.'],
  [{ plate: '59A1-1', car: 'x' }, '“Ô tô” chưa hợp lệ. Hãy nhập lại.'],
])('the form %j is refused at its field, in words', async (fields, sentence) => {
  const { status, body } = await app.fetch('POST', '/cards?lang=vi', form({ fields })());
  expect([status, body.findings.map(({ message }: { message: string }) => message)]).toEqual([422, [sentence]]);
});

test('a bulk of nothing, or of too many, is refused', async () => {
  for (const list of [[], Array.from({ length: 1001 }, (_, id) => ({ id: id + 1, revision: 1 }))]) {
    const { status } = await app.fetch('POST', `${at()}/cards/bulk`, { action: 'lock', cards: list });
    expect(status).toBe(422);
  }
});

test('what a card owes and was charged keeps to its company; charges cannot be changed', async () => {
  const stranger = await testCompany(app.db.admin, { code: 'STRANGER' });
  await house.setting('vehicle-card', { firstMonth: 'half' });
  for (const table of ['card_setting', 'card_span', 'card_charge']) {
    expect((await app.db.admin(table).select('*')).length).toBeGreaterThan(0);
    expect([table, await withScope(stranger, (trx) => trx(table).select('*'))]).toEqual([table, []]);
  }
  await expect(app.db.admin('card_charge').update({ net: 1 })).rejects.toMatchObject({ code: 'TN001' });
  await expect(app.db.admin('card_charge').del()).rejects.toMatchObject({ code: 'TN001' });
  await expect(app.db.admin.raw('truncate card_charge')).rejects.toMatchObject({ code: 'TN001' });
});
