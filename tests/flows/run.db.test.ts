// The run's own promises: previewed, approved by another person, posted once, parked and retried, never doubled.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { fillBuilding } from './billed-building.ts';

const app = await startTestApp();
const period = '2026-11';
const month = '2026-11-01';
const { admin } = app.db;
let buildingId: number;
let token: string; // of a second person, who approves

const services = { electricity: 100, water: 10 };
const count = async (table: string, where: object = {}) => (await admin(table).where(where).count('* as n').first())!.n;

beforeAll(async () => {
  freezeClock('2026-12-01T05:00:00Z');
  const { body } = await app.fetch('POST', '/buildings', { code: 'RUN', name: 'Tòa Chạy' });
  buildingId = body.id;
  await fillBuilding(admin, { companyId: app.user.companyId, buildingId, units: 30, services, period });
  await app.fetch('POST', '/users', {
    login: 'ketoantruong',
    name: 'Kế toán trưởng',
    password: 'mật khẩu dài',
    role: 'manager',
    buildingIds: [buildingId],
  });
  token = (await app.fetch('POST', '/session', { user: 'ketoantruong', password: 'mật khẩu dài' }, { token: null })).body.token;
  for (const [service, preset] of [
    ['electricity', 'residential-2025-05'],
    ['water', 'hcmc-residential-2026'],
  ]) {
    const { status, body: tariff } = await app.fetch('POST', `/buildings/${buildingId}/tariffs`, {
      service,
      preset,
      publish: true,
    });
    expect([status, tariff.status]).toEqual([200, 'published']);
  }
}, 60_000);

const preview = async () => (await app.fetch('POST', '/runs', { buildingId, period, wait: true })).body.id as number;
const approve = (id: number, as = token) => app.fetch('POST', `/runs/${id}/approve`, {}, { token: as });

