// The tariff laboratory: what a draft would have done to posted months is what a real run with it does, and nothing is posted.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import type { TariffBody } from '#kit';
import type { LaboratoryReport } from '../../core/billing/laboratory/laboratory.contract.ts';
import type { TariffRow } from '../../core/billing/tariff/tariff.contract.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { withScope } from '../../core/platform/scope.ts';
import { testCompany } from '../support/company.ts';
import { startTestApp } from '../support/test-app.ts';
import { fillBuilding } from './billed-building.ts';
import { cardBuilding } from './card-building.ts';

const app = await startTestApp();
const { admin } = app.db;
const months = ['2026-09', '2026-10', '2026-11'];
const service = 'electricity';
const presets = { electricity: 'residential-2025-05', water: 'hcmc-residential-2026' };
let at: number; // the building whose months are posted with the preset
let second: string; // token of a second person
let draft: TariffRow;
let report: LaboratoryReport;

/** The dearest tier 10 % up, and 5.000 đ a month for reading the meter. */
const dearer = (body: TariffBody): TariffBody => ({
  ...body,
  tables: Object.fromEntries(
    Object.entries(body.tables).map(([name, tiers]) => [
      name,
      tiers.map((tier, i) => (i === 1 ? { ...tier, price: '2640' } : tier)),
    ]),
  ),
  lines: [
    ...body.lines,
    {
      kind: 'amount',
      code: 'reading',
      vat: 'standard',
      nature: 'own',
      label: { vi: 'Ghi chỉ số', en: 'Reading' },
      amount: '5000',
    },
  ],
});
async function building(code: string): Promise<number> {
  const { body } = await app.fetch('POST', '/buildings', { code, name: `Tòa ${code}` });
  const services = { electricity: 90, water: 10 };
  await fillBuilding(admin, {
    companyId: app.user.companyId,
    buildingId: body.id,
    units: 60,
    services,
    period: '2026-11',
    months: 3,
  });
  return body.id;
}
const adopt = async (buildingId: number, more: object): Promise<TariffRow> =>
  (await app.fetch('POST', `/buildings/${buildingId}/tariffs`, { service, validFrom: '2026-01-01', ...more })).body;
async function postMonths(buildingId: number): Promise<void> {
  for (const period of months) {
    const { body } = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
    const { body: run } = await app.fetch('POST', `/runs/${body.id}/approve`, {}, { token: second });
    expect([run.status, run.totals?.parked]).toEqual(['posted', 0]);
  }
}
const posted = async (buildingId: number): Promise<Record<string, number>> => {
  const rows = await admin('charge')
    .where({ building_id: buildingId, service })
    .groupBy('period')
    .orderBy('period')
    .select(admin.raw(`to_char(period, 'YYYY-MM') as period, sum(total)::bigint as total`));
  return Object.fromEntries(rows.map(({ period, total }: { period: string; total: string }) => [period, Number(total)]));
};
const books = async () => {
  const counted = ['bill', 'charge', 'journal', 'posting', 'run'].map(
    async (table) => (await admin(table).count('* as n').first())!.n,
  );
  return Promise.all(counted);
};

beforeAll(async () => {
  freezeClock('2026-12-01T05:00:00Z');
  at = await building('LAB');
  const twin = await building('TWIN');
  const user = { login: 'nguoihai', name: 'Người thứ hai', password: 'mật khẩu dài', role: 'manager', buildingIds: [at, twin] };
  await app.fetch('POST', '/users', user);
  second = (await app.fetch('POST', '/session', { user: 'nguoihai', password: user.password }, { token: null })).body.token;
  for (const [each, preset] of Object.entries(presets)) {
    await adopt(at, { service: each, preset, publish: true });
    if (each !== service) await adopt(twin, { service: each, preset, publish: true });
  }
  // the twin has the same meters and readings, and the draft's lines in force from the start
  const other = await adopt(twin, { preset: presets[service] });
  const change = { revision: 1, body: dearer(other.body) };
  expect((await app.fetch('PATCH', `/tariffs/${other.id}`, change)).status).toBe(200);
  expect((await app.fetch('POST', `/tariffs/${other.id}/publish`, {})).body.status).toBe('published');
  await postMonths(at);
  await postMonths(twin);
  expect(await posted(twin)).not.toEqual(await posted(at));
  twinTotals = await posted(twin);
}, 120_000);
let twinTotals: Record<string, number>;

