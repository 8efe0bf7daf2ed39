// A master meter and its sub-meters: who bears the loss, each unit's part on its bill, and the balance report (domain case E8).
import { beforeAll, describe, expect, test } from '@jest/globals';
import { call } from '../../core/platform/call.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MeteredBuilding, meteredBuilding } from './metered-building.ts';

const app = await startTestApp();
let house: MeteredBuilding;
const service = 'electricity';
const at = (path: string) => `/buildings/${house.buildingId}${path}`;
const balance = async (period: string) => (await app.fetch('GET', at(`/meter-balances?period=${period}`))).body.rows[0];
const decide = (policy: string, period: string) =>
  app.fetch('POST', at('/loss-policies'), { service, policy, period, reason: 'Nghị quyết HNNCC' });

beforeAll(async () => {
  freezeClock('2026-12-31T05:00:00Z');
  const hung = { start: '0', from: '2026-08-31' };
  house = await meteredBuilding(app, 'LOS', [
    { unit: 'P1', serial: 'S1', ...hung },
    { unit: 'P2', serial: 'S2', ...hung },
    { unit: 'P3', serial: 'S3', ...hung },
    { unit: 'X', serial: 'SX', ...hung },
  ]);
  const group = await app.fetch('POST', at('/meter-groups'), {
    service,
    code: 'TONG',
    name: 'Công tơ tổng khối P',
    units: ['P1', 'P2', 'P3'],
    from: '2026-09-01',
  });
  expect(group.body).toMatchObject({ units: 3, findings: [] });
  const master = { group: 'TONG', service, serial: 'M', digits: 6, from: '2026-08-31', readingStart: '0', multiplier: '10' };
  const { meters, findings } = await call(
    app.broker,
    'metering.importMeters',
    { buildingId: house.buildingId, meters: [master] },
    { meta: { user: app.user } },
  );
  expect([meters, findings]).toEqual([1, []]);
}, 60_000);

/** Master 500, sub-meters 100, 150, 150 more than the month before. */
const readMonth = async (period: string, readOn: string, n: number) => {
  const of = (each: number) => ({ value: String(each * n), readOn });
  await house.read(period, { M: of(50), S1: of(100), S2: of(150), S3: of(150), SX: of(100) });
};

