// Reports over two posted months and some payments: figures worked by hand, read back from the workbook, and always the ledger's.
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { freezeClock } from '../../core/platform/clock.ts';
import type { ReportTable } from '../../core/report/report.contract.ts';
import { type Answer, startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const { admin } = app.db;
let house: MoneyBuilding;
let other: MoneyBuilding;
let key = 0;
const post = (path: string, body: object) => app.fetch('POST', path, body, { headers: { 'idempotency-key': `r-${++key}` } });
const query = (buildings: MoneyBuilding[]) =>
  `buildings=${buildings.map(({ buildingId }) => buildingId).join(',')}&from=2026-10&to=2026-12`;
const report = async (name: string, buildings = [house]): Promise<ReportTable> =>
  (await app.fetch('GET', `/reports/${name}?${query(buildings)}`)).body;
const figures = ({ rows }: ReportTable, ...ids: string[]) => rows.map((row) => ids.map((id) => row[id] ?? null));
const party = (n: number) => ({ unitId: house.unitIds[n]!, customerId: house.customerIds[n]! });
// U00001 101 kWh, 11 m³ = 321.670; U00002 102 kWh, 12 m³ = 222.977 + 110.470; U00003 103 kWh, 13 m³ = 225.547 + 128.194
const [U1, U2, U3] = [321_670, 333_447, 353_741];
const MONTH = U1 + U2 + U3;

beforeAll(async () => {
  freezeClock('2026-11-02T05:00:00Z');
  house = await moneyBuilding(app, { code: 'BC', units: 3, period: '2026-11', months: 2 });
  other = await moneyBuilding(app, { code: 'BD', units: 2, period: '2026-10' });
  await postMonth(app, house, '2026-10');
  await postMonth(app, other, '2026-10');
  freezeClock('2026-11-05T05:00:00Z');
  const give = { buildingId: house.buildingId };
  await post('/receipts', { ...give, method: 'cash', amount: U1, unitIds: [house.unitIds[0]] });
  await post('/receipts', { ...give, method: 'bank', amount: 100_000, unitIds: [house.unitIds[1]] });
  await post('/deposits', { ...give, method: 'cash', amount: 500_000, ...party(2) });
  const wrong = await post('/receipts', { ...give, method: 'cash', amount: 50_000, unitIds: [house.unitIds[2]] });
  await post(`/receipts/${wrong.body.id}/void`, { reason: 'Nhập nhầm căn' });
  freezeClock('2026-12-01T05:00:00Z');
  await postMonth(app, house, '2026-11');
  const { items } = (await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${house.unitIds[0]}`)).body;
  const water = items.find(({ service }: { service: string }) => service === 'water');
  await post(`/items/${water.id}/lower`, { ...give, kind: 'reduction', amount: 10_000, reason: 'Nước đục' });
}, 90_000);

describe('collected and owed', () => {
  test('by month: opening + charged − collected + others = closing', async () => {
    const table = await report('collected-month');
    expect(figures(table, 'month', 'opening', 'charged', 'collected', 'others', 'closing')).toEqual([
      ['2026-10', 0, MONTH, 0, 0, MONTH],
      ['2026-11', MONTH, MONTH, U1 + 100_000, 0, 2 * MONTH - U1 - 100_000],
      ['2026-12', 2 * MONTH - U1 - 100_000, 0, 0, -10_000, 2 * MONTH - U1 - 110_000],
    ]);
    expect(table.sum).toMatchObject({
      opening: 0,
      charged: 2 * MONTH,
      collected: U1 + 100_000,
      closing: 2 * MONTH - U1 - 110_000,
    });
  });

  test('by service: what each was charged, paid and is owed', async () => {
    // electricity 220.406 + 222.977 + 225.547 = 668.930 a month; water 101.264 + 110.470 + 128.194 = 339.928
    const table = await report('collected-service');
    expect(figures(table, 'service', 'charged', 'others')).toEqual([
      ['electricity', 2 * 668_930, 0],
      ['water', 2 * 339_928, -10_000],
    ]);
    expect(table.sum).toMatchObject({ charged: 2 * MONTH, collected: U1 + 100_000, owed: 2 * MONTH - U1 - 110_000 });
  });

  test('by building: each for itself; a building outside the scope is refused', async () => {
    const table = await report('collected-building', [house, other]);
    expect(figures(table, 'building', 'charged')).toEqual([
      ['Tòa BC', 2 * MONTH],
      ['Tòa BD', U1 + U2],
    ]);
    const refused = await app.fetch('GET', `/reports/ageing?buildings=${house.buildingId}&from=2026-10&to=2026-12`, undefined, {
      token: other.approver,
    });
    expect([refused.status, refused.body.code]).toEqual([403, 'access.building.foreign']);
    const own = await app.fetch('GET', '/reports/ageing?from=2026-10&to=2026-12', undefined, { token: other.approver });
    expect(own.body.buildings).toEqual([{ id: other.buildingId, name: 'Tòa BD' }]);
    const backwards = await app.fetch('GET', '/reports/ageing?from=2026-12&to=2026-10');
    expect([backwards.status, backwards.body.code]).toEqual([422, 'report.span.backwards']);
  });
});

describe('other reports', () => {
  test('ageing on 01/12: October was due on 10/11, 21 days ago; November is not due', async () => {
    const { rows } = await report('ageing');
    expect(rows).toEqual([
      {
        building: 'Tòa BC',
        debtors: 2,
        notDue: MONTH - 10_000,
        days30: MONTH - U1 - 100_000,
        days60: 0,
        days90: 0,
        over90: 0,
        open: 2 * MONTH - U1 - 110_000,
        credit: 0,
        balance: 2 * MONTH - U1 - 110_000,
      },
    ]);
  });

  test('consumption: 101 + 102 + 103 kWh and 11 + 12 + 13 m³ a month', async () => {
    expect(figures(await report('consumption'), 'service', 'month', 'units', 'quantity', 'measure', 'net')).toEqual([
      ['electricity', '2026-10', 3, '306', 'kWh', 204_080 + 206_460 + 208_840],
      ['electricity', '2026-11', 3, '306', 'kWh', 619_380],
      ['water', '2026-10', 3, '36', 'm³', 73_700 + 22_110 + 80_400 + 24_120 + 93_300 + 27_990],
      ['water', '2026-11', 3, '36', 'm³', 321_620],
    ]);
  });

  test('revenue and VAT by service, the reduction off the water', async () => {
    const table = await report('revenue-service');
    // VAT of water 5 % and of drainage 8 %: 3.685 + 1.769, 4.020 + 1.930, 4.665 + 2.239 = 18.308 a month
    const [electricity, water] = table.rows;
    expect([electricity!.revenue, electricity!.reductions, electricity!.vat]).toEqual([2 * 619_380, 0, 2 * 49_550]);
    expect([water!.revenue, water!.total]).toEqual([2 * 321_620, 2 * (321_620 + 18_308) - 10_000]);
    expect(Number(water!.reductions) + Number(water!.vat)).toBe(2 * 18_308 - 10_000);
  });

  test('the cash book of November: a receipt, a deposit, a void in red', async () => {
    const table = await report('cash-book');
    expect(figures(table, 'what', 'day', 'in', 'out', 'balance')).toEqual([
      ['opening', '2026-10-01', null, null, 0],
      ['entry', '2026-11-05', U1, null, U1],
      ['entry', '2026-11-05', 500_000, null, U1 + 500_000],
      ['entry', '2026-11-05', 50_000, null, U1 + 550_000],
      ['entry', '2026-11-05', -50_000, null, U1 + 500_000],
      ['day', '2026-11-05', U1 + 500_000, 0, U1 + 500_000],
    ]);
    expect(table.rows[1]!.number).toMatch(/^PT2026\/\d{6}$/);
    expect((await report('bank-book')).sum).toEqual({ in: 100_000, out: 0, balance: 100_000 });
  });
});

describe('as a workbook', () => {
  test.each(['vi', 'en'])('in %s: title, span, headings, exact numbers, no formula', async (lang) => {
    const { body } = await app.fetch('GET', `/reports/collected-month/report.xlsx?${query([house])}&lang=${lang}`);
    const { rows, name } = (await readXlsx(body)).sheets[0]!;
    expect(rows[0]![0]).toBe(lang === 'vi' ? 'Đã thu và còn nợ theo tháng' : 'Collected and owed by month');
    expect(name.length).toBeLessThanOrEqual(31);
    expect(rows[2]![0]).toContain('10/2026');
    expect(rows[5]!.slice(1)).toEqual([0, MONTH, 0, 0, MONTH]);
    expect(rows.at(-1)!.slice(2)).toEqual([2 * MONTH, U1 + 100_000, -10_000, 2 * MONTH - U1 - 110_000]);
  });

  test('the cash book says what each line is', async () => {
    const { rows } = (await readXlsx((await app.fetch('GET', `/reports/cash-book/report.xlsx?${query([house])}`)).body))
      .sheets[0]!;
    expect(rows.slice(5).map((row) => row[3])).toEqual([
      'Số dư đầu kỳ',
      'Thu tiền phí dịch vụ',
      'Nhận cọc',
      'Thu tiền phí dịch vụ',
      'Hủy: Nhập nhầm căn',
      'Cộng trong ngày',
      null,
    ]);
  });
});

describe('whatever happens', () => {
  test('reports say what the ledger says', async () => {
    const amount = fc.integer({ min: 1, max: 400_000 });
    const act = fc.record({
      kind: fc.constantFrom('cash', 'bank', 'void', 'deposit', 'refund', 'reduce'),
      amount,
      unit: fc.nat(2),
    });
    const script = fc.sample(act, { numRuns: 40, seed: 20_261_125 });
    const at = { buildingId: house.buildingId };
    let last: number | null = null;
    let done = 0;
    for (const { kind, amount: money, unit } of script) {
      const units = { unitIds: [house.unitIds[unit]], customerId: house.customerIds[unit] };
      const { items } = (await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${units.unitIds[0]}`)).body;
      // biome-ignore lint/suspicious/noExplicitAny: what the server answers is what tests look into
      const answer: Answer<any> =
        kind === 'void'
          ? await post(`/receipts/${last ?? 0}/void`, { reason: 'Nhập nhầm' })
          : kind === 'deposit'
            ? await post('/deposits', { ...at, method: 'bank', amount: money, ...party(unit) })
            : kind === 'refund'
              ? await post('/vouchers', { ...at, kind, method: 'cash', amount: money, ...party(unit), reason: 'Trả lại' })
              : kind === 'reduce'
                ? await post(`/items/${items[0]?.id ?? 0}/lower`, { ...at, kind: 'reduction', amount: money, reason: 'Giảm giá' })
                : await post('/receipts', { ...at, method: kind, amount: money, ...units, keepSurplus: true });
      if (answer.status === 200) done++;
      if (answer.status === 200 && (kind === 'cash' || kind === 'bank')) last = answer.body.id;
    }
    expect(done).toBeGreaterThan(15);
    const ledger = async (where: string) =>
      (
        await admin.raw(`select coalesce(sum(amount), 0)::bigint as sum from posting where building_id = ? and ${where}`, [
          house.buildingId,
        ])
      ).rows[0].sum;
    const debt = await ledger('customer_id is not null');
    const byMonth = (await report('collected-month')).sum!;
    expect(byMonth.closing).toBe(debt);
    expect((await report('ageing')).sum!.balance).toBe(debt);
    expect((await report('cash-book')).sum!.balance).toBe(await ledger(`account like '111%'`));
    expect((await report('bank-book')).sum!.balance).toBe(await ledger(`account like '112%'`));
    const revenue = (await report('revenue-month')).sum!;
    expect(revenue.net).toBe(-(await ledger(`(account like '511%' or account like '521%')`)));
    expect(revenue.vat).toBe(-(await ledger(`account like '33311%'`)));
    for (const name of ['collected-service', 'collected-building']) {
      const { charged, collected, others } = (await report(name)).sum!;
      expect([name, charged, collected, others]).toEqual([name, byMonth.charged, byMonth.collected, byMonth.others]);
    }
    expect((await report('revenue-service')).sum).toEqual(revenue);
  }, 60_000);
});