describe('a draft tried on the last three posted months', () => {
  test('comes to the same total, month by month, as a real run with that tariff', async () => {
    const made = await adopt(at, { preset: presets[service], validFrom: '2026-12-01' });
    draft = (await app.fetch('PATCH', `/tariffs/${made.id}`, { revision: 1, body: dearer(made.body) })).body;
    const before = await books();
    const { status, body } = await app.fetch('POST', `/tariffs/${draft.id}/laboratory`, { months: 3 });
    expect([status, body.code]).toEqual([200, undefined]);
    report = body;
    expect(await books()).toEqual(before); // nothing is posted
    expect(Object.fromEntries(report.summary.months.map((month) => [month.period, month.draft]))).toEqual(twinTotals);
    expect(Object.fromEntries(report.summary.months.map((month) => [month.period, month.posted]))).toEqual(await posted(at));
    expect(report.summary.months.map(({ bills }) => bills)).toEqual([60, 60, 60]);
  });

  test('says bill by bill who pays more, and its sums agree with the rows', async () => {
    const { more, less, same, unpriced, draft: total, posted: was } = report.summary;
    expect([more.bills, less.bills, same, unpriced.bills]).toEqual([180, 0, 0, 0]); // everybody pays for the reading
    expect(more.amount).toBe(total - was);
    const filter = encodeURIComponent(JSON.stringify({ side: 'more', period: '2026-10' }));
    const { body } = await app.fetch('GET', `/laboratory/${report.id}/rows?filter=${filter}&sort=-size&pageSize=5`);
    expect([body.rows.length, body.total, body.sum.draft]).toEqual([5, 60, twinTotals['2026-10']]);
    expect(body.rows[0].delta).toBeGreaterThanOrEqual(body.rows[4].delta);
    // U00001 uses 91 kWh: 50 × 1.984 + 41 × 2.050 = 183.250, 8 % = 14.660; with the draft 99.200 + 41 × 2.640 + 5.000 = 212.440, 8 % = 16.995
    const unit = (await app.fetch('GET', `/laboratory/${report.id}/rows?filter=U00001`)).body.rows[0];
    expect(unit).toMatchObject({
      period: '2026-09',
      quantity: '91',
      posted: 197_910,
      draft: 229_435,
      delta: 31_525,
      deltaTenths: 159,
    });
    const wrong = await app.fetch('GET', `/laboratory/${report.id}/rows?filter={"side":"sideways"}`);
    expect([wrong.status, wrong.body.code]).toEqual([422, 'laboratory.list.badFilter']);
  });

  test('is exported to a workbook whose sums are the report’s', async () => {
    const { status, body } = await app.fetch<Buffer>('GET', `/laboratory/${report.id}/report.xlsx?lang=vi`);
    expect(status).toBe(200);
    const book = await readXlsx(new Uint8Array(body as unknown as Buffer));
    const [summary, bills] = book.sheets;
    expect(summary!.rows.at(-1)!.slice(0, 4)).toEqual(['Tổng cộng', 180, report.summary.posted, report.summary.draft]);
    expect(bills!.rows).toHaveLength(181);
    const sum = bills!.rows.slice(1).reduce((total, row) => total + Number(row[5]), 0);
    expect(sum).toBe(report.summary.draft);
  });
});