describe('a month', () => {
  let run: number;

  test('with two units that cannot be priced is previewed without them', async () => {
    const units = await admin('unit').where({ building_id: buildingId }).orderBy('code').pluck('id');
    await admin('reading').where({ unit_id: units[0], service: 'water' }).delete(); // not read
    await admin('occupancy').where({ unit_id: units[1] }).delete(); // nobody pays
    run = await preview();
    const { body } = await app.fetch('GET', `/runs/${run}`);
    expect(body).toMatchObject({ status: 'previewed', totals: { bills: 28, charges: 56, parked: 2, changes: { new: 56 } } });
    const parked = await app.fetch('GET', `/runs/${run}/parked`);
    expect(parked.body.rows.map(({ unit, service }: { unit: string; service: string }) => [unit, service])).toEqual([
      ['U00001', 'water'],
      ['U00002', null],
    ]);
    for (const { code, message } of parked.body.rows) expect(message).not.toContain(code);
    expect(await count('bill')).toBe(0);
  });

  test('shows its rows by page, sorted and filtered, with sums over all of them', async () => {
    const { body } = await app.fetch(
      'GET',
      `/runs/${run}/rows?filter=${encodeURIComponent('{"service":"water"}')}&sort=-total&pageSize=5`,
    );
    expect([body.rows.length, body.total]).toEqual([5, 28]);
    expect(body.rows[0].total).toBeGreaterThanOrEqual(body.rows[4].total);
    const all = await admin('run_row').where({ run_id: run, service: 'water' }).sum('total as sum').first();
    expect(String(body.sum.total)).toBe(String(all!.sum));
    const wrong = await app.fetch('GET', `/runs/${run}/rows?sort=password`);
    expect([wrong.status, wrong.body.code]).toEqual([422, 'billing.list.unknownSort']);
  });

  test('is not approved by the person who previewed it', async () => {
    expect((await approve(run, app.token)).body.code).toBe('billing.run.samePerson');
  });

  test('approved by two at once is posted once', async () => {
    const answers = await Promise.all([approve(run), approve(run), approve(run)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const { status, body } of answers)
      if (status === 409) expect(['billing.run.busy', 'billing.run.notPreviewed']).toContain(body.code);
    expect([await count('bill'), await count('charge')]).toEqual([28, 56]);
    expect(await count('audit', { action: 'billing.bill.posted' })).toBe(28);
  });

  test('stands in the ledger to the đồng', async () => {
    const { rows } =
      await admin.raw(`select (select sum(amount) from posting) as rest, (select sum(amount) from posting where customer_id is not null) as owed,
      (select sum(balance) from receivable_balance) as balances, (select sum(total) from bill) as billed, (select sum(total) from charge) as charged`);
    const { rest, ...sums } = rows[0];
    expect(rest).toBe('0');
    expect(new Set(Object.values(sums)).size).toBe(1);
    const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}`);
    expect(String(body.sum.total)).toBe(sums.billed);
    expect(body.sum.previousDebt).toBe(0);
    expect(body.rows[0]).toMatchObject({ number: '202611-0001', dueOn: '2026-12-10' });
  });

  test('run again finds nothing to do and doubles nothing', async () => {
    const again = await preview();
    const { body } = await app.fetch('GET', `/runs/${again}`);
    expect(body.totals).toMatchObject({ bills: 0, parked: 2, changes: { gone: 0 } });
    expect((await approve(again)).body.code).toBe('billing.run.nothing');
    expect(await count('bill')).toBe(28);
  });

  test('a retry prices only what was parked', async () => {
    const units = await admin('unit').where({ building_id: buildingId }).orderBy('code').pluck('id');
    const [customer] = await admin('customer')
      .insert({ company_id: app.user.companyId, code: 'NEW', name: 'Trần Thị Mới' })
      .returning('id');
    await admin('occupancy').insert({
      building_id: buildingId,
      unit_id: units[1],
      customer_id: customer.id,
      role: 'owner',
      valid: '[2026-01-01,)',
    });
    const retry = await preview();
    expect((await app.fetch('GET', `/runs/${retry}`)).body.totals).toMatchObject({ bills: 1, charges: 2, parked: 1 });
    expect((await approve(retry)).status).toBe(200);
    expect([await count('bill'), await count('charge')]).toEqual([29, 58]);
    const numbers = await admin('bill').orderBy('number').pluck('number');
    expect(numbers).toEqual(Array.from({ length: 29 }, (_, n) => n + 1));
  });

  test('every bill explains itself from what it stored', async () => {
    const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}`);
    const { body: explained } = await app.fetch('GET', `/bills/${body.rows[3].id}/explain`);
    expect(explained.agrees).toBe(true);
    expect(explained.charges.map(({ service }: { service: string }) => service)).toEqual(['electricity', 'water']);
    const { body: bill } = await app.fetch('GET', `/bills/${body.rows[3].id}`);
    expect(bill.charges[0].lines[0].label.vi).toMatch(/Điện/);
  });

  test('prints one notice and all notices', async () => {
    const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}`);
    const one = await app.fetch<Buffer>('GET', `/bills/${body.rows[0].id}/notice.pdf?lang=en`);
    const all = await app.fetch<Buffer>('GET', `/buildings/${buildingId}/notices.pdf?period=${period}`);
    for (const { status, headers, body: pdf } of [one, all]) {
      expect([status, headers.get('content-type'), pdf.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-']);
    }
    expect(all.body.length).toBeGreaterThan(one.body.length);
  }, 60_000);

  test('the next month knows what is owed and how it differs', async () => {
    const before = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=2026-12`);
    expect(before.body.rows).toEqual([]);
    const debts = await app.broker.call(
      'ledger.listDebtBeforeBill',
      { buildingId, period: '2026-12' },
      { meta: { user: { ...app.user, buildingIds: [buildingId] } } },
    );
    const owed = (debts as { balance: number }[]).reduce((sum, { balance }) => sum + balance, 0);
    expect(owed).toBe(Number((await admin('bill').sum('total as sum').first())!.sum));
    const earlier = await app.broker.call(
      'ledger.listDebtBeforeBill',
      { buildingId, period },
      { meta: { user: { ...app.user, buildingIds: [buildingId] } } },
    );
    expect(earlier).toEqual([]);
  });
});

