// What the frame asks of the whole house: search, what waits, and the set-up of an empty house, in the caller's scope.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

interface Hit {
  kind: string;
  title: string;
  note: string;
  path: string;
  buildingId: number | null;
  query?: object;
}
const app = await startTestApp();
const password = 'mật khẩu dài';
let house: MoneyBuilding;
let receipt: { id: number; number: string };
let guard: string;

const found = async (text: string, token?: string): Promise<Hit[]> => {
  const { status, body } = await app.fetch('GET', `/search?text=${encodeURIComponent(text)}`, undefined, token ? { token } : {});
  expect([status, body.silent]).toEqual([200, []]);
  return body.rows;
};
const told = (hits: Hit[]) => hits.map(({ kind, title }) => `${kind.split('.')[2]} ${title}`);
const waiting = async (token?: string) => (await app.fetch('GET', '/waiting', undefined, token ? { token } : {})).body.rows;
const codes = (rows: { words: string; buildingId: number }[]) =>
  rows.filter(({ buildingId }) => buildingId === house.buildingId).map(({ words }) => words);

beforeAll(async () => {
  freezeClock('2026-11-02T05:00:00Z');
  house = await moneyBuilding(app, { code: 'TIM', units: 12, period: '2026-10', months: 2 });
  const { admin } = app.db;
  await admin('customer').where({ id: house.customerIds[0] }).update({ name: 'Đặng Thị Ước', phone: '0903 111 222' });
  await admin.raw(`update member set name = 'Lê Ngọc Ánh' where id = (select min(id) from member where unit_id = ?)`, [
    house.unitIds[1]!,
  ]);
  await admin('unit').where({ id: house.unitIds[2] }).update({ code: 'A-12.03' });
  await admin('card').insert({
    ...{ building_id: house.buildingId, unit_id: house.unitIds[3], customer_id: house.customerIds[3], service: 'vehicle-card' },
    ...{ number: 'V0042', state: 'active', billing: true, valid: '[2026-01-01,2026-12-10)', fields: { plate: '59-X2 123.45' } },
  });
  await postMonth(app, house, '2026-10');
  freezeClock('2026-11-30T05:00:00Z');
  const pay = { buildingId: house.buildingId, method: 'cash', amount: 1000, unitIds: [house.unitIds[0]] };
  receipt = (await app.fetch('POST', '/receipts', pay, { headers: { 'idempotency-key': 'tim-1' } })).body;
  await app.fetch('POST', '/users', { login: 'bao.ve', name: 'Bảo vệ', role: 'gate', password, buildingIds: [house.buildingId] });
  guard = (await app.fetch('POST', '/session', { user: 'bao.ve', password }, { token: null })).body.token;
}, 60_000);

