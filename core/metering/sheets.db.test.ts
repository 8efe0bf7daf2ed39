import { beforeAll, describe, expect, test } from '@jest/globals';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { freezeClock } from '#platform/clock';
import { plugins } from '#platform/plugins';
import { startTestApp } from '../../tests/support/test-app.ts';

const app = await startTestApp();
let buildingId: number;
let first: string;
let second: string;
const month = '?period=2026-11';

beforeAll(async () => {
  freezeClock('2026-11-23T05:00:00Z');
  [first, second] = plugins
    .list()
    .filter(({ kind }) => kind === 'meter')
    .map(({ id }) => id) as [string, string];
  const made = await app.fetch('POST', '/buildings', { code: 'SR', name: 'Sunrise' });
  expect(made.status).toBe(200);
  buildingId = made.body.id;
  const units = ['A-1201', 'A-1202', 'A-1203'].map((code) => ({ code, floor: '12' }));
  expect((await app.fetch('POST', `/buildings/${buildingId}/units`, { units })).body).toMatchObject({ created: 3, findings: [] });
  const meters = units.flatMap(({ code: unit }, n) => [
    { unit, service: first, serial: `EM${n + 1}`, digits: 6, from: '2026-10-25', readingStart: '1000' },
    { unit, service: second, serial: `WM${n + 1}`, digits: 5, decimals: 1, from: '2026-10-25', readingStart: '50.5' },
  ]);
  expect((await app.fetch('POST', `/buildings/${buildingId}/meters`, { meters })).body).toMatchObject({
    meters: 6,
    mountings: 6,
    findings: [],
  });
});

async function sheet(rows: (string | number | null)[][], name = 'T11'): Promise<Blob> {
  return new Blob([(await writeXlsx({ sheets: [{ name, rows }] })) as Uint8Array<ArrayBuffer>]);
}
async function upload(file: Blob, query = month) {
  const form = new FormData();
  form.append('file', file, 'chỉ số.xlsx');
  return app.fetch('POST', `/buildings/${buildingId}/readings/import${query}`, form);
}
const grid = async (service: string) =>
  (await app.fetch('GET', `/buildings/${buildingId}/readings${month}&service=${service}`)).body;
const HEAD = ['Căn hộ', 'Loại', 'Số đồng hồ', 'Chỉ số cũ', 'Chỉ số mới', 'Ngày đọc', 'Ghi chú'];

