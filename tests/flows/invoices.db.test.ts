// Tax invoices of a posted month: made once, handed over, numbered, adjusted and replaced, and always what the ledger holds.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { JSDOM } from 'jsdom';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
let house: MoneyBuilding;
let key = 0;
const at = (path: string) => `/buildings/${house.buildingId}/invoices${path}`;
const get = (path: string) => app.fetch('GET', path);
const post = (path: string, body: object = {}) => app.fetch('POST', path, body);
const money = (path: string, body: object) => app.fetch('POST', path, body, { headers: { 'idempotency-key': `i-${++key}` } });
const month = { period: '2026-11' };
const check = async (period = '2026-11') => (await get(at(`/check?period=${period}`))).body;
const rowOf = async (unit: string) =>
  (await get(at('?period=2026-11'))).body.rows.find(
    (row: { unit: string; state: string }) => row.unit === unit && row.state !== 'discarded',
  );

beforeAll(async () => {
  freezeClock('2026-12-03T05:00:00Z');
  house = await moneyBuilding(app, { code: 'HD', units: 5, period: '2026-11' });
  await postMonth(app, house, '2026-11');
}, 60_000);

describe('before the first invoice', () => {
  test('the seller needs a tax code, an address and a symbol of the year: a sentence for each', async () => {
    const refused = async () => (await get(at('/plan?period=2026-11'))).body.code;
    const settings = (body: object) => app.fetch('PATCH', '/invoice-settings', body);
    await app.db.admin('company').update({ tax_code: null, address: '' });
    expect(await refused()).toBe('invoice.seller.noTaxCode');
    expect((await settings({ taxCode: '0399999998' })).body.code).toBe('invoice.taxCode.malformed');
    expect((await settings({ taxCode: '0399999999' })).status).toBe(200);
    expect(await refused()).toBe('invoice.seller.noAddress');
    await settings({ address: '1 Lê Lợi, <Q.1> & TP.HCM' });
    expect(await refused()).toBe('invoice.symbol.missing');
    expect((await settings({ symbols: [{ year: 2026, symbol: '1C25TAA' }] })).body.code).toBe('invoice.symbol.otherYear');
    const { body } = await settings({ symbols: [{ year: 2026, symbol: '1c26taa' }] });
    expect(body.symbols).toEqual([{ year: 2026, symbol: '1C26TAA' }]);
  });

  test('the dry run shows each invoice and makes none', async () => {
    const { body } = await get(at('/plan?period=2026-11'));
    expect(body).toMatchObject({ basis: 'bill', symbol: '1C26TAA', standing: 0, leftOut: [] });
    // U00001: 101 kWh = 50·1.984 + 50·2.050 + 1·2.380 = 204.080; 11 m³ of three people = 73.700, drainage 30 % = 22.110
    // VAT 8 % of 204.080 = 16.326 and of 22.110 = 1.769 (rounded in each charge), 5 % of 73.700 = 3.685
    expect(body.rows[0]).toMatchObject({
      unit: 'U00001',
      net: 299_890,
      vat: 21_780,
      total: 321_670,
      consumer: true,
      dueOn: '2026-12-07',
      late: false,
    });
    expect(body.rows).toHaveLength(5);
    expect((await get(at('?period=2026-11'))).body.total).toBe(0);
    expect((await get(at('/plan?period=2026-11&onDate=2026-12-04'))).body.code).toBe('invoice.day.future');
    const early = (await get(at('/plan?period=2026-11&onDate=2026-12-01'))).body;
    expect([early.rows, early.leftOut[0].code]).toEqual([[], 'invoice.leftOut.early']);
    expect(early.leftOut[0].message).toContain('03/12/2026');
  });

  test('the check says that all of the revenue waits', async () => {
    const { revenue, waiting, invoiced, difference } = await check();
    expect([waiting.count, invoiced.count, difference]).toEqual([5, 0, { net: 0, vat: 0 }]);
    expect([waiting.net, waiting.vat]).toEqual([revenue.net, revenue.vat]);
    expect(revenue.net).toBeGreaterThan(0);
  });
});