describe('search', () => {
  test.each([
    ['dang thi uoc', ['customer Đặng Thị Ước']],
    ['ĐẶNG THỊ', ['customer Đặng Thị Ước']],
    ['0903111', ['customer Đặng Thị Ước']],
    ['ngoc anh', ['member Lê Ngọc Ánh']],
    ['a1203', ['unit A-12.03']],
    ['59x2', ['card V0042']],
    ['v0042', ['card V0042']],
    ['202610-0003', ['bill 202610-0003']],
    ['không có gì như thế', []],
    ['%_\\', []],
  ])('%s finds %j', async (text, expected) => {
    expect(told(await found(text))).toEqual(expected);
  });

  test('finds a receipt by its whole number and by its end, and opens its page', async () => {
    const [hit] = await found(receipt.number);
    expect([hit!.title, hit!.path]).toEqual([receipt.number, `/documents/${receipt.id}`]);
    expect(told(await found(String(Number(receipt.number.split('/')[1]))))).toContain(`document ${receipt.number}`);
  });

  test('finds a meter by part of its serial and says in which unit it hangs', async () => {
    const hits = await found(`water-${house.unitIds[4]}`);
    expect(hits.find(({ kind }) => kind === 'metering.found.meter')).toMatchObject({
      note: 'U00005',
      path: `/units/${house.unitIds[4]}`,
    });
  });

  test('answers at most five of a kind, units first', async () => {
    const kinds = (await found('u000')).map(({ kind }) => kind);
    expect(kinds).toEqual(Array(5).fill('building.found.unit'));
  });

  test('stays inside the buildings of who asks', async () => {
    const { body: made } = await app.fetch('POST', '/users', { login: 'ngoai', name: 'Ngoài', role: 'manager', password });
    const outside = (await app.fetch('POST', '/session', { user: 'ngoai', password }, { token: null })).body.token;
    expect(made.buildingIds).toEqual([]);
    for (const text of ['a1203', '59x2', 'ngoc anh', '202610-0003', receipt.number])
      expect([text, await found(text, outside)]).toEqual([text, []]);
    expect((await app.fetch('GET', '/search?text=a', undefined, { token: null })).status).toBe(401);
  });

  test('another service’s part appears by itself, and one that fails is named while the rest answers', async () => {
    const hit = { kind: 'x.found.y', order: 99, id: 1, title: 'Phiếu việc 7', note: '', path: '/x', buildingId: null };
    const made = app.broker.createService({
      name: 'lately',
      actions: {
        search: { answers: 'search', handler: async () => [hit] },
        broken: {
          answers: 'search',
          handler: () => {
            throw new Error('broken on purpose');
          },
        },
      },
    } as never);
    const { body } = await app.fetch('GET', '/search?text=a1203');
    await app.broker.destroyService(made);
    expect(told(body.rows)).toEqual(['unit A-12.03', 'y Phiếu việc 7']);
    expect(body.silent).toEqual(['lately.broken']);
  });
});

describe('what waits', () => {
  test('an approved month waits for nobody; its debts do once they are due, and money nobody recognised', async () => {
    const give = { buildingId: house.buildingId, amount: 9_000 };
    await app.fetch('POST', '/receipts/unidentified', give, { headers: { 'idempotency-key': 'tim-2' } });
    const rows = await waiting();
    expect(codes(rows)).toEqual(['ledger.waiting.overdue', 'card.waiting.ending', 'ledger.waiting.unidentified']);
    const overdue = rows.find(({ words }: { words: string }) => words === 'ledger.waiting.overdue');
    expect(overdue).toMatchObject({ tone: 'error', path: '/debts', params: { count: 12 } });
  });

  test('a preview waits for who may approve it, a held reading for who may accept it', async () => {
    await app.db.admin.raw(
      `update reading set state = 'held' where id = (select min(id) from reading where building_id = ? and service = 'water' and period = '2026-10-01')`,
      [house.buildingId],
    );
    const rows = await waiting();
    expect(rows.find(({ words }: { words: string }) => words === 'metering.waiting.held')).toMatchObject({
      path: '/readings',
      query: { p: '2026-10', s: 'water' },
    });
    expect(await waiting(guard)).toEqual([]); // a guard can do nothing about any of it
  });
});

describe('the set-up', () => {
  const steps = async (query = '') => (await app.fetch('GET', `/setup${query}`)).body.rows;

  test('begins with the company and has nothing done for no building', async () => {
    const rows = await steps();
    expect(rows.map(({ step }: { step: string }) => step)).toEqual([
      'company',
      'building',
      'units',
      'people',
      'meters',
      'tariffs',
      'cards',
      'run',
    ]);
    expect(rows.filter(({ done }: { done: boolean }) => done).map(({ step }: { step: string }) => step)).toEqual(['building']);
  });

  test('follows what is there: a billed building has done all', async () => {
    await app.fetch('PATCH', '/company', {
      address: '1 Lê Lợi',
      taxCode: '0300588569',
      bankBin: '970436',
      bankAccount: '0071',
      bankAccountName: 'CTY',
    });
    const rows = await steps(`?buildingId=${house.buildingId}`);
    expect(rows.map(({ step, count, done }: { step: string; count: number; done: boolean }) => [step, count, done])).toEqual([
      ['company', 1, true],
      ['building', 1, true],
      ['units', 12, true],
      ['people', 12, true],
      ['meters', 24, true],
      ['tariffs', 2, true],
      ['cards', 1, true],
      ['run', 1, true],
    ]);
  });
});