describe('publishing it', () => {
  const publish = (token = app.token) => app.fetch('POST', `/tariffs/${draft.id}/publish`, {}, { token });
  const approve = (id: number, token = second) => app.fetch('POST', `/laboratory/${id}/approve`, {}, { token });

  test('waits for a report that somebody else has approved', async () => {
    expect((await publish()).body.code).toBe('laboratory.approval.missing');
    const own = await approve(report.id, app.token);
    expect([own.status, own.body.code]).toEqual([403, 'laboratory.report.samePerson']);
  });

  test('an approval holds for what was tried: a draft changed afterwards is tried again', async () => {
    const changed = { revision: draft.revision, body: { ...draft.body, parameters: { ...draft.body.parameters, extra: '1' } } };
    const { body: edited } = await app.fetch('PATCH', `/tariffs/${draft.id}`, changed);
    const outdated = await approve(report.id);
    expect([outdated.status, outdated.body.code]).toEqual([409, 'laboratory.report.outdated']);
    const back = await app.fetch('PATCH', `/tariffs/${draft.id}`, { revision: edited.revision, body: draft.body });
    draft = back.body;
  });

  test('an approved report is kept as it is, and lets the draft into force', async () => {
    const { status, body } = await approve(report.id);
    expect([status, body.approvedBy, body.current]).toEqual([200, 'Người thứ hai', true]);
    expect((await approve(report.id)).body.code).toBe('laboratory.report.approved');
    const scope = { userId: app.user.id, companyId: app.user.companyId, buildingIds: [at] };
    await expect(withScope(scope, (trx) => trx('laboratory_report').where({ id: report.id }).delete())).rejects.toMatchObject({
      code: '23503',
    });
    await expect(withScope(scope, (trx) => trx('laboratory_report').update({ summary: '{}' }))).rejects.toMatchObject({
      code: '42501',
    });
    await expect(withScope(scope, (trx) => trx('laboratory_approval').delete())).rejects.toMatchObject({ code: '42501' });
    await expect(withScope(scope, (trx) => trx('laboratory_row').delete())).rejects.toMatchObject({ code: '42501' });
    const late = { report_id: report.id, building_id: at, period: '2026-01-01', unit_id: 1, bill_id: 1, posted: 0, draft: 0 };
    await expect(withScope(scope, (trx) => trx('laboratory_row').insert(late))).rejects.toMatchObject({ code: 'TN022' });
    expect((await app.fetch('DELETE', `/tariffs/${draft.id}?revision=${draft.revision}`)).body.code).toBe(
      'tariff.draft.approved',
    );
    expect((await publish()).body.status).toBe('published');
    const { body: trail } = await app.fetch('GET', `/audit?subjectKind=tariff&subjectId=${draft.id}`);
    const actions = trail.rows.map(({ action }: { action: string }) => action);
    expect(actions.slice(0, 2)).toEqual(['billing.tariff.published', 'billing.laboratory.approved']);
    expect(actions).toContain('billing.laboratory.tried');
  });

  test('is not asked of a service that was never billed', async () => {
    const { body: fee } = await app.fetch('POST', `/buildings/${at}/tariffs`, {
      service: 'management-fee',
      preset: 'agreed-9500',
    });
    const tried = await app.fetch('POST', `/tariffs/${fee.id}/laboratory`, { months: 12 });
    expect([tried.status, tried.body.code]).toEqual([422, 'laboratory.nothing']);
    expect((await app.fetch('POST', `/tariffs/${fee.id}/publish`, {})).body.status).toBe('published');
  });

  test('nobody sees a report of a building that is not his', async () => {
    const foreign = await testCompany(admin, { code: 'XA' });
    for (const table of ['laboratory_report', 'laboratory_row', 'laboratory_approval']) {
      expect(await withScope(foreign, (trx) => trx(table).select())).toEqual([]);
    }
  });
});

test('a VAT rate of days that are posted cannot be changed any more', async () => {
  const rate = { class: 'standard', from: '2026-11-30', to: '2027-06-30', rate: '0.08', basis: 'trùng kỳ đã ghi sổ' };
  const { status, body } = await app.fetch('POST', '/vat-rates', rate);
  expect([status, body.code, body.params.posted]).toEqual([409, 'tariff.vat.posted', '2026-12-01']);
});

test('a card’s tariff is drafted, tried card by card and published like any other, and the next run charges it', async () => {
  freezeClock('2026-01-10T05:00:00Z');
  const house = await cardBuilding(app, { code: 'LABCARD', units: ['A1'], tariffs: [['vehicle-card', 'monthly']] });
  for (const number of ['L1', 'L2']) {
    const card = await house.register('vehicle-card', 'A1', { plate: '59A1-234.56' });
    await house.done(card, 'issue', { number });
  }
  expect(await house.bill('2026-01')).toEqual({ A1: { 'vehicle-card': 108_000 + 162_000 } });
  const path = `/buildings/${house.buildingId}/tariffs`;
  const copied = { service: 'vehicle-card', preset: 'monthly', validFrom: '2026-02-01' };
  const { body: made } = await app.fetch('POST', path, copied);
  const parameters = { ...made.body.parameters, bikePrice: '120000' };
  await app.fetch('PATCH', `/tariffs/${made.id}`, { revision: 1, body: { ...made.body, parameters } });
  const { body: tried } = await app.fetch('POST', `/tariffs/${made.id}/laboratory`, { months: 1 });
  // the first motorbike 120.000 + 8 % instead of 108.000; the second stays
  expect(tried.summary).toMatchObject({ posted: 270_000, draft: 291_600, more: { bills: 1, amount: 21_600 }, same: 1 });
  const { body: rows } = await app.fetch('GET', `/laboratory/${tried.id}/rows?sort=-delta`);
  expect(
    rows.rows.map(({ unit, caption, draft: now }: { unit: string; caption: string; draft: number }) => [unit, caption, now]),
  ).toEqual([
    ['A1', 'L1', 129_600],
    ['A1', 'L2', 162_000],
  ]);
  await admin('building')
    .where({ id: house.buildingId })
    .update({ settings: { fourEyes: false } });
  expect((await app.fetch('POST', `/laboratory/${tried.id}/approve`, {})).status).toBe(200);
  expect((await app.fetch('POST', `/tariffs/${made.id}/publish`, {})).body.status).toBe('published');
  freezeClock('2026-02-27T05:00:00Z');
  expect(await house.bill('2026-02')).toEqual({ A1: { 'vehicle-card': 291_600 } });
});