describe('making', () => {
  test('twenty at once make five invoices', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(at(''), month)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers.reduce((sum, { body }) => sum + body.made, 0)).toBe(5);
    expect((await get(at('?period=2026-11'))).body.total).toBe(5);
    expect((await check()).difference).toEqual({ net: 0, vat: 0 });
    expect((await check()).invoiced.count).toBe(5);
  });

  test('the paper says what, how much, at which rate, and the sum in words', async () => {
    const { body } = await get(`/invoices/${(await rowOf('U00001')).id}`);
    expect(body.data.groups).toEqual([
      { rate: '5%', net: 73_700, vat: 3_685 },
      { rate: '8%', net: 226_190, vat: 18_095 },
    ]);
    expect(body.data.words).toBe('Ba trăm hai mươi mốt nghìn sáu trăm bảy mươi đồng chẵn');
    expect(body.data.lines.map(({ quantity, unitPrice, net }: Record<string, unknown>) => [quantity, unitPrice, net])).toEqual([
      ['50', '1984', 99_200],
      ['50', '2050', 102_500],
      ['1', '2380', 2_380],
      ['11', '6700', 73_700],
      [null, null, 22_110],
    ]);
    expect(body.events.map(({ kind }: { kind: string }) => kind)).toEqual(['drafted']);
  });

  test('what it says cannot be changed, by the application or by the owner of the table', async () => {
    const { id } = await rowOf('U00001');
    await expect(app.db.admin('invoice').where({ id }).update({ total: 1, net: 1, vat: 0 })).rejects.toMatchObject({
      code: 'TN001',
    });
    await expect(app.db.admin('invoice').where({ id }).delete()).rejects.toMatchObject({ code: 'TN001' });
    for (const table of ['invoice_event', 'invoice_number'])
      await expect(app.db.admin.raw(`truncate ${table} cascade`)).rejects.toMatchObject({ code: 'TN001' });
  });
});

