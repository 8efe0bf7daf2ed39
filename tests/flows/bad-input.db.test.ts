// Bad input over HTTP: each is answered with a sentence in both languages that names the place, and leaves every table as it was.
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { writeSheet } from '../../samples/write-sheet.ts';
import { startTestApp } from '../support/test-app.ts';
import { buildWorked, period } from './worked-building.ts';

const app = await startTestApp();
const { admin } = app.db;
const TABLES = [
  'reading',
  'run',
  'run_row',
  'bill',
  'charge',
  'journal',
  'posting',
  'tariff',
  'unit',
  'meter',
  'period',
  'audit',
];
const HEADINGS = ['Số đồng hồ', 'Chỉ số mới', 'Ngày đọc', 'Quay vòng'];
const MEGABYTE = 1024 * 1024;
const at = { buildingId: 0, foreignId: 0 };
type Told = { code: string; message: string; findings?: Told[] };

beforeAll(async () => {
  freezeClock('2026-11-05T05:00:00Z');
  at.buildingId = await buildWorked(app);
  const [company] = await admin('company').insert({ code: 'KHAC', name: 'Công ty khác' }).returning('id');
  const [building] = await admin('building').insert({ company_id: company.id, code: 'KHAC', name: 'Tòa khác' }).returning('id');
  at.foreignId = building.id;
}, 60_000);

async function counts(): Promise<Record<string, number>> {
  const parts = TABLES.map((table) => `(select count(*) from ${table})::int as ${table}`);
  return (await admin.raw(`select ${parts.join(', ')}`)).rows[0];
}

