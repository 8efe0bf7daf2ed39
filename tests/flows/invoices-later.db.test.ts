// Invoices after the fact: a billed reading put right comes off its month's invoice; what is collected ahead is invoiced then, and never again.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MeteredBuilding, meteredBuilding } from './metered-building.ts';

const app = await startTestApp();
let house: MeteredBuilding;
let key = 0;
const at = (path: string) => `/buildings/${house.buildingId}/invoices${path}`;
const get = async (path: string) => (await app.fetch('GET', path)).body;
const post = (path: string, body: object = {}) =>
  app.fetch('POST', path, body, { headers: { 'idempotency-key': `later-${++key}` } });
const check = (period: string) => get(at(`/check?period=${period}`));
const agrees = { difference: { net: 0, vat: 0 } };

beforeAll(async () => {
  freezeClock('2026-10-31T05:00:00Z');
  house = await meteredBuilding(app, 'LAT', [{ unit: 'A', serial: 'A1', start: '1000', from: '2026-09-30' }]);
  await app.fetch('PATCH', '/invoice-settings', {
    ...{ taxCode: '0399999999', address: '1 Lê Lợi' },
    symbols: [{ year: 2026, symbol: '1C26TAA' }],
  });
  // 120 kWh: 99.200 + 102.500 + 47.600 = 249.300; 8 % = 19.944
  await house.read('2026-10', { A1: { value: '1120', readOn: '2026-10-31' } });
  await house.bill('2026-10');
  await post(at(''), { period: '2026-10' });
  const [row] = (await get(at('?period=2026-10'))).rows;
  expect([row.net, row.vat]).toEqual([249_300, 19_944]);
  await post(at('/numbers'), { numbers: [{ key: row.key, number: 1 }] });
}, 60_000);

describe('a reading of an invoiced month put right', () => {
  test('waits to be adjusted in the month it was posted to, and stands on no other invoice', async () => {
    freezeClock('2026-11-30T05:00:00Z');
    await house.read('2026-11', { A1: { value: '1200', readOn: '2026-11-30' } });
    const mounting = await house.mounting('A1');
    await post(`/buildings/${house.buildingId}/mountings/${mounting}/correct`, {
      ...{ period: '2026-10', value: '1100', reason: 'Đối chiếu ảnh' },
    });
    await house.bill('2026-11');
    const plan = await get(at('/plan?period=2026-11'));
    // November is 1100 → 1200: 99.200 + 102.500 = 201.700; 8 % = 16.136
    expect(plan.rows.map(({ net, vat }: { net: number; vat: number }) => [net, vat])).toEqual([[201_700, 16_136]]);
    // October is 20 kWh of the third tier less: 47.600; 8 % = 3.808
    expect(plan.leftOut).toMatchObject([{ code: 'invoice.leftOut.correction', amount: -51_408, own: null }]);
    expect(plan.leftOut[0].message).toContain('10/2026');
    expect(await check('2026-11')).toMatchObject({
      ...agrees,
      revenue: { net: 154_100, vat: 12_328 },
      toAdjust: { net: -47_600, vat: -3_808 },
    });
    expect(await check('2026-10')).toMatchObject(agrees);
  });

  test('comes off by an adjusting invoice', async () => {
    const [row] = (await get(at('?period=2026-10'))).rows;
    const { body } = await post(`/invoices/${row.id}/adjust`, { reason: 'Đọc nhầm chỉ số' });
    expect([body.kind, body.period, body.net, body.vat]).toEqual(['adjusting', '2026-11', -47_600, -3_808]);
    expect(body.data.lines[0].name.vi).toBe('Điều chỉnh giảm: Điện, kỳ 10/2026');
    expect(await check('2026-11')).toMatchObject({ ...agrees, toAdjust: { count: 0 } });
  });
});

describe('months collected ahead', () => {
  test('are invoiced when they are collected, and taken off the bills they pay', async () => {
    const unitId = Number((await app.db.admin('unit').where({ building_id: house.buildingId, code: 'A' }).first('id'))!.id);
    const customerId = Number((await app.db.admin('occupancy').where({ unit_id: unitId }).first('customer_id'))!.customer_id);
    const taken = await post('/prepayments', {
      ...{ buildingId: house.buildingId, unitId, customerId, method: 'bank', service: 'electricity' },
      ...{ from: '2026-11', months: 2, net: 100_000, vat: 8_000 },
    });
    expect(taken.status).toBe(200);
    const released = await post(`/buildings/${house.buildingId}/periods/2026-11/release`);
    expect(released.status).toBe(200);
    const { rows } = await get(at('/plan?period=2026-11'));
    const of = (start: string) => rows.find((row: { key: string }) => row.key.startsWith(start));
    expect([of('prepaid:').net, of('prepaid:').vat]).toEqual([100_000, 8_000]);
    // half of what was paid ahead is November's: 50.000 and 4.000 off 201.700 and 16.136
    expect([of('bill:').net, of('bill:').vat]).toEqual([151_700, 12_136]);
    expect(await check('2026-11')).toMatchObject(agrees);
    expect((await post(at(''), { period: '2026-11' })).body.made).toBe(2);
    expect(await check('2026-11')).toMatchObject({ ...agrees, waiting: { count: 0 } });
  });
});