describe('handing over', () => {
  const parse = (xml: string) => new JSDOM(xml, { contentType: 'text/xml' }).window.document;
  const textOf = (node: ParentNode, path: string) => node.querySelector(path)?.textContent ?? null;

  test('the XML is well formed, escaped, Vietnamese, and its sums are the paper’s', async () => {
    const { body, headers } = await get(`/buildings/${house.buildingId}/invoices.xml?period=2026-11`);
    expect(headers.get('content-type')).toContain('xml');
    const document = parse(body.toString());
    const invoices = [...document.querySelectorAll('DSHDon > HDon')];
    expect(invoices).toHaveLength(5);
    const [first] = invoices;
    expect(textOf(first!, 'NBan > DChi')).toBe('1 Lê Lợi, <Q.1> & TP.HCM');
    expect(textOf(first!, 'NMua > Ten')).toBe('Bán cho người tiêu dùng');
    expect(textOf(first!, 'NMua > HVTNMHang')).toBe('Nguyễn Văn 1');
    expect([textOf(first!, 'KHMSHDon'), textOf(first!, 'KHHDon'), textOf(first!, 'SHDon'), textOf(first!, 'NLap')]).toEqual([
      '1',
      'C26TAA',
      null,
      '2026-12-03',
    ]);
    expect([...first!.querySelectorAll('HHDVu > TSuat')].map((node) => node.textContent)).toEqual(['8%', '8%', '8%', '5%', '8%']);
    expect(textOf(first!, 'TTKhac DLieu')).toMatch(/^bill:\d+$/);
    for (const invoice of invoices) {
      const sum = (path: string) =>
        [...invoice.querySelectorAll(path)].reduce((total, node) => total + Number(node.textContent), 0);
      expect(sum('HHDVu > ThTien')).toBe(sum('TgTCThue'));
      expect(sum('LTSuat > ThTien')).toBe(sum('TgTCThue'));
      expect(sum('LTSuat > TThue')).toBe(sum('TgTThue'));
      expect(sum('TgTCThue') + sum('TgTThue')).toBe(sum('TgTTTBSo'));
    }
  });

  test('the workbook goes out, comes back with numbers, and changes nothing the second time', async () => {
    expect((await post(at('/exported'), { ...month, format: 'xlsx' })).body).toEqual({ exported: 5 });
    const file = await get(`/buildings/${house.buildingId}/invoices.xlsx?period=2026-11`);
    const { sheets } = await readXlsx(file.body);
    expect(sheets.map(({ name }) => name)).toEqual(['Hóa đơn', 'Chi tiết']);
    const rows = sheets[0]!.rows as (string | number | Date | null)[][];
    const column = (heading: string) => rows[0]!.indexOf(heading);
    expect(rows[1]![column('Tổng thanh toán')]).toBe(321_670);
    expect(rows[1]![column('Tiền hàng 5%')]).toBe(73_700);
    // the fourth has a number of the third, the fifth waits
    [17, 18, 19, 19].forEach((number, n) => {
      rows[n + 1]![column('Số hóa đơn')] = number;
      rows[n + 1]![column('Mã của cơ quan thuế')] = `M1-26-${number}`;
    });
    const send = async () => {
      const form = new FormData();
      form.append(
        'file',
        new Blob([(await writeXlsx({ sheets: [{ name: 'Hóa đơn', rows }] })) as Uint8Array<ArrayBuffer>]),
        'so.xlsx',
      );
      return (await app.fetch('POST', at('/numbers/import'), form)).body;
    };
    const first = await send();
    expect([first.issued, first.unchanged, first.findings.map(({ code }: { code: string }) => code)]).toEqual([
      3,
      0,
      ['invoice.back.taken'],
    ]);
    expect(first.findings[0].at).toMatchObject({ sheet: 'Hóa đơn', row: 5 });
    expect(await send()).toMatchObject({ issued: 0, unchanged: 3 });
    expect(await rowOf('U00001')).toMatchObject({ state: 'issued', number: 17, symbol: '1C26TAA', code: 'M1-26-17' });
  });

  test('as JSON: an unknown key, another number for a numbered one and a day to come are findings', async () => {
    const [u1, u4, u5] = await Promise.all(['U00001', 'U00004', 'U00005'].map(rowOf));
    const { body } = await post(at('/numbers'), {
      numbers: [
        { key: 'bill:0', number: 3 },
        { key: u1.key, number: 99 },
        { key: u4.key, number: 20, symbol: 'C26TAA', link: 'https://tra-cuu.example/20' },
        { key: u5.key, number: 21, signedOn: '2026-12-09' },
      ],
    });
    expect([body.issued, body.findings.map(({ code }: { code: string }) => code)]).toEqual([
      1,
      ['invoice.back.unknown', 'invoice.back.otherNumber', 'invoice.back.future'],
    ]);
    expect(await rowOf('U00004')).toMatchObject({ number: 20, link: 'https://tra-cuu.example/20' });
    expect(await rowOf('U00005')).toMatchObject({ state: 'exported', number: null });
  });
});

