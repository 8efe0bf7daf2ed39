// What each role may and may not do over HTTP, and that every change of a user leaves its trace.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const password = 'mật khẩu dài';
const tokens: Record<string, string> = {};
let house: MoneyBuilding;
let key = 0;

beforeAll(async () => {
  freezeClock('2026-12-03T05:00:00Z');
  house = await moneyBuilding(app, { code: 'VT', units: 2, period: '2026-11' });
  await postMonth(app, house, '2026-11');
  for (const role of ['cashier', 'technician', 'frontdesk', 'gate', 'reader', 'accountant', 'manager']) {
    await app.fetch('POST', '/users', { login: role, name: role, role, password, buildingIds: [house.buildingId] });
    tokens[role] = (await app.fetch('POST', '/session', { user: role, password }, { token: null })).body.token;
  }
}, 60_000);

/** What each command does to a person who may not: 403. To one who may: anything else, here mostly a refusal of an empty body. */
const commands: Record<string, [string, (b: number) => string, object]> = {
  collect: ['POST', () => '/receipts', {}],
  void: ['POST', () => '/receipts/1/void', {}],
  lower: ['POST', () => '/items/1/lower', {}],
  read: ['PATCH', (b) => `/buildings/${b}/readings?period=2026-12&service=electricity`, { changes: [] }],
  people: ['POST', (b) => `/buildings/${b}/people`, {}],
  register: ['POST', () => '/cards', {}],
  preview: ['POST', () => '/runs', {}],
  approve: ['POST', () => '/runs/1/approve', {}],
  publish: ['POST', () => '/tariffs/1/publish', {}],
  close: ['PATCH', (b) => `/buildings/${b}/periods/2026-11`, {}],
  building: ['PATCH', (b) => `/buildings/${b}`, {}],
  company: ['PATCH', () => '/company', {}],
  trail: ['GET', () => '/audit', {}],
  users: ['GET', () => '/users', {}],
};
const all = Object.keys(commands);

describe('over HTTP', () => {
  test.each([
    ['cashier', ['collect']],
    ['technician', ['read']],
    ['frontdesk', ['people', 'register']],
    ['gate', []],
    ['reader', []],
    ['accountant', ['collect', 'read', 'people', 'register', 'preview']],
    ['manager', all.filter((each) => each !== 'users')],
  ])('%s may %j and nothing else', async (role, may) => {
    const answers = await Promise.all(
      all.map(async (name) => {
        const [method, path, body] = commands[name]!;
        const sent = method === 'GET' ? undefined : body;
        const { status } = await app.fetch(method, path(house.buildingId), sent, { token: tokens[role]! });
        expect([name, status]).not.toEqual([name, 500]);
        return status === 403 ? [] : [name];
      }),
    );
    expect(answers.flat()).toEqual(may);
  });

  test('a cashier receives cash and cannot take it back; the refusal says so in words', async () => {
    const headers = { 'idempotency-key': `k-${++key}` };
    const pay = { buildingId: house.buildingId, method: 'cash', amount: 1000, unitIds: [house.unitIds[0]] };
    const { status, body } = await app.fetch('POST', '/receipts', pay, { token: tokens.cashier!, headers });
    expect(status).toBe(200);
    const refused = await app.fetch('POST', `/receipts/${body.id}/void`, { reason: 'nhầm' }, { token: tokens.cashier! });
    expect([refused.status, refused.body.params]).toEqual([403, { permission: 'money.void' }]);
    expect(refused.body.message).toContain('“Hủy phiếu thu, phiếu chi”');
  });

  test('a technician enters a reading', async () => {
    const path = `/buildings/${house.buildingId}/readings?period=2026-12&service=electricity`;
    const { rows } = (await app.fetch('GET', path, undefined, { token: tokens.technician! })).body;
    const change = {
      id: rows[0].id,
      revision: rows[0].revision,
      value: String(Number(rows[0].previous) + 90),
      readOn: '2026-12-03',
    };
    const { body } = await app.fetch('PATCH', path, { changes: [change] }, { token: tokens.technician! });
    expect(body.findings.filter(({ code }: { code: string }) => code !== 'metering.anomaly')).toEqual([]);
    expect(body.rows[0].value).toBe(change.value);
  });
});

