// The registry: meters in by hand and by sheet, verified, replaced with their papers, photographed; and each building's own limits.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { writeSheet } from '../../samples/write-sheet.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MeteredBuilding, meteredBuilding } from './metered-building.ts';

const app = await startTestApp();
let house: MeteredBuilding;
const service = 'electricity';
const at = (path: string) => `/buildings/${house.buildingId}${path}`;
const upload = async (path: string, content: Uint8Array, name: string) => {
  const form = new FormData();
  form.append('file', new Blob([content.slice()]), name);
  return app.fetch('POST', at(path), form);
};
const listed = async (serial: string) =>
  (await app.fetch('GET', at('/meters?down=1'))).body.rows.filter((row: { serial: string }) => row.serial === serial);

beforeAll(async () => {
  freezeClock('2026-12-31T05:00:00Z');
  house = await meteredBuilding(app, 'REG', [
    { unit: 'A', serial: 'A1', start: '0', from: '2026-06-30' },
    { unit: 'B', serial: 'B1', start: '0', from: '2026-06-30' },
    { unit: 'C', serial: 'C1', start: '0', from: '2026-06-30' },
  ]);
}, 60_000);

describe('meters', () => {
  const meter = {
    unit: 'A',
    service,
    serial: 'N1',
    digits: 5,
    decimals: 1,
    from: '2026-09-01',
    readingStart: '3.5',
    verifiedUntil: '2027-01-15',
  };

  test('are hung by a list: good ones hang, the others say why, and once more changes nothing', async () => {
    const meters = [
      meter,
      { ...meter, unit: 'Z', serial: 'N2' },
      { ...meter, serial: 'A1', digits: 5, decimals: 0, readingStart: '3' },
      { ...meter, unit: 'B' },
      { ...meter, serial: 'N3', readingStart: '3.55' },
    ];
    const { body } = await app.fetch('POST', at('/meters/hang'), { meters });
    expect(body).toMatchObject({ meters: 1, created: 1, unchanged: 0 });
    expect(
      body.findings.map(({ code, at: place }: { code: string; at: { row: number; field: string } }) => [
        code,
        place.row,
        place.field,
      ]),
    ).toEqual([
      ['metering.meter.unitUnknown', 1, 'unit'],
      ['metering.meter.hangsAlready', 2, 'serial'],
      ['metering.meter.twice', 3, 'serial'],
      ['metering.meter.dialValue', 4, 'readingStart'],
    ]);
    for (const { message } of body.findings) expect(message).not.toMatch(/metering\.|\{\{/);
    expect((await app.fetch('POST', at('/meters/hang'), { meters: [meter] })).body).toMatchObject({
      created: 0,
      unchanged: 1,
      findings: [],
    });
  });

  test('whose verification ends within 60 days are told, and those it has ended for', async () => {
    const [row] = await listed('N1');
    expect(row).toMatchObject({ verification: 'due', daysLeft: 15, verifiedUntil: '2027-01-15', state: 'hanging' });
    const { body } = await app.fetch('PATCH', at(`/meters/${row.meterId}`), {
      verifiedOn: '2021-12-01',
      verifiedUntil: '2026-12-30',
    });
    expect(body).toMatchObject({ verifiedOn: '2021-12-01' });
    expect((await listed('N1'))[0]).toMatchObject({ verification: 'expired', daysLeft: -1 });
    expect((await listed('A1'))[0]).toMatchObject({ verification: 'unknown' });
    const wrong = await app.fetch('PATCH', at(`/meters/${row.meterId}`), {
      verifiedOn: '2026-12-01',
      verifiedUntil: '2026-11-30',
    });
    expect(wrong.status).toBe(422);
  });

  test('go out as a sheet that changes nothing when it is read again', async () => {
    const sheet = await app.fetch<Buffer>('GET', at('/meters.xlsx?lang=vi'));
    expect(sheet.status).toBe(200);
    const { body } = await upload('/meters/import', sheet.body, 'dong-ho.xlsx');
    expect(body).toMatchObject({ meters: 0, created: 0, changed: 0, unchanged: 4, findings: [] });
  });

  test('come in by a sheet with problems at their cells; a trial stores nothing', async () => {
    const rows = [
      ['DANH SÁCH ĐỒNG HỒ'],
      [
        'Căn hộ hoặc nhóm',
        'Dịch vụ',
        'Số đồng hồ',
        'Số chữ số',
        'Số lẻ',
        'Hệ số nhân',
        'Ngày lắp',
        'Chỉ số đầu',
        'Hạn kiểm định',
      ],
      ['B', 'Điện', 'X1', 6, 0, 40, '01/12/2026', '12', '31/12/2030'],
      ['B', 'Điện', 'X2', 5, 0, null, '32/12/2026', '12', null],
      ['B', 'Hơi nước', 'X3', 5, 0, null, '01/12/2026', '12', null],
      ['B', 'Điện', 'X4', 5, 0, null, '01/12/2026', null, null],
      ['Q', 'Điện', 'X5', 5, 0, null, '01/12/2026', '1', null],
      ['B', 'Điện', 'X6', 3, 0, null, '01/12/2026', '1000', null],
    ];
    const bytes = await writeSheet([{ name: 'Đồng hồ', rows, widths: rows[1]!.map(() => 14) }]);
    const { body: tried } = await upload('/meters/import?dryRun=1', bytes, 'dong-ho.xlsx');
    expect(tried).toMatchObject({ created: 1 });
    expect(await listed('X1')).toEqual([]);
    const { body } = await upload('/meters/import', bytes, 'dong-ho.xlsx');
    expect(
      body.findings.map(({ code, at: cell }: { code: string; at: { row: number; column: string } }) => [
        code,
        `${cell.column}${cell.row}`,
      ]),
    ).toEqual([
      ['meters.sheet.bad.day', 'G4'],
      ['meters.sheet.bad.service', 'B5'],
      ['meters.sheet.missing.readingStart', 'H6'],
      ['metering.meter.unitUnknown', 'A7'],
      ['metering.meter.dialValue', 'H8'],
    ]);
    expect((await listed('X1'))[0]).toMatchObject({
      unit: 'B',
      multiplier: '40',
      readingStart: '12',
      verifiedUntil: '2030-12-31',
      verification: 'valid',
    });
  });

  test('replaced keep their papers; a stuck one is charged its mean up to that day', async () => {
    // 62, 62 and 60 kWh in 92 days: 2 a day; 15 days make 30 though the dial stands still
    for (const [period, value, readOn] of [
      ['2026-07', '62', '2026-07-31'],
      ['2026-08', '124', '2026-08-31'],
      ['2026-09', '184', '2026-09-30'],
    ] as const)
      await house.read(period, { C1: { value, readOn } });
    const id = await house.mounting('C1');
    const next = { serial: 'C2', digits: 6, readingStart: '5', verifiedUntil: '2031-10-15' };
    const { body } = await app.fetch('POST', at(`/mountings/${id}/replace`), {
      period: '2026-10',
      on: '2026-10-15',
      readingEnd: '184',
      faulty: true,
      reason: 'Kẹt mặt số',
      document: 'BB-15/10',
      next,
    });
    expect(body.findings).toEqual([]);
    await house.read('2026-10', { C2: { value: '37', readOn: '2026-10-31' } });
    const { C } = await house.bill('2026-10');
    expect(C![0]!.total).toBe(133_704); // 30 + 32 = 62 kWh, priced once: 99.200 + 12 × 2.050 = 123.800 + 9.904
    expect(await listed('C1')).toMatchObject([
      { state: 'down', to: '2026-10-15', reason: 'Kẹt mặt số', document: 'BB-15/10', readingEnd: '184' },
    ]);
    const other = await app.fetch('POST', at(`/mountings/${await house.mounting('A1')}/replace`), {
      period: '2026-11',
      on: '2026-11-15',
      readingEnd: '1',
      reason: 'x',
      next: { ...next, digits: 5 },
    });
    expect(other.body.findings).toMatchObject([{ code: 'metering.meter.dialDiffers', params: { digits: 6 } }]);
  });

  test('have a history: readings with who and how, mountings, corrections, photos', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const id = await house.mounting('C2');
    const photo = await upload(`/mountings/${id}/photos?period=2026-10`, png, 'ảnh đồng hồ.png');
    expect(photo.body).toMatchObject({ kind: 'reading', period: '2026-10', by: expect.any(String) });
    expect((await upload(`/mountings/${id}/photos?period=2026-10`, png, 'again.png')).body.id).toBe(photo.body.id);
    const shown = await app.fetch<Buffer>('GET', at(`/photos/${photo.body.id}`));
    expect([shown.headers.get('content-type'), shown.body.equals(png)]).toEqual(['image/png', true]);
    const wrong = await upload(`/mountings/${id}/photos?period=2026-10`, Buffer.from('<svg onload=alert(1)>'), 'x.png');
    expect([wrong.status, wrong.body.code]).toEqual([415, 'metering.photo.type']);
    const big = await upload(
      `/mountings/${id}/photos?period=2026-10`,
      Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]),
      'x.png',
    );
    expect([big.status, big.body.code]).toEqual([413, 'metering.photo.tooLarge']);
    const [{ meterId }] = await listed('C2');
    const { body } = await app.fetch('GET', at(`/meters/${meterId}/history`));
    expect(body).toMatchObject({
      meter: { serial: 'C2', verifiedUntil: '2031-10-15' },
      mountings: [{ unit: 'C', from: '2026-10-15', to: null }],
      readings: [{ period: '2026-10', consumption: '32', channel: 'api', by: 'Quản trị viên' }],
      photos: [{ id: photo.body.id }],
    });
    const rows = (await app.fetch('GET', at(`/readings?period=2026-10&service=${service}`))).body.rows;
    expect(rows.find(({ serial }: { serial: string }) => serial === 'C2')).toMatchObject({ photos: 1, channel: 'api' });
  });
});