describe('after a reduction', () => {
  test('the adjusting invoice carries exactly what the ledger took off', async () => {
    const { id } = await rowOf('U00001');
    expect((await post(`/invoices/${id}/adjust`, { reason: 'thử' })).body.code).toBe('invoice.adjust.nothing');
    const { items } = (await get(`/buildings/${house.buildingId}/open?unitIds=${house.unitIds[0]}`)).body;
    const water = items.find(({ service }: { service: string }) => service === 'water');
    await money(`/items/${water.id}/lower`, {
      buildingId: house.buildingId,
      kind: 'reduction',
      amount: 10_000,
      reason: 'Nước đục hai ngày',
    });
    const before = await check('2026-12');
    expect([before.toAdjust.count, before.difference]).toEqual([1, { net: 0, vat: 0 }]);
    const { body } = await post(`/invoices/${id}/adjust`, { reason: 'Giảm tiền nước' });
    expect([body.kind, body.total, body.data.reference.number]).toEqual(['adjusting', -10_000, 17]);
    expect(body.data.words).toBe('Âm mười nghìn đồng chẵn');
    const after = await check('2026-12');
    expect([after.toAdjust.count, after.difference]).toEqual([0, { net: 0, vat: 0 }]);
    const xml = (await get(`/buildings/${house.buildingId}/invoices.xml?ids=${body.id}`)).body.toString();
    expect(xml).toContain('Điều chỉnh cho hóa đơn Mẫu số 1, ký hiệu C26TAA, số 17, ngày 03 tháng 12 năm 2026');
    expect(xml).toContain('<TCHDon>2</TCHDon>');
    expect((await get(`/invoices/${id}`)).body).toMatchObject({ state: 'adjusted', difference: [] });
    const thrown = await post(`/invoices/${body.id}/discard`, { reason: 'nhầm' });
    expect(thrown.body.state).toBe('discarded');
    expect((await get(`/invoices/${id}`)).body.state).toBe('issued');
    expect((await check('2026-12')).toAdjust.count).toBe(1);
    await post(`/invoices/${id}/adjust`, { reason: 'Giảm tiền nước' });
  });

  test('a replacing invoice takes the buyer’s new data and the whole of the bill', async () => {
    const { id, customerId } = await rowOf('U00002');
    const wrong = await app.fetch('PATCH', `/customers/${customerId}/invoice-buyer`, { personalId: '123' });
    expect(wrong.body.code).toBe('invoice.buyer.personalId');
    await app.fetch('PATCH', `/customers/${customerId}/invoice-buyer`, { personalId: '079123456789', address: '2 Lê Lợi' });
    const { body } = await post(`/invoices/${id}/replace`, { reason: 'Sai người mua' });
    expect(body).toMatchObject({
      kind: 'replacing',
      state: 'draft',
      data: { buyer: { consumer: false, personalId: '079123456789', address: '2 Lê Lợi' } },
    });
    expect(body.total).toBe((await get(`/invoices/${id}`)).body.total);
    expect((await get(`/invoices/${id}`)).body.state).toBe('replaced');
    expect((await post(`/invoices/${id}/adjust`, { reason: 'thử lại' })).body.code).toBe('invoice.change.already');
    expect((await check()).difference).toEqual({ net: 0, vat: 0 });
    const xml = (await get(`/buildings/${house.buildingId}/invoices.xml?ids=${body.id}`)).body.toString();
    expect(xml).toContain('Thay thế cho hóa đơn Mẫu số 1, ký hiệu C26TAA, số 18');
  });

  test('one without number is thrown away and made again; one with a number is not', async () => {
    const fifth = await rowOf('U00005');
    expect((await post(`/invoices/${fifth.id}/adjust`, { reason: 'thử' })).body.code).toBe('invoice.change.notIssued');
    const thrown = await post(`/invoices/${fifth.id}/discard`, { reason: 'sai tên' });
    expect([thrown.status, thrown.body.state]).toEqual([200, 'discarded']);
    expect((await post(at(''), month)).body.made).toBe(1);
    expect((await post(`/invoices/${(await rowOf('U00004')).id}/discard`, { reason: 'thử' })).body.code).toBe(
      'invoice.discard.numbered',
    );
    expect((await check()).difference).toEqual({ net: 0, vat: 0 });
  });
});