describe('users', () => {
  const trail = async () => (await app.fetch('GET', '/audit?subjectKind=user')).body.rows;

  test('a change writes what it was and what it is; a password only that there is a new one', async () => {
    const { body: made } = await app.fetch('POST', '/users', { login: 'moi', name: 'Người mới', password, role: 'reader' });
    await app.fetch('PATCH', `/users/${made.id}`, {
      role: 'cashier',
      buildingIds: [house.buildingId],
      password: 'mật khẩu khác',
    });
    await app.fetch('PATCH', `/users/${made.id}`, { role: 'cashier' }); // nothing new, no row
    const [change, create] = await trail();
    expect([create.action, create.subjectId, create.detail.login]).toEqual(['access.createUser', String(made.id), 'moi']);
    expect(change.detail).toEqual({
      changes: {
        role: { before: 'reader', after: 'cashier' },
        buildingIds: { before: [], after: [house.buildingId] },
      },
      newPassword: true,
    });
    expect(JSON.stringify(await trail())).not.toMatch(/mật khẩu/);
  });

  test('who becomes administrator sees every building of the company', async () => {
    const { body: made } = await app.fetch('POST', '/users', { login: 'qt2', name: 'Quản trị 2', password, role: 'reader' });
    const { body } = await app.fetch('PATCH', `/users/${made.id}`, { role: 'admin' });
    expect(body.buildingIds).toContain(house.buildingId);
  });

  test('everybody changes his own password and language; other sessions end, this one goes on', async () => {
    const mine = tokens.reader!;
    const other = (await app.fetch('POST', '/session', { user: 'reader', password }, { token: null })).body.token;
    const wrong = await app.fetch('POST', '/session/password', { current: 'khác', password: 'dài đủ tám' }, { token: mine });
    expect([wrong.status, wrong.body.findings[0].at.field]).toEqual([422, 'current']);
    const done = await app.fetch('POST', '/session/password', { current: password, password: 'dài đủ tám' }, { token: mine });
    expect(done.status).toBe(200);
    expect((await app.fetch('GET', '/session', undefined, { token: other })).status).toBe(401);
    await app.fetch('PATCH', '/session', { lang: 'en' }, { token: mine });
    expect((await app.fetch('GET', '/session', undefined, { token: mine })).body.user.lang).toBe('en');
    expect((await trail())[0].detail).toEqual({ changes: { lang: { before: 'vi', after: 'en' } } });
  });

  test('the trail of a building is not read from another building', async () => {
    const { body: made } = await app.fetch('POST', '/buildings', { code: 'KHAC', name: 'Tòa khác' });
    const { body } = await app.fetch('GET', '/audit?subjectKind=building', undefined, { token: tokens.manager! });
    expect(body.rows.map(({ subjectId }: { subjectId: string }) => subjectId)).not.toContain(String(made.id));
    expect((await app.fetch('GET', '/audit?subjectKind=building')).body.rows[0].subjectId).toBe(String(made.id));
  });
});

describe('the trail', () => {
  const read = async (query: string) => (await app.fetch('GET', `/audit?pageSize=50&${query}`)).body;

  test('is told in words of either language, with names for ids', async () => {
    const { body: made } = await app.fetch('POST', '/users', { login: 'ke', name: 'Kế toán', password, role: 'reader' });
    await app.fetch('PATCH', `/users/${made.id}`, { role: 'accountant', buildingIds: [house.buildingId] });
    const vi = (await read(`subjectKind=user&subjectId=${made.id}&lang=vi`)).rows[0];
    expect([vi.what, vi.subject]).toEqual(['Sửa người dùng', 'Người dùng Kế toán']);
    expect(vi.text).toBe('Vai trò: Chỉ xem → Kế toán; Tòa nhà: – → Tòa VT');
    const en = (await read(`subjectKind=user&subjectId=${made.id}&lang=en`)).rows[0];
    expect(en.parts).toContainEqual({ field: 'Role', before: 'Reader', after: 'Accountant' });
  });

  test('is narrowed by person, kind, building and day of Vietnam', async () => {
    const of = (rows: { action: string }[]) => [...new Set(rows.map(({ action }) => action.split('.')[0]))].sort();
    expect(of((await read('kind=ledger')).rows)).toEqual(['ledger']);
    const { people, kinds } = (await app.fetch('GET', '/audit/choices')).body;
    expect(kinds).toEqual(expect.arrayContaining(['access', 'billing', 'building', 'ledger']));
    const cashier = people.find(({ name }: { name: string }) => name === 'cashier').id;
    expect((await read(`userId=${cashier}`)).rows.every(({ userId }: { userId: number }) => userId === cashier)).toBe(true);
    expect(
      (await read(`buildingId=${house.buildingId}&routine=0`)).rows.map(({ action }: { action: string }) => action),
    ).not.toContain('billing.bill.posted');
    const total = (await read('kind=billing')).total;
    // rows carry the database's own clock, so today is asked of it
    const [{ day }] = (await app.db.admin.raw(`select to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day`)).rows;
    expect((await read(`kind=billing&from=${day}&to=${day}`)).total).toBe(total);
    expect((await read(`kind=billing&to=2020-01-01`)).total).toBe(0);
  });

  test('goes out as .xlsx with the same words', async () => {
    const { body, headers } = await app.fetch<Buffer>('GET', '/audit.xlsx?kind=access&lang=vi');
    expect(headers.get('content-disposition')).toContain('nhat-ky.xlsx');
    const [sheet] = (await readXlsx(body)).sheets;
    expect(sheet!.rows[0]).toEqual(['Lúc', 'Người làm', 'Tòa nhà', 'Việc', 'Đối tượng', 'Thay đổi']);
    expect(sheet!.rows.some((row) => row[3] === 'Thêm người dùng')).toBe(true);
  });
});