describe('an approval', () => {
  test('of a month that changed since its preview posts nothing and says so', async () => {
    const { body } = await app.fetch('POST', '/buildings', { code: 'STALE', name: 'Tòa Đổi', settings: { fourEyes: false } });
    const id = body.id;
    await fillBuilding(admin, { companyId: app.user.companyId, buildingId: id, units: 5, services: { electricity: 50 }, period });
    await app.fetch('POST', `/buildings/${id}/tariffs`, { service: 'electricity', preset: 'residential-2025-05', publish: true });
    const run = (await app.fetch('POST', '/runs', { buildingId: id, period, wait: true })).body.id;
    await admin('reading')
      .where({ building_id: id })
      .limit(1)
      .update({ value: admin.raw('value + 1') });
    const refused = await approve(run, app.token);
    expect([refused.status, refused.body.code]).toEqual([409, 'billing.run.stale']);
    expect(await count('bill', { building_id: id })).toBe(0);
    expect((await app.fetch('GET', `/runs/${run}`)).body).toMatchObject({
      status: 'failed',
      failure: { code: 'billing.run.stale' },
    });
    const next = (await app.fetch('POST', '/runs', { buildingId: id, period, wait: true })).body.id;
    expect((await approve(next, app.token)).status).toBe(200); // one person may do both where the building says so
  });

  test('of a closed month is refused, and so is a preview', async () => {
    const { body } = await app.fetch('POST', '/buildings', { code: 'CLOSED', name: 'Tòa Khóa', settings: { fourEyes: false } });
    await fillBuilding(admin, {
      companyId: app.user.companyId,
      buildingId: body.id,
      units: 2,
      services: { electricity: 50 },
      period,
    });
    await app.fetch('POST', `/buildings/${body.id}/tariffs`, {
      service: 'electricity',
      preset: 'residential-2025-05',
      publish: true,
    });
    const run = (await app.fetch('POST', '/runs', { buildingId: body.id, period, wait: true })).body.id;
    expect((await app.fetch('PATCH', `/buildings/${body.id}/periods/${period}`, { status: 'closed' })).status).toBe(200);
    expect((await approve(run, app.token)).body.code).toBe('billing.period.closed');
    expect((await app.fetch('POST', '/runs', { buildingId: body.id, period })).body.code).toBe('billing.period.closed');
    expect(await count('bill', { building_id: body.id })).toBe(0);
    expect((await app.fetch('PATCH', `/buildings/${body.id}/periods/${period}`, { status: 'open' })).body.code).toBe(
      'billing.period.reasonMissing',
    );
  });

  test('of a month further ahead than the next is not even previewed', async () => {
    const { status, body } = await app.fetch('POST', '/runs', { buildingId, period: '2027-02' });
    expect([status, body.code]).toEqual([422, 'billing.run.future']);
    expect(body.message).toContain('02/2027');
  });
  test('of two previews at once: one is refused with a sentence', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => app.fetch('POST', '/runs', { buildingId, period, wait: true })));
    const refused = answers.filter(({ status }) => status !== 202);
    expect(refused.length).toBeGreaterThan(0);
    for (const { body } of refused) expect([body.code, body.message.length > 20]).toEqual(['billing.run.busy', true]);
  });
});

test('a run whose process died is set back, and nothing of it stays', async () => {
  const [posting] = await admin('run')
    .insert({ building_id: buildingId, period: month, seq: 90, status: 'posting', created_by: 1 })
    .returning('id');
  expect((await app.fetch('GET', `/runs/${posting.id}`)).body.status).toBe('previewed');
  await admin('run').where({ id: posting.id }).update({ status: 'previewing' });
  const { body } = await app.fetch('GET', `/runs/${posting.id}`);
  expect([body.status, body.failure.code]).toEqual(['failed', 'billing.run.interrupted']);
});