describe('money that is no supply', () => {
  test('is left out with its reason and amount: late interest, a deposit, a deposit kept for damage', async () => {
    freezeClock('2026-12-20T05:00:00Z');
    const at20 = { buildingId: house.buildingId, unitId: house.unitIds[2]!, customerId: house.customerIds[2]! };
    const { items } = (await get(`/buildings/${house.buildingId}/open?unitIds=${at20.unitId}`)).body;
    const [{ id, open }] = items;
    // due on 10/12, ten days late at 0,05 % a day
    await money(`/items/${id}/interest`, { buildingId: house.buildingId, ratePerDay: '0.0005', until: '2026-12-20' });
    await money('/deposits', { ...at20, method: 'cash', amount: 2_000_000 });
    await money('/deposits/keep', { ...at20, amount: 300_000, against: 'damage', reason: 'Vỡ kính thang máy' });
    const { leftOut } = (await get(at('/plan?period=2026-12'))).body;
    expect(leftOut.map(({ code, amount, own }: Record<string, unknown>) => [code, amount, own])).toEqual([
      ['invoice.leftOut.interest', Math.round(open * 0.005), null],
      ['invoice.leftOut.depositTaken', 2_000_000, null],
      ['invoice.leftOut.damages', 300_000, null],
    ]);
    expect((await check('2026-12')).difference).toEqual({ net: 0, vat: 0 });
    freezeClock('2026-12-03T05:00:00Z');
  });
});

describe('a building that invoices by payment', () => {
  let other: MoneyBuilding;
  const there = (path: string) => `/buildings/${other.buildingId}/invoices${path}`;
  beforeAll(async () => {
    other = await moneyBuilding(app, { code: 'TT', units: 3, period: '2026-11' });
    await postMonth(app, other, '2026-11');
    await app.fetch('PATCH', '/invoice-settings', { building: { buildingId: other.buildingId, basis: 'payment', lists: [] } });
  }, 60_000);

  test('invoices what a receipt paid, part by part, and the parts add up to the bill', async () => {
    const pay = (amount: number) =>
      money('/receipts', { buildingId: other.buildingId, method: 'cash', amount, unitIds: [other.unitIds[0]] });
    await pay(100_000);
    expect((await post(there(''), { period: '2026-12' })).body).toMatchObject({ made: 1, sum: { total: 100_000 } });
    await pay(221_670);
    expect((await post(there(''), { period: '2026-12' })).body).toMatchObject({ made: 1, sum: { total: 221_670 } });
    const { rows } = (await get(there('?period=2026-12'))).body;
    const sum = (field: 'net' | 'vat') => rows.reduce((total: number, row: Record<string, number>) => total + row[field]!, 0);
    expect([sum('net'), sum('vat')]).toEqual([299_890, 21_780]);
  });

  test('never invoices a bill a second time after the rule is changed', async () => {
    await app.fetch('PATCH', '/invoice-settings', {
      building: { buildingId: other.buildingId, basis: 'bill', lists: ['water'] },
    });
    const { body } = await post(there(''), { period: '2026-11' });
    expect(body.made).toBe(2);
    const { rows } = (await get(there('?period=2026-11'))).body;
    const { data } = (await get(`/invoices/${rows[0].id}`)).body;
    const listed = data.lines.filter(({ service }: { service: string }) => service === 'water');
    expect(listed.map(({ rate, unit }: Record<string, unknown>) => [rate, unit])).toEqual([
      ['5%', null],
      ['8%', null],
    ]);
    expect(listed[0].name.vi).toContain(`kèm theo bảng kê số ${data.attached.number}, ngày 03/12/2026`);
    expect(data.attached.lines.reduce((total: number, { net }: { net: number }) => total + net, 0)).toBe(
      listed.reduce((total: number, { net }: { net: number }) => total + net, 0),
    );
  });

  test('takes no number of a building its people do not see', async () => {
    const [row] = (await get(there('?period=2026-11'))).body.rows;
    const { body } = await app.fetch(
      'POST',
      there('/numbers'),
      { numbers: [{ key: row.key, number: 17 }] },
      { token: other.approver },
    );
    expect([body.issued, body.findings[0].code]).toEqual([0, 'invoice.back.taken']);
    const foreign = await app.fetch('GET', at('?period=2026-11'), undefined, { token: other.approver });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'access.building.foreign']);
  });
});