describe('master 500, sub-meters 100, 150, 150', () => {
  test('absorbed by the building unless it decides otherwise; the report shows 100 kWh, 20 %', async () => {
    await readMonth('2026-09', '2026-09-30', 1);
    expect(await balance('2026-09')).toMatchObject({
      ...{
        code: 'TONG',
        policy: 'absorb',
        master: '500',
        subs: '400',
        loss: '100',
        percent: '20',
        missing: 0,
        held: 0,
        findings: [],
      },
      units: [
        { unit: 'P1', consumption: '100', share: null },
        { unit: 'P2', consumption: '150' },
        { unit: 'P3', consumption: '150' },
      ],
    });
    const bills = await house.bill('2026-09');
    expect([bills.P1![0]!.total, bills.P2![0]!.total]).toEqual([217_836, 346_356]); // 201.700 and 320.700, each with 8 %
  });

  test('the master stands in the reading grid under its group, and is locked with the month', async () => {
    const { body } = await app.fetch('GET', at(`/readings?period=2026-09&service=${service}`));
    expect(body.rows[0]).toMatchObject({ unit: 'TONG', payer: 'Công tơ tổng khối P', serial: 'M', unitId: null, locked: true });
  });

  test('a decision cannot begin in a month that is billed', async () => {
    const { status, body } = await decide('proportional', '2026-09');
    expect([status, body.code]).toEqual([409, 'metering.loss.policyBilled']);
    expect((await decide('proportional', '2026-10')).status).toBe(200);
  });

  test('without one of its readings nobody of the group is billed, others are', async () => {
    const readOn = '2026-10-31';
    await house.read('2026-10', {
      M: { value: '100', readOn },
      S1: { value: '200', readOn },
      S2: { value: '300', readOn },
      SX: { value: '200', readOn },
    });
    const parked = await house.parked('2026-10');
    expect(parked.map(({ unit, code }) => [unit, code])).toEqual([
      ['P1', 'metering.loss.incomplete'],
      ['P2', 'metering.loss.incomplete'],
      ['P3', 'metering.reading.missing'],
    ]);
    for (const { message } of parked) expect(message).not.toContain('metering.');
  });

  test('proportional: +25, +37.5, +37.5, each priced with the unit’s own and told apart', async () => {
    await house.read('2026-10', { S3: { value: '300', readOn: '2026-10-31' } });
    expect((await balance('2026-10')).units.map(({ share }: { share: string }) => share)).toEqual(['25', '37.5', '37.5']);
    const bills = await house.bill('2026-10');
    expect(bills.P1![0]!.charges).toMatchObject([{ net: 261_200, vat: 20_896 }]); // 125 kWh: 201.700 + 25 × 2.380
    expect(bills.P2![0]!.charges).toMatchObject([{ net: 409_950, vat: 32_796 }]); // 187.5 kWh: 201.700 + 87.5 × 2.380
    expect(bills.X![0]!.charges).toMatchObject([{ net: 201_700 }]);
    const bill = (await app.fetch('GET', `/bills/${bills.P2![0]!.id}`)).body;
    expect(bill.charges[0]).toMatchObject({
      quantity: '187.5',
      loss: { group: 'TONG', policy: 'proportional', master: '500', subs: '400', loss: '100', shares: { total: '37.5' } },
    });
    const why = (await app.fetch('GET', `/bills/${bills.P2![0]!.id}/explain`)).body;
    expect(why).toMatchObject({ agrees: true });
    expect(why.charges[0].tree.of[0]).toEqual({
      step: 'loss.proportional',
      formula: '500 - 400 = 100',
      value: '37.5',
      unit: 'kWh',
    });
    const pdf = await app.fetch<Buffer>('GET', `/bills/${bills.P2![0]!.id}/notice.pdf?lang=vi`);
    expect(await pdfText(pdf.body)).toContain('Hao hụt chung: công tơ tổng 500 − các công tơ con 400 = 100 kWh');
  });

  test('equal: 33.334, 33.333, 33.333', async () => {
    await decide('equal', '2026-11');
    await readMonth('2026-11', '2026-11-30', 3);
    expect((await balance('2026-11')).units.map(({ share }: { share: string }) => share)).toEqual(['33.334', '33.333', '33.333']);
    const bills = await house.bill('2026-11');
    expect(bills.P1![0]!.charges[0]!.net).toBe(281_035); // 133.334 kWh: 201.700 + 33.334 × 2.380 = 79.334,92
  });

  test('a reading put right later keeps the part that was billed', async () => {
    await app.fetch('POST', at(`/mountings/${await house.mounting('S2')}/correct`), {
      period: '2026-11',
      value: '440',
      reason: 'Đọc nhầm',
    });
    await house.read('2026-12', {
      M: { value: '150', readOn: '2026-12-31' },
      S1: { value: '300', readOn: '2026-12-31' },
      S2: { value: '440', readOn: '2026-12-31' },
      S3: { value: '450', readOn: '2026-12-31' },
    });
    const { P2 } = await house.bill('2026-12');
    expect(P2![0]!.charges[1]).toMatchObject({ corrects: '2026-11', net: -23_800 }); // 10 kWh of the third tier: 183.333 → 173.333
    expect((await app.fetch('GET', `/bills/${P2![0]!.id}/explain`)).body.agrees).toBe(true);
  });

  test('who joins another group leaves the first', async () => {
    const { body } = await app.fetch('POST', at('/meter-groups'), {
      service,
      code: 'T2',
      name: 'Khối hai',
      units: ['P3', 'X'],
      from: '2027-01-01',
    });
    expect(body).toMatchObject({ units: 2 });
    const { body: wrong } = await app.fetch('POST', at('/meter-groups'), {
      service,
      code: 'T2',
      name: 'Khối hai',
      units: ['Z9'],
      from: '2027-01-01',
    });
    expect(wrong.findings).toMatchObject([{ code: 'metering.meter.unitUnknown', params: { unit: 'Z9' } }]);
    const { rows } =
      await app.db.admin.raw(`select g.code, u.code as unit, x.valid from meter_group_unit x join meter_group g on g.id = x.group_id
      join unit u on u.id = x.unit_id where u.code = 'P3' order by x.valid`);
    expect(rows).toEqual([
      { code: 'TONG', unit: 'P3', valid: '[2026-09-01,2027-01-01)' },
      { code: 'T2', unit: 'P3', valid: '[2027-01-01,)' },
    ]);
  });
});