describe('a sheet', () => {
  test('is tried without storing, then taken, and the second time changes nothing', async () => {
    const words = plugins.get(second).name.vi;
    const file = await sheet([
      ['BẢNG GHI CHỈ SỐ THÁNG 11/2026'],
      HEAD,
      ['A-1201', null, 'EM1', 1000, '1.214', '20/11/2026', 'khóa cửa'],
      ['A-1201', words, 'WM1', '50,5', '62,3', '20/11/2026', null],
      ['A-1202', null, 'EM2', 1000, 900, '20/11/2026', null],
      ['A-1202', null, 'EM99', null, 900, null, null],
      ['A-1203', null, 'EM3', 1000, '12O0', null, null],
    ]);
    const tried = await upload(file, `${month}&dryRun=1`);
    expect(tried.body).toMatchObject({ accepted: 2, unchanged: 0, refused: 3 });
    expect((await grid(first)).rows.map(({ value }: { value: string }) => value)).toEqual([null, null, null]);

    const taken = await upload(file);
    expect(taken.status).toBe(200);
    expect(taken.body).toMatchObject({ accepted: 2, unchanged: 0, refused: 3 });
    expect(taken.body.findings.map(({ code, at }: { code: string; at: object }) => [code, at])).toEqual([
      ['metering.reading.belowPrevious', { sheet: 'T11', row: 5, column: 'E', field: 'value' }],
      ['metering.sheet.meterUnknown', { sheet: 'T11', row: 6, column: 'C', field: 'serial' }],
      ['metering.sheet.numberMalformed', { sheet: 'T11', row: 7, column: 'E', field: 'value' }],
    ]);
    expect(taken.body.findings[0].message).toContain('900');
    expect((await grid(first)).rows[0]).toMatchObject({
      unit: 'A-1201',
      value: '1214',
      readOn: '2026-11-20',
      note: 'khóa cửa',
      revision: 1,
    });
    expect((await grid(second)).rows[0]).toMatchObject({ value: '62.3' });

    expect((await upload(file)).body).toMatchObject({ accepted: 0, unchanged: 2, refused: 3, rows: [] });
    expect((await grid(first)).rows[0].revision).toBe(1);
    const audit = await app.db.admin('audit').where({ action: 'metering.saveReadings' });
    expect(audit).toHaveLength(1);
    expect(audit[0].detail).toMatchObject({ by: 'sheet', file: 'chỉ số.xlsx', written: 2 });
  });

  test('with two readings of one meter takes neither; with another unit or previous reading neither', async () => {
    const { body } = await upload(
      await sheet([
        HEAD,
        ['A-1202', null, 'EM2', null, 1100, null, null],
        ['A-1202', null, 'EM2', null, 1103, null, null],
        ['A-1201', null, 'EM3', null, 1100, null, null],
        ['A-1203', null, 'WM3', 51, 60, null, null],
        ['A-1203', null, null, null, 60, null, null],
      ]),
    );
    expect(body.accepted).toBe(0);
    expect(
      body.findings.map(({ code, at }: { code: string; at: { row: number; column: string } }) => [code, at.row, at.column]),
    ).toEqual([
      ['metering.sheet.meterTwice', 3, 'E'],
      ['metering.sheet.unitDiffers', 4, 'A'],
      ['metering.sheet.previousDiffers', 5, 'D'],
      ['metering.sheet.meterAmbiguous', 6, 'A'],
    ]);
  });

  test.each<[string, () => Promise<Blob> | Blob, string]>([
    ['of words', () => new Blob(['không phải bảng tính']), 'metering.sheet.notASheet'],
    ['that is empty', () => new Blob([]), 'metering.sheet.notASheet'],
    [
      'cut off',
      async () => (await sheet([HEAD, ['A-1201', null, 'EM1', null, 1, null, null]])).slice(0, 900),
      'metering.sheet.notASheet',
    ],
    ['without a heading', () => sheet([['Xin chào'], [1, 2]]), 'metering.sheet.noHeading'],
    [
      'of another month',
      () => sheet([['Kỳ 10/2026'], HEAD, ['A-1201', null, 'EM1', null, 2000, null, null]]),
      'metering.sheet.wrongPeriod',
    ],
    [
      'that unpacks to far more',
      () => sheet([HEAD, ...Array.from({ length: 300 }, (_, n) => [`${n}${'x'.repeat(30_000)}`])], 'bomb'),
      'metering.sheet.bomb',
    ],
  ])('%s is a finding with a sentence in both languages, never a fault', async (_, file, code) => {
    const { status, body } = await upload(await file());
    expect(status).toBe(200);
    expect(body).toMatchObject({ accepted: 0, findings: [{ code }] });
    const english = await upload(await file(), `${month}&lang=en`);
    expect(english.body.findings[0].message).not.toBe(body.findings[0].message);
    for (const { message } of [body.findings[0], english.body.findings[0]]) expect(message).not.toMatch(/metering\.|\{\{/);
  });

  test.each(['vi', 'en'])('downloaded in %s is read back by the parser, filled or not', async (lang) => {
    const answer = await app.fetch('GET', `/buildings/${buildingId}/readings/template.xlsx${month}&lang=${lang}`);
    expect(answer.status).toBe(200);
    const bytes = answer.body as unknown as Uint8Array<ArrayBuffer>;
    const book = await readXlsx(bytes);
    const [{ rows }] = book.sheets as [(typeof book.sheets)[number]];
    expect(rows).toHaveLength(6 + 6); // titles, blank, heading; then the meters
    expect((await upload(new Blob([bytes]))).body).toMatchObject({ accepted: 0, unchanged: 2, refused: 0 });
  });
});

describe('the grid', () => {
  test('saves by hand, tells a stale change with the other’s name, and returns the rows', async () => {
    const { rows } = await grid(first);
    const row = rows.find(({ serial }: { serial: string }) => serial === 'EM2');
    const path = `/buildings/${buildingId}/readings${month}&service=${first}`;
    const saved = await app.fetch('PATCH', path, { changes: [{ id: row.id, revision: 0, value: '1100', readOn: '2026-11-21' }] });
    expect(saved.body).toMatchObject({
      findings: [],
      rows: [{ id: row.id, value: '1100', revision: 1, state: 'entered', days: 27, dialEnd: '1000000' }],
    });
    const stale = await app.fetch('PATCH', path, { changes: [{ id: row.id, revision: 0, value: '1101' }] });
    expect(stale.status).toBe(200);
    expect(stale.body.findings).toMatchObject([
      { code: 'metering.reading.stale', params: { value: '1100', by: app.user.name }, at: { row: row.id } },
    ]);
  });

  test('waits while the month is being posted, and goes on after', async () => {
    const row = (await grid(first)).rows.find(({ serial }: { serial: string }) => serial === 'EM3');
    const path = `/buildings/${buildingId}/readings${month}&service=${first}`;
    const posting = await app.db.admin.transaction();
    // what billing does before it posts (run-lock.ts)
    await posting.raw('select pg_advisory_xact_lock(hashtextextended(?, 7294))', [`readings ${buildingId} 2026-11-01`]);
    let done = false;
    const saving = app.fetch('PATCH', path, { changes: [{ id: row.id, revision: 0, value: '1100' }] }).finally(() => {
      done = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(done).toBe(false);
    await posting.commit();
    expect((await saving).body).toMatchObject({ findings: [], rows: [{ value: '1100' }] });
  });

  test('of an unknown service, period or building is refused in words', async () => {
    expect((await app.fetch('GET', `/buildings/${buildingId}/readings${month}&service=nothing`)).status).toBe(404);
    expect((await app.fetch('GET', `/buildings/${buildingId}/readings?period=2026-13&service=${first}`)).status).toBe(422);
    expect((await app.fetch('GET', `/buildings/999999/readings${month}&service=${first}`)).status).toBe(403);
  });
});
