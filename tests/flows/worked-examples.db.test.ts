// The worked examples travel the whole road: sheet, readings, preview, approval, bills. To the đồng.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { pdfText } from '../support/pdf-text.ts';
import { startTestApp } from '../support/test-app.ts';
import { area, buildWorked, cases, period, workedSheet } from './worked-building.ts';

const app = await startTestApp();
let buildingId: number;
let imported: { status: number; body: { accepted: number; findings: { code: string; message: string }[] } };

beforeAll(async () => {
  buildingId = await buildWorked(app);
  const form = new FormData();
  form.set('file', await workedSheet(), 'chi-so.xlsx');
  imported = await app.fetch('POST', `/buildings/${buildingId}/readings/import?period=${period}`, form);
}, 60_000);

const price = (service: string, preset: string, input: object) =>
  app.fetch('POST', '/price', { service, preset, taxDate: '2026-11-30', input });

describe('POST /price', () => {
  test.each([
    ['E1', 'electricity', 'residential-2025-05', { consumption: '120', households: 1 }, 249_300, 269_244],
    ['E2', 'electricity', 'residential-2025-05', { consumption: '270', households: 1 }, 649_560, 701_525],
    ['E3', 'electricity', 'undeclared-2025-05', { consumption: '120' }, 285_600, 308_448],
    ['E4', 'electricity', 'residential-2025-05', { consumption: '50', households: 1 }, 99_200, 107_136],
    // 1 m³ in the lowest band, drainage 30 %, VAT 5 % and 8 %: 6.700 + 335 + 2.010 + 161
    ['E5', 'water', 'hcmc-residential-2026', { consumption: '1', members: 1, memberDays: 30, days: 30 }, 8_710, 9_206],
    ['E6', 'water', 'hcmc-residential-2026', { consumption: '12', members: 3, memberDays: 90, days: 30 }, 104_520, 110_470],
    ['E7', 'water', 'flat', { consumption: '12' }, 112_200, 117_300],
    ['E10', 'management-fee', 'agreed-9500', { area: '68.5' }, 650_750, 702_810],
  ])('%s', async (_, service, preset, input, net, total) => {
    const { status, body } = await price(service, preset, input);
    expect({ status, net: body.net, total: body.total }).toEqual({ status: 200, net, total });
  });
  test.each([
    ['9^9^9^9'],
    [`${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['consumptoin * 2'],
    ['consumption / 0'],
    ['toString(1)'],
  ])('a formula that cannot be priced is a sentence, not a crash: %.20s', async (amount) => {
    const label = { vi: 'Điện', en: 'Energy' };
    const line = { kind: 'amount', code: 'energy', amount, vat: 'standard', nature: 'own', label };
    const tariff = { parameters: {}, tables: {}, lines: [line] };
    const { status, body } = await app.fetch('POST', '/price', { service: 'electricity', tariff, input: { consumption: '120' } });
    expect(status).toBe(422);
    expect(body.message).toMatch(/\p{L}+ \p{L}+/u);
    expect(body.message).not.toBe(body.code);
  });
});

describe('through the run', () => {
  test('the sheet is taken whole', () => {
    expect({ status: imported.status, accepted: imported.body.accepted, findings: imported.body.findings }).toEqual({
      status: 200,
      accepted: cases.length,
      findings: [],
    });
  });
  test('every bill is the published total', async () => {
    const { body: started } = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
    const { body: parked } = await app.fetch('GET', `/runs/${started.id}/parked`);
    expect(parked.rows).toEqual([]);
    await app.db
      .admin('building')
      .where({ id: buildingId })
      .update({ settings: { fourEyes: false } });
    const approved = await app.fetch('POST', `/runs/${started.id}/approve`);
    expect([approved.status, approved.body.message]).toEqual([200, undefined]);
    const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}&pageSize=100`);
    const totals = Object.fromEntries(body.rows.map((bill: { unit: string; total: number }) => [bill.unit, bill.total]));
    expect(totals).toEqual(Object.fromEntries([...cases, area].map(({ unit, total }) => [unit, total])));
  });
  test('E5: one more m³ costs its own band, all in', async () => {
    const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}&pageSize=100`);
    const totalOf = (unit: string): number => body.rows.find((bill: { unit: string }) => bill.unit === unit).total;
    expect([totalOf('E5-5') - totalOf('E5-4'), totalOf('E5-7') - totalOf('E5-6')]).toEqual([17_725, 19_786]);
  });
  test('the sheet a second time changes nothing', async () => {
    const readings = () => app.db.admin('reading').where({ building_id: buildingId }).select('value', 'revision').orderBy('id');
    const before = await readings();
    const form = new FormData();
    form.set('file', await workedSheet(), 'chi-so.xlsx');
    const again = await app.fetch('POST', `/buildings/${buildingId}/readings/import?period=${period}`, form);
    expect(again.status).toBeLessThan(500);
    expect(before).toHaveLength(cases.length);
    expect(await readings()).toEqual(before);
  });
  test('every charge explains itself and agrees', async () => {
    const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}&pageSize=100`);
    expect(body.rows).toHaveLength(cases.length + 1);
    for (const { id } of body.rows) {
      const explained = await app.fetch('GET', `/bills/${id}/explain?period=${period}`);
      expect([explained.status, explained.body.charges?.every(({ agrees }: { agrees: boolean }) => agrees)]).toEqual([200, true]);
    }
  });
  test('the same stands on paper: E6, by tier and with its allowance', async () => {
    const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}&unit=E6`);
    const pdf = await app.fetch<Buffer>('GET', `/bills/${body.rows[0].id}/explain.pdf?lang=vi`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const text = pdfText(pdf.body as unknown as Buffer).replace(/\s+/g, ' ');
    expect(text).toContain('khớp đến đồng');
    expect(text).toContain('Cộng phí trong kỳ: 110.470 đ');
    expect(text).toContain('Giấy báo');
  });
  test('journals balance and receivables are the bills', async () => {
    const sums = await app.db
      .admin('posting')
      .where({ building_id: buildingId })
      .select('account')
      .sum('amount as amount')
      .groupBy('account');
    const byAccount = Object.fromEntries(sums.map(({ account, amount }) => [account, Number(amount)]));
    expect(Object.values<number>(byAccount).reduce((sum, amount) => sum + amount, 0)).toBe(0);
    expect(byAccount['131']).toBe([...cases, area].reduce((sum, { total }) => sum + total, 0));
  });
});
