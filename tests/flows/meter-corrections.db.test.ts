// Wrong readings, estimates and faulty meters of months that are billed: the next bill carries the difference, priced by their own month.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { call } from '../../core/platform/call.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MeteredBuilding, meteredBuilding } from './metered-building.ts';

const app = await startTestApp();
let house: MeteredBuilding;
beforeAll(async () => {
  freezeClock('2026-12-31T05:00:00Z');
  house = await meteredBuilding(app, 'COR', [
    { unit: 'A', serial: 'A1', start: '1000', from: '2026-09-30' },
    { unit: 'B', serial: 'B1', start: '1000', from: '2026-07-31' },
    { unit: 'C', serial: 'C1', start: '0', from: '2026-06-30' },
    { unit: 'D', serial: 'D1', start: '500', from: '2026-09-30' },
    { unit: 'E', serial: 'E1', start: '10', from: '2026-09-30' },
  ]);
}, 60_000);

const correct = async (serial: string, period: string, body: object) =>
  app.fetch(
    'POST',
    `/buildings/${house.buildingId}/mounts/${await house.mounting(serial)}/correct`.replace('mounts', 'mountings'),
    { period, ...body },
  );
const explained = async (billId: number) => (await app.fetch('GET', `/bills/${billId}/explain`)).body;