describe('a building’s own limits', () => {
  const save = (more: object) =>
    app.fetch('PUT', at(`/metering-settings/${service}`), { revision: 0, estimatesMax: 1, warnDays: 10, ...more });

  test('are the plugin’s until it sets its own', async () => {
    const { body } = await app.fetch('GET', at('/metering-settings'));
    expect(body.rows.find((row: { service: string }) => row.service === service)).toMatchObject({
      ...{ own: false, estimatesMax: 3, warnDays: 60, revision: 0 },
      thresholds: {
        high: { percent: 50, hold: true },
        raised: { percent: 30, hold: false },
        low: { percent: 50, hold: false },
        zero: { months: 1 },
        estimates: null,
      },
    });
  });

  test('hold what the plugin lets pass: 20 % here; a second estimate in a row is refused', async () => {
    for (const [period, value, readOn] of [
      ['2026-07', '62', '2026-07-31'],
      ['2026-08', '124', '2026-08-31'],
      ['2026-09', '184', '2026-09-30'],
    ] as const)
      await house.read(period, { A1: { value, readOn } });
    await house.read('2026-10', { A1: { value: '261', readOn: '2026-10-31' } }); // 77 in 31 days: 2.48 a day, +24.2 %
    const of = async () =>
      (await app.fetch('GET', at(`/readings?period=2026-10&service=${service}`))).body.rows.find(
        ({ serial }: { serial: string }) => serial === 'A1',
      );
    expect(await of()).toMatchObject({ state: 'entered', anomaly: null });
    const thresholds = {
      high: { percent: 20, hold: true },
      raised: null,
      low: null,
      zero: { months: 2, hold: true },
      estimates: { months: 1, hold: false },
    };
    expect((await save({ thresholds })).body).toMatchObject({ own: true, revision: 1, thresholds });
    expect(await of()).toMatchObject({ anomaly: { code: 'metering.anomaly.high', limit: 20, hold: true } });
    await house.read('2026-10', { A1: { value: '262', readOn: '2026-10-31' } });
    expect(await of()).toMatchObject({ state: 'held' });
    expect(await house.read('2026-11', { A1: { estimate: true, readOn: '2026-11-30' } })).toEqual([]);
    expect(await house.read('2026-12', { A1: { estimate: true, readOn: '2026-12-31' } })).toMatchObject([
      { code: 'metering.reading.tooManyEstimates', params: { inRow: 1 } },
    ]);
  });

  test('are rules anyone may write whole; what nobody could run is refused by name', async () => {
    expect((await save({ thresholds: null })).body.code).toBe('metering.settings.stale');
    const rule = { code: 'metering.anomaly.high', tone: 'error', hold: true };
    const bad = await save({
      revision: 1,
      rules: [{ ...rule, conditions: { all: [{ fact: 'moon', operator: 'equal', value: 1 }] } }],
    });
    expect([bad.status, bad.body.code]).toEqual([422, 'metering.settings.badRules']);
    expect(bad.body.findings).toMatchObject([{ code: 'plugin.rules.unknownFact', params: { fact: 'moon' }, at: { row: 0 } }]);
    const wrong = await save({
      revision: 1,
      rules: [{ ...rule, conditions: { all: [{ fact: 'deltaTenths', operator: 'like', value: 1 }] } }],
    });
    expect(wrong.body.findings[0].code).toBe('plugin.rules.malformed');
    const own = await save({
      revision: 1,
      rules: [{ ...rule, conditions: { any: [{ fact: 'deltaTenths', operator: 'greaterThan', value: 990 }] } }],
    });
    expect(own.body).toMatchObject({ own: true, thresholds: { high: { percent: 99, hold: true }, low: null } });
    expect((await save({ revision: 2, thresholds: null })).body).toMatchObject({
      own: false,
      revision: 3,
      thresholds: { high: { percent: 50 } },
    });
  });
});