/** Asks in both languages and answers what was said in Vietnamese; the body is made anew for each. */
async function refused(
  method: string,
  path: string,
  body: () => unknown = () => undefined,
  headers = {},
): Promise<{ status: number; told: Told }> {
  const before = await counts();
  const vi = await app.fetch(method, path, body(), { headers: { 'accept-language': 'vi', ...headers } });
  const en = await app.fetch(method, path, body(), { headers: { 'accept-language': 'en', ...headers } });
  const [first, other] = [vi, en].map((answer): Told => (answer.body.message ? answer.body : answer.body.findings?.[0]));
  expect([vi.status, first?.code]).toEqual([en.status, other?.code]);
  expect(vi.status).toBeLessThan(500);
  for (const said of [first!, ...(first!.findings ?? []), other!, ...(other!.findings ?? [])]) {
    expect(said.message).toMatch(/^\P{L}*\p{L}+.* \p{L}+/su);
    expect(said.message).not.toMatch(/\{\{|undefined|\[object/);
    expect(said.message).not.toContain(said.code);
  }
  expect(first!.message).not.toBe(other!.message);
  expect(first!.message).toMatch(/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i);
  expect(await counts()).toEqual(before);
  return { status: vi.status, told: first! };
}

const form = (content: Blob) => (): FormData => {
  const data = new FormData();
  data.set('file', content, 'chi-so.xlsx');
  return data;
};
const sheet = async (rows: (string | null)[][]): Promise<Blob> =>
  new Blob([(await writeSheet([{ name: 'Tháng 10', rows, widths: [14, 12, 12, 10] }])).slice()]);
const importPath = (month = period): string => `/buildings/${at.buildingId}/readings/import?period=${month}`;

describe('a sheet', () => {
  test.each([
    ['of an unknown meter', [HEADINGS, ['KHONG-CO', '5', '31/10/2026', null]], 'metering.sheet.meterUnknown'],
    ['with a reading below the last one', [HEADINGS, ['M-E1', '900', '31/10/2026', null]], 'metering.reading.belowPrevious'],
    [
      'with a dial that came round, unconfirmed',
      [HEADINGS, ['M-E2', '120', '31/10/2026', null]],
      'metering.reading.belowPrevious',
    ],
    [
      'of another month',
      [['BẢNG GHI CHỈ SỐ THÁNG 09/2026'], [], HEADINGS, ['M-E1', '1120', '30/09/2026', null]],
      'metering.sheet.wrongPeriod',
    ],
    ['with a day that does not exist', [HEADINGS, ['M-E1', '1120', '31/09/2026', null]], 'metering.sheet.dateMalformed'],
    ['with a letter for a digit', [HEADINGS, ['M-E1', '112O', '31/10/2026', null]], 'metering.sheet.numberMalformed'],
    [
      'with two readings of one meter',
      [HEADINGS, ['M-E1', '1120', '31/10/2026', null], ['M-E1', '1130', '31/10/2026', null]],
      'metering.sheet.meterTwice',
    ],
    ['without headings', [['a', 'b']], 'metering.sheet.noHeading'],
  ])('%s is told at its place and stores nothing', async (_name, rows, code) => {
    const { told } = await refused('POST', importPath(), form(await sheet(rows)));
    expect(told.code).toBe(code);
  });

  test.each([
    ['no sheet', new Blob(['%PDF-1.4 not a sheet']), 200, 'metering.sheet.notASheet'],
    ['a zip bomb', bomb(), 200, 'metering.sheet.bomb'],
    ['60 MB', new Blob([new Uint8Array(60 * MEGABYTE)]), 413, 'api.upload.tooLarge'],
  ])('that is %s is refused as a whole', async (_name, content, status, code) => {
    const answer = await refused('POST', importPath(), form(content));
    expect([answer.status, answer.told.code]).toEqual([status, code]);
  });
});

// 300 MB of blanks that deflate to some 300 kB, as the one sheet of an archive that tells their true size
function bomb(): Blob {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const packed = deflateRawSync(Buffer.alloc(300 * MEGABYTE, 32), { level: 1 });
  const sizes = Buffer.alloc(12); // crc, packed, unpacked
  sizes.writeUInt32LE(packed.length, 4);
  sizes.writeUInt32LE(300 * MEGABYTE, 8);
  const names = Buffer.from([name.length, 0, 0, 0]);
  const local = Buffer.concat([
    Buffer.from('504b03041400000008000000' + '0000', 'hex').subarray(0, 14),
    sizes,
    names,
    name,
    packed,
  ]);
  const central = Buffer.concat([
    Buffer.from('504b010214001400000008000000' + '0000', 'hex').subarray(0, 16),
    sizes,
    names,
    Buffer.alloc(14),
    name,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return new Blob([local, central, end]);
}

describe('a price', () => {
  const label = { vi: 'Điện', en: 'Energy' };
  const tariffOf = (amount: string) => ({
    parameters: {},
    tables: {},
    lines: [{ kind: 'amount', code: 'energy', amount, vat: 'standard', nature: 'own', label }],
  });
  test.each([
    [
      'an unknown name',
      { service: 'electricity', tariff: tariffOf('consumptoin * 2'), input: { consumption: '1' } },
      'pricing.badTariff',
    ],
    [
      'a bomb of powers',
      { service: 'electricity', tariff: tariffOf('9^9^9^9'), input: { consumption: '1' } },
      'pricing.badTariff',
    ],
    [
      '10,000 nested brackets',
      { service: 'electricity', tariff: tariffOf(`${'('.repeat(10_000)}1${')'.repeat(10_000)}`), input: { consumption: '1' } },
      'pricing.badTariff',
    ],
    [
      'a name every object has',
      { service: 'electricity', tariff: tariffOf('constructor'), input: { consumption: '1' } },
      'pricing.badTariff',
    ],
    [
      'no member count',
      { service: 'water', preset: 'hcmc-residential-2026', input: { consumption: '12' } },
      'pricing.missingVariable',
    ],
  ])('with %s says so', async (_name, body, code) => {
    const { status, told } = await refused('POST', '/price', () => body);
    expect([status, told.code]).toEqual([422, code]);
  });
});

describe('a request', () => {
  const json = { 'content-type': 'application/json' };
  test.each([
    [
      'of a month that does not exist',
      'GET',
      () => `/bills?buildingId=${at.buildingId}&period=2026-13`,
      undefined,
      {},
      422,
      'api.params.invalid',
    ],
    [
      'of a day that does not exist',
      'GET',
      () => `/buildings/${at.buildingId}/units?on=2026-02-30`,
      undefined,
      {},
      422,
      'api.params.invalid',
    ],
    ['of a negative id', 'GET', () => '/runs/-1', undefined, {}, 422, 'api.params.invalid'],
    ['of wrong types', 'POST', () => '/runs', { buildingId: {}, period: 202611 }, {}, 422, 'api.params.invalid'],
    ['before the books begin', 'POST', () => '/runs', { buildingId: 1, period: '1900-01' }, {}, 422, 'api.params.invalid'],
    ['that is no JSON', 'POST', () => '/runs', '{"buildingId":', json, 400, 'api.body.malformed'],
    ['that says it is compressed', 'POST', () => '/runs', '{}', { ...json, 'content-encoding': 'br' }, 415, 'api.body.malformed'],
    ['with a NUL', 'POST', () => '/buildings', { code: 'X', name: 'a\0b' }, {}, 422, 'platform.text.malformed'],
    ['with half a character', 'POST', () => '/buildings', { code: 'X', name: '\ud800' }, {}, 422, 'platform.text.malformed'],
    [
      'for the bills of a foreign building',
      'GET',
      () => `/bills?buildingId=${at.foreignId}&period=2026-10`,
      undefined,
      {},
      403,
      'access.building.foreign',
    ],
    [
      'for the months of a foreign building',
      'GET',
      () => `/buildings/${at.foreignId}/periods`,
      undefined,
      {},
      403,
      'access.building.foreign',
    ],
    [
      'for the tariffs of a foreign building',
      'GET',
      () => `/buildings/${at.foreignId}/tariffs`,
      undefined,
      {},
      403,
      'access.building.foreign',
    ],
    [
      'for the runs of a foreign building',
      'GET',
      () => `/runs?buildingId=${at.foreignId}`,
      undefined,
      {},
      403,
      'access.building.foreign',
    ],
    [
      'for a tariff that ends before it begins',
      'POST',
      () => `/buildings/${at.buildingId}/tariffs`,
      { service: 'water', preset: 'flat', validFrom: '2026-05-01', validTo: '2026-01-01' },
      {},
      422,
      'billing.tariff.emptyRange',
    ],
  ])('%s is refused', async (_name, method, path, body, headers, status, code) => {
    const answer = await refused(method, path(), () => body, headers);
    expect([answer.status, answer.told.code]).toEqual([status, code]);
  });
});

describe('a run', () => {
  test('sorted or filtered by what is no column is refused, even by a name every object has', async () => {
    const { body } = await app.fetch('POST', '/runs', { buildingId: at.buildingId, period, wait: true });
    for (const sort of ['constructor', '__proto__', 'unit;drop table bill']) {
      const { status, told } = await refused('GET', `/runs/${body.id}/rows?sort=${encodeURIComponent(sort)}`);
      expect([status, told.code]).toEqual([422, 'billing.list.unknownSort']);
    }
    const { told } = await refused('GET', `/runs/${body.id}/rows?filter=${encodeURIComponent(`{"change":"' or 1=1"}`)}`);
    expect(told.code).toBe('billing.list.badFilter');
  });
});

describe('readings', () => {
  const path = (): string => `/buildings/${at.buildingId}/readings?period=${period}&service=electricity`;
  test('of one cell by two clerks are stored once; the other is shown the value', async () => {
    const { body } = await app.fetch('GET', path());
    const { id } = body.rows.find(({ serial }: { serial: string }) => serial === 'M-E1');
    const change = (value: string) => ({ changes: [{ id, revision: 0, value, readOn: '2026-10-31' }] });
    const answers = await Promise.all(['1120', '1121'].map((value) => app.fetch('PATCH', path(), change(value))));
    const codes = answers.flatMap((answer) => answer.body.findings.map(({ code }: Told) => code));
    expect(codes).toEqual(['metering.reading.stale']);
    expect(await admin('reading').where({ mounting_id: id }).pluck('revision')).toEqual([1]);
    const { told } = await refused('PATCH', path(), () => change('1122'));
    expect(told.code).toBe('metering.reading.stale');
  });
  test('of a closed month are refused', async () => {
    await app.fetch('PATCH', `/buildings/${at.buildingId}/periods/${period}`, { status: 'closed' });
    const locked = await refused('POST', importPath(), form(await sheet([HEADINGS, ['M-E4', '57', '31/10/2026', null]])));
    expect(locked.told.code).toBe('metering.reading.locked');
    const { status, told } = await refused('POST', '/runs', () => ({ buildingId: at.buildingId, period }));
    expect([status, told.code]).toEqual([409, 'billing.period.closed']);
  });
});