describe('electricity of 05/2025 (50 × 1.984, 50 × 2.050, 100 × 2.380, VAT 8 %)', () => {
  test('a reading of a month that is neither billed nor continued is simply changed', async () => {
    await house.read('2026-10', { A1: { value: '1120', readOn: '2026-10-31' } });
    const { body } = await correct('A1', '2026-10', { value: '1100', reason: 'Đọc nhầm' });
    expect(body.findings).toMatchObject([{ code: 'metering.correction.notNeeded' }]);
  });

  test('an estimate is the mean of the real months before: 93 kWh in 31 days make 90 in 30', async () => {
    await house.read('2026-08', { B1: { value: '1093', readOn: '2026-08-31' } });
    expect(await house.read('2026-09', { B1: { estimate: true, readOn: '2026-09-30' } })).toEqual([]);
    const { B } = await house.bill('2026-09');
    expect(B![0]!.total).toBe(195_696); // 50 × 1.984 + 40 × 2.050 = 181.200; 8 % = 14.496
  });

  test('a real reading below the estimate is taken, shared by days, and the estimated month is given back', async () => {
    // 1154 − 1093 = 61 kWh in 61 days: September really had 30, October 31
    expect(await house.read('2026-10', { B1: { value: '1154', readOn: '2026-10-31' } })).toEqual([]);
    for (const [serial, value] of [
      ['C1', '40'],
      ['D1', '620'],
      ['E1', '60'],
    ] as const)
      await house.read('2026-10', { [serial]: { value, readOn: '2026-10-31' } });
    const { A, B } = await house.bill('2026-10');
    expect(A![0]!.total).toBe(269_244); // 120 kWh: 99.200 + 102.500 + 47.600 = 249.300; 8 % = 19.944
    expect(B![0]!.charges).toEqual([
      { service: 'electricity', net: 61_504, vat: 4_920, total: 66_424, corrects: null }, // 31 × 1.984
      // 30 × 1.984 = 59.520 instead of 181.200; VAT 4.762 instead of 14.496
      { service: 'electricity', net: -121_680, vat: -9_734, total: -131_414, corrects: '2026-09' },
    ]);
    expect(B![0]!.total).toBe(-64_990);
    expect(await explained(B![0]!.id)).toMatchObject({
      agrees: true,
      charges: [{ agrees: true }, { agrees: true, stored: -131_414, recomputed: -131_414 }],
    });
  });

  test('the credit is the payer’s surplus and pays his next charges', async () => {
    const before = (await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${await unitId('B')}`)).body;
    expect([before.open, before.credit]).toEqual([195_696 + 66_424 - 131_414, 0]); // the older bill takes it first
  });

  test('a wrong reading of a billed month is put right; the next bill gives back the difference at that month’s tiers', async () => {
    const { status, body } = await correct('A1', '2026-10', {
      value: '1100',
      reason: 'Đọc nhầm số 2 thành 0',
      document: 'BB-07',
    });
    expect([status, body]).toEqual([200, { periods: ['2026-10'], findings: [] }]);
    await house.read('2026-11', {
      A1: { value: '1200', readOn: '2026-11-30' },
      B1: { value: '1184', readOn: '2026-11-30' },
      E1: { value: '110', readOn: '2026-11-30' },
    });
    const { A } = await house.bill('2026-11');
    expect(A![0]!.charges).toEqual([
      { service: 'electricity', net: 201_700, vat: 16_136, total: 217_836, corrects: null }, // 1100 → 1200
      { service: 'electricity', net: -47_600, vat: -3_808, total: -51_408, corrects: '2026-10' }, // 20 kWh of the third tier
    ]);
    const bill = (await app.fetch('GET', `/bills/${A![0]!.id}`)).body;
    expect(bill.charges[1].correction).toMatchObject({
      period: '2026-10',
      was: '120',
      now: '100',
      changes: [{ serial: 'A1', kind: 'wrong', was: '1120', became: '1100', reason: 'Đọc nhầm số 2 thành 0' }],
    });
    expect(bill.charges[1].lines[0].tiers).toEqual([
      { from: '100', upTo: '200', quantity: '-20', unitPrice: '2380', net: -47_600 },
    ]);
    expect(await explained(A![0]!.id)).toMatchObject({ agrees: true });
  });

  test('the closed month keeps its bill', async () => {
    const { body } = await app.fetch('GET', `/bills?buildingId=${house.buildingId}&period=2026-10`);
    expect(body.rows.find(({ unit }: { unit: string }) => unit === 'A').total).toBe(269_244);
  });

  test('run again it gives nothing back twice', async () => {
    const { body } = await app.fetch('POST', '/runs', { buildingId: house.buildingId, period: '2026-11', wait: true });
    expect((await app.fetch('GET', `/runs/${body.id}`)).body.totals).toMatchObject({ bills: 0, charges: 0 });
  });

  test('put right a second time, only the new difference is charged, and the month after it follows', async () => {
    // October 110 instead of 100 (10 × 2.380 = 23.800 + 1.904), November 90 instead of 100 (10 × 2.050 = 20.500 + 1.640)
    const { body } = await correct('A1', '2026-10', { value: '1110', reason: 'Đối chiếu ảnh' });
    expect(body.periods).toEqual(['2026-10', '2026-11']);
    await house.read('2026-12', { A1: { value: '1200', readOn: '2026-12-31' }, B1: { value: '1184', readOn: '2026-12-31' } });
    const { A } = await house.bill('2026-12');
    expect(A![0]!.charges.map(({ net, vat, corrects }) => [net, vat, corrects])).toEqual([
      [0, 0, null],
      [23_800, 1_904, '2026-10'],
      [-20_500, -1_640, '2026-11'],
    ]);
    expect(await explained(A![0]!.id)).toMatchObject({ agrees: true });
  });

  test('a faulty meter is charged the mean of its three good months instead, with what it was said why', async () => {
    const meter = await meteredBuilding(app, 'FAU', [{ unit: 'F', serial: 'F1', start: '0', from: '2026-06-30' }]);
    // 62 in 31 days, 62 in 31, 60 in 30: 184 in 92 days, 2 a day; October has 31 days, so 62
    for (const [period, value, readOn] of [
      ['2026-07', '62', '2026-07-31'],
      ['2026-08', '124', '2026-08-31'],
      ['2026-09', '184', '2026-09-30'],
    ] as const)
      await meter.read(period, { F1: { value, readOn } });
    await meter.read('2026-10', { F1: { value: '190', readOn: '2026-10-31', faulty: true } });
    const { F } = await meter.bill('2026-10');
    expect(F![0]!.total).toBe(133_704); // 99.200 + 12 × 2.050 = 123.800; 8 % = 9.904
    // found out only after November had been billed with 5 kWh: 30 days, 60 kWh; 10 × 2.050 + 45 × 1.984 more
    await meter.read('2026-11', { F1: { value: '195', readOn: '2026-11-30' } });
    await app.fetch('PATCH', `/buildings/${meter.buildingId}/readings?period=2026-11&service=electricity`, {
      changes: [{ id: await meter.mounting('F1'), revision: 1, accept: { reason: 'Đi vắng' } }],
    });
    await meter.bill('2026-11');
    const { body } = await app.fetch('POST', `/buildings/${meter.buildingId}/mountings/${await meter.mounting('F1')}/correct`, {
      period: '2026-11',
      faulty: true,
      reason: 'Kiểm định: sai số 40 %',
    });
    expect(body).toEqual({ periods: ['2026-11'], findings: [] });
    await meter.read('2026-12', { F1: { value: '257', readOn: '2026-12-31' } });
    const december = (await meter.bill('2026-12')).F!;
    expect(december[0]!.charges[1]).toEqual({
      service: 'electricity',
      net: 109_780,
      vat: 8_782,
      total: 118_562,
      corrects: '2026-11',
    });
    expect(await explained(december[0]!.id)).toMatchObject({ agrees: true });
  });

  test('a forgotten multiplier is charged for every month it was missing', async () => {
    const meter = await meteredBuilding(app, 'MUL', [{ unit: 'M', serial: 'M1', start: '0', from: '2026-09-30' }]);
    await meter.read('2026-10', { M1: { value: '10', readOn: '2026-10-31' } });
    await meter.bill('2026-10'); // 10 × 1.984 = 19.840 + 1.587
    await app.fetch('POST', `/buildings/${meter.buildingId}/mountings/${await meter.mounting('M1')}/correct`, {
      period: '2026-10',
      multiplier: '20',
      reason: 'TI 100/5 A',
    });
    await meter.read('2026-11', { M1: { value: '15', readOn: '2026-11-30' } });
    const { M } = await meter.bill('2026-11');
    expect(M![0]!.charges.map(({ net, corrects }) => [net, corrects])).toEqual([
      [201_700, null], // 5 × 20 = 100 kWh
      [419_860, '2026-10'], // 200 kWh: 439.700, less 19.840
    ]);
  });

  test('the difference goes to who paid that month, though somebody else lives there now', async () => {
    await correct('E1', '2026-10', { value: '50', reason: 'Đọc nhầm' }); // 40 kWh instead of 50; November then 60 instead of 50
    const { admin } = app.db;
    const unit = await unitId('E');
    await admin('occupancy').where({ unit_id: unit }).update({ valid: '[2026-01-01,2026-12-01)' });
    const [customer] = await admin('customer')
      .insert({ company_id: app.user.companyId, code: 'COR-NEW', name: 'Chủ mới' })
      .returning('id');
    await admin('occupancy').insert({
      building_id: house.buildingId,
      unit_id: unit,
      customer_id: customer.id,
      role: 'owner',
      valid: '[2026-12-01,)',
    });
    await house.read('2026-12', { E1: { value: '160', readOn: '2026-12-31' } });
    const { E } = await house.bill('2026-12');
    expect(E!.map(({ customer: name, charges }) => [name, charges.map(({ net, corrects }) => [net, corrects])])).toEqual([
      ['Chủ mới', [[99_200, null]]],
      [
        'Chủ E',
        [
          [-19_840, '2026-10'],
          [20_500, '2026-11'],
        ],
      ],
    ]);
  });

  test('a value above the next reading is refused in words', async () => {
    const { body } = await correct('C1', '2026-10', { value: '99999', reason: 'thử' });
    expect(body.findings).toMatchObject([{ code: 'metering.correction.implausible' }]);
    expect(body.findings[0].message).not.toContain('metering.');
    const { body: next } = await correct('A1', '2026-11', { value: '1201', reason: 'thử' });
    expect(next.findings).toMatchObject([{ code: 'metering.correction.aboveNext', params: { next: '1200', later: '2026-12' } }]);
  });

  test('the books hold: every charge comes out again, every journal balances', async () => {
    for (const period of ['2026-09', '2026-10', '2026-11', '2026-12']) {
      const { differing } = await call(
        app.broker,
        'billing.recomputeMonth',
        { buildingId: house.buildingId, period },
        { meta: { user: app.user } },
      );
      expect(differing).toEqual([]);
    }
    const { rows } = await app.db.admin.raw(`select (select sum(amount) from posting) as rest,
      (select sum(total) from bill) - (select sum(balance) from receivable_balance) as owed, (select count(*) from reading_correction) as kept`);
    expect([rows[0].rest, rows[0].owed]).toEqual(['0', '0']);
    await expect(app.db.admin('reading_correction').update({ reason: 'x' })).rejects.toThrow(/append-only/);
  });
});

async function unitId(code: string): Promise<number> {
  return (await app.db.admin('unit').where({ building_id: house.buildingId, code }).first('id')).id;
}
