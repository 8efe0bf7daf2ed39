// A property company sets itself up over HTTP: profile, buildings and their settings, with a trace of every change.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const trail = async (kind: string) => (await app.fetch('GET', `/audit?subjectKind=${kind}`)).body.rows;
const bank = { bankBin: '970436', bankAccount: '0071000123456', bankAccountName: 'CTY CP QUAN LY SUNRISE' };

beforeAll(() => freezeClock('2026-12-03T05:00:00Z'));

describe('the company', () => {
  test('says who it is, and what changed stands in the trail once', async () => {
    const profile = { name: 'Công ty CP Quản lý Sunrise', address: '12 Lê Lợi, Quận 1', taxCode: '0300588569', ...bank };
    const { status, body } = await app.fetch('PATCH', '/company', profile);
    expect([status, body]).toEqual([200, { code: 'CTY', phone: null, regime: 'tt99', ...profile }]);
    expect((await app.fetch('GET', '/company')).body).toEqual(body);
    await app.fetch('PATCH', '/company', profile); // nothing differs: no second row
    const rows = await trail('company');
    expect(rows).toHaveLength(1);
    expect(rows[0].detail.changes.taxCode).toEqual({ before: null, after: '0300588569' });
  });

  test.each([
    [{ name: '  ' }, 'name', 'Nhập tên công ty'],
    [{ taxCode: '0300588596' }, 'taxCode', 'Mã số thuế không đúng'],
    [{ phone: 'gọi sau' }, 'phone', 'Số điện thoại gồm 8–20 chữ số'],
    [{ bankAccount: '0071 000' }, 'bankAccount', 'Số tài khoản gồm 4–19'],
    [{ bankAccountName: '' }, 'bankAccountName', 'Tài khoản ngân hàng còn thiếu'],
  ])('refuses %j at its field', async (change, field, sentence) => {
    const { status, body } = await app.fetch('PATCH', '/company', change);
    expect([status, body.findings[0].at.field]).toEqual([422, field]);
    expect(body.findings[0].message).toContain(sentence);
  });

  test('may go without a bank account, but not with half of one', async () => {
    const none = { bankBin: '', bankAccount: '', bankAccountName: '' };
    expect((await app.fetch('PATCH', '/company', none)).body).toMatchObject({ bankBin: null, bankAccount: null });
    expect((await app.fetch('PATCH', '/company', bank)).status).toBe(200);
  });
});

describe('a building', () => {
  test('has every setting from the start, and takes only settings that exist', async () => {
    const { body } = await app.fetch('POST', '/buildings', { code: 'SR', name: 'Sunrise', settings: { dueDay: 15 } });
    expect(body.settings).toMatchObject({ dueDay: 15, fourEyes: true, tariffLaboratory: true });
    const refused = await app.fetch('POST', '/buildings', { code: 'SX', name: 'X', settings: { dueday: 5 } });
    expect([refused.status, refused.body.code, refused.body.params.setting]).toEqual([422, 'building.setting.unknown', 'dueday']);
    const outside = await app.fetch('PATCH', `/buildings/${body.id}`, { settings: { dueDay: 32 } });
    expect(outside.body.findings[0]).toMatchObject({ code: 'building.dueDay.outside', at: { field: 'settings.dueDay' } });
    const schema = (await app.fetch('GET', '/building-settings')).body;
    expect(Object.keys(schema.properties)).toEqual(Object.keys(body.settings));
  });

  test('keeps the settings that a change does not name, and the trail has both values', async () => {
    const { body: made } = await app.fetch('POST', '/buildings', { code: 'GD', name: 'Garden', settings: { dueDay: 5 } });
    const { body } = await app.fetch('PATCH', `/buildings/${made.id}`, { name: 'Green Garden', settings: { fourEyes: false } });
    expect(body).toMatchObject({ code: 'GD', name: 'Green Garden', settings: { dueDay: 5, fourEyes: false } });
    const [change, create] = await trail('building');
    expect(create).toMatchObject({ action: 'building.create', subjectId: String(made.id) });
    expect(change.detail.changes).toEqual({
      name: { before: 'Garden', after: 'Green Garden' },
      fourEyes: { before: true, after: false },
    });
    const taken = await app.fetch('PATCH', `/buildings/${made.id}`, { code: 'SR' });
    expect([taken.status, taken.body.code]).toEqual([409, 'building.building.exists']);
  });

  test('is due on its own day', async () => {
    const house = await moneyBuilding(app, { code: 'DUE', units: 1, period: '2026-11' });
    await app.fetch('PATCH', `/buildings/${house.buildingId}`, { settings: { dueDay: 31 } });
    await postMonth(app, house, '2026-11');
    const { body } = await app.fetch('GET', `/bills?buildingId=${house.buildingId}&period=2026-11`);
    expect(body.rows[0].dueOn).toBe('2026-12-31');
  });
});

describe('once journals exist', () => {
  test('the regime and the building’s code stay, with the way out said', async () => {
    const regime = await app.fetch('PATCH', '/company', { regime: 'tt133', name: 'Tên khác' });
    expect([regime.status, regime.body.code]).toEqual([409, 'company.regime.inUse']);
    expect((await app.fetch('GET', '/company')).body).toMatchObject({ regime: 'tt99', name: 'Công ty CP Quản lý Sunrise' });
    const { body } = await app.fetch('GET', '/buildings');
    const due = body.rows.find(({ code }: { code: string }) => code === 'DUE');
    const code = await app.fetch('PATCH', `/buildings/${due.id}`, { code: 'DUE2' });
    expect([code.status, code.body.code]).toEqual([409, 'building.code.inUse']);
    expect((await app.fetch('PATCH', `/buildings/${due.id}`, { name: 'Tòa Đến Hạn' })).status).toBe(200);
  });
});
