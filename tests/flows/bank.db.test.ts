// A bank statement: read once, matched with reasons, posted once whoever asks; the books always agree.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { writeXlsx } from 'hucre/xlsx';
import { verifyBuilding } from '../../core/cli/verify.ts';
import { transferMemo } from '../../core/kit/transfer-memo.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const { admin } = app.db;
let house: MoneyBuilding;
let accountId: number;
const open: number[] = [];
const HEAD = 'Ngày giao dịch,Số tham chiếu,Ghi nợ,Ghi có,Nội dung';
const memo = (n: number) => transferMemo({ building: 'NH', unit: `U0000${n + 1}`, period: '2026-11' })!;

beforeAll(async () => {
  freezeClock('2026-12-05T05:00:00Z');
  house = await moneyBuilding(app, { code: 'NH', units: 9, period: '2026-11' });
  await postMonth(app, house, '2026-11');
  const { body } = await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${house.unitIds.join(',')}`);
  for (const unitId of house.unitIds)
    open.push(
      body.items.filter((i: { unitId: number }) => i.unitId === unitId).reduce((s: number, i: { open: number }) => s + i.open, 0),
    );
  const account = { bin: '970436', number: '0011004567890', name: 'Thu phí', buildingIds: [house.buildingId] };
  accountId = (await app.fetch('POST', '/bank-accounts', account)).body.id;
}, 60_000);

const upload = async (content: string | Uint8Array, name = 'sao-ke.csv', query = '', lang = 'vi') => {
  const form = new FormData();
  form.append('file', new Blob([content as never]), name);
  return app.fetch('POST', `/bank-statements/import?accountId=${accountId}&lang=${lang}${query}`, form);
};
const read = async (lines: string[], query = '') => (await upload([HEAD, ...lines].join('\n'), 'sao-ke.csv', query)).body;
const rowsOf = async (state = '') =>
  (await app.fetch('GET', `/bank-statements?accountId=${accountId}${state && `&state=${state}`}`)).body;
const rowOf = async (reference: string) =>
  (await rowsOf()).rows.find((row: { reference: string }) => row.reference === reference);
const post = (path: string, body: object = {}, key?: string, token = app.token) =>
  app.fetch('POST', path, body, { token, headers: key ? { 'idempotency-key': key } : {} });
const openAt = async (n: number) =>
  (await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${house.unitIds[n]}`)).body.open;
const sound = async () => {
  const lines: string[] = [];
  const bad = await verifyBuilding(
    { ...app.user, buildingIds: [house.buildingId] },
    house.buildingId,
    (line) => lines.push(line),
    'NH',
  );
  expect([bad, lines]).toEqual([0, expect.anything()]);
};

test('the first file asks which column is which, and stores nothing before', async () => {
  const body = await read([`03/12/2026,FT0,,"1,000",${memo(0)}`]);
  expect([body.fileId, body.added, body.confirm.columns]).toEqual([
    ...[null, 0],
    { date: 'Ngày giao dịch', reference: 'Số tham chiếu', debit: 'Ghi nợ', credit: 'Ghi có', memo: 'Nội dung' },
  ]);
  expect(body.confirm.sample[0]).toEqual(['03/12/2026', 'FT0', '', '1,000', memo(0)]);
  expect((await rowsOf()).total).toBe(0);
});

test('confirmed columns are remembered; rows come with what they pay and why, in words', async () => {
  const lines = [
    `03/12/2026 08:15:00,FT1,,"${open[0]!.toLocaleString('en-US')}",mbvcb.1 ${memo(0).toLowerCase().replaceAll(' ', '')}.ct tu 0123`,
    `03/12/2026 09:00:00,FT2,,"${open[1]! + open[2]!}",${memo(1)} ${memo(2)}`,
    '03/12/2026 09:30:00,FT3,,50000,chuyen tien khong ro',
    '03/12/2026,FT4,11000,,PHI SMS',
    `04/12/2026,FT5,,${open[3]},${memo(3)}`,
    `04/12/2026,FT5,,${open[3]},${memo(3)}`,
    `04/12/2026,FT6,,${open[4]! - 1000},CH U00005 dong phi`,
  ];
  const columns = encodeURIComponent(
    JSON.stringify({ date: 'ngày giao dịch', reference: 'Số tham chiếu', debit: 'Ghi nợ', credit: 'Ghi có', memo: 'Nội dung' }),
  );
  expect(await read(lines, `&columns=${columns}`)).toMatchObject({ read: 7, added: 7, known: 0, findings: [] });
  expect(await read(lines)).toMatchObject({ read: 7, added: 0, known: 7, findings: [] });
  const { rows, counts, sure } = await rowsOf();
  expect([counts, sure]).toEqual([{ open: 6, parked: 0, settled: 0, booked: 0, out: 1, leftOut: 0 }, 3]);
  const brief = rows.map((row: never) => {
    const { reference, state, suggestion, why } = row as {
      reference: string;
      state: string;
      suggestion: { confidence: string } | null;
      why: string[];
    };
    return [reference, state, suggestion?.confidence ?? null, why.join(' ')];
  });
  const vnd = (amount: number) => new Intl.NumberFormat('vi').format(amount);
  expect(brief).toEqual([
    [
      'FT6',
      'open',
      'guess',
      `Nội dung có mã căn U00005. Trả một phần: còn nợ ${vnd(open[4]!)} đ, sau đó còn 1.000 đ; trừ khoản cũ nhất trước.`,
    ],
    [
      'FT5',
      'open',
      'likely',
      'Mã chuyển khoản của U00004 đúng ký tự kiểm tra. U00004 không còn nợ; có thể chuyển hai lần hoặc trả trước.',
    ],
    ['FT5', 'open', 'sure', `Mã chuyển khoản của U00004 đúng ký tự kiểm tra. Số tiền bằng đúng số còn nợ ${vnd(open[3]!)} đ.`],
    ['FT4', 'out', null, 'Phí ngân hàng: không phải tiền khách trả, không ghi thu.'],
    ['FT3', 'open', null, 'Không thấy mã căn, tên hay số tiền nào khớp.'],
    [
      'FT2',
      'open',
      'sure',
      `Mã chuyển khoản của U00002, U00003 đúng ký tự kiểm tra. Số tiền bằng đúng số còn nợ ${vnd(open[1]! + open[2]!)} đ.`,
    ],
    ['FT1', 'open', 'sure', `Mã chuyển khoản của U00001 đúng ký tự kiểm tra. Số tiền bằng đúng số còn nợ ${vnd(open[0]!)} đ.`],
  ]);
});

test('five clerks confirm all sure matches at once: each is one receipt', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => post('/bank-statements/confirm', { accountId })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(answers.reduce((sum, { body }) => sum + body.settled, 0)).toBe(3);
  expect(await Promise.all([0, 1, 2, 3].map(openAt))).toEqual([0, 0, 0, 0]);
  const documents = await admin('document')
    .where({ building_id: house.buildingId })
    .orderBy('number')
    .select('series', 'kind', 'amount', 'reference');
  expect(documents).toEqual([
    { series: 'BC', kind: 'receipt', amount: open[0], reference: 'FT1' },
    { series: 'BC', kind: 'receipt', amount: open[1]! + open[2]!, reference: 'FT2' },
    { series: 'BC', kind: 'receipt', amount: open[3], reference: 'FT5' },
  ]);
  expect((await rowsOf()).counts).toMatchObject({ settled: 3, open: 3 });
  await sound();
}, 60_000);

test('the rest waits on 3388 and finds its payer in parts; a command sent twice is one', async () => {
  const { id } = await rowOf('FT3');
  const [first, second] = await Promise.all([post(`/bank-rows/${id}/park`), post(`/bank-rows/${id}/park`)]);
  expect([first.body.result, second.body.result].sort()).toEqual(['already', 'settled']);
  expect(await rowOf('FT3')).toMatchObject({ state: 'parked', remaining: 50_000 });
  const part = { parts: [{ unitId: house.unitIds[5], amount: 20_000 }] };
  expect((await post(`/bank-rows/${id}/settle`, part)).body.code).toBe('ledger.key.missing');
  const answers = [await post(`/bank-rows/${id}/settle`, part, 'part-1'), await post(`/bank-rows/${id}/settle`, part, 'part-1')];
  expect(answers[1]!.body).toEqual(answers[0]!.body);
  expect([await openAt(5), (await rowOf('FT3')).remaining]).toEqual([open[5]! - 20_000, 30_000]);
  const more = { parts: [{ unitId: house.unitIds[5], amount: 30_001 }] };
  expect((await post(`/bank-rows/${id}/settle`, more, 'part-2')).body.code).toBe('bank.row.partsDiffer');
  await post(`/bank-rows/${id}/settle`, { parts: [{ unitId: house.unitIds[6], amount: 30_000 }] }, 'part-3');
  expect((await rowOf('FT3')).state).toBe('settled');
  await sound();
});

test('a clerk may choose other units; the parts must be the transfer', async () => {
  const { id } = await rowOf('FT6');
  const amount = open[4]! - 1000;
  const wrong = await post(`/bank-rows/${id}/settle`, { parts: [{ unitId: house.unitIds[7], amount: amount - 1 }] });
  expect([wrong.status, wrong.body.code]).toEqual([422, 'bank.row.partsDiffer']);
  const parts = [
    { unitId: house.unitIds[7], amount: 1000 },
    { unitId: house.unitIds[4], amount: amount - 1000 },
  ];
  const { body } = await post(`/bank-rows/${id}/settle`, { parts });
  expect(body).toMatchObject({ result: 'settled' });
  expect([await openAt(7), await openAt(4)]).toEqual([open[7]! - 1000, 2000]);
  const again = await post(`/bank-rows/${id}/settle`, { parts });
  expect(again.body).toMatchObject({ result: 'already', number: body.number });
  expect(again.body.message).toContain(body.number);
  await sound();
});

test('a voided receipt opens its row again, and it is posted anew', async () => {
  const before = await rowOf('FT1');
  await post(`/receipts/${before.documentId}/void`, { reason: 'Thu nhầm' }, 'void-1');
  expect(await rowOf('FT1')).toMatchObject({ state: 'open', suggestion: { confidence: 'sure' } });
  const { body } = await post('/bank-statements/confirm', { accountId, rowIds: [before.id] });
  expect(body.settled).toBe(1);
  expect((await rowOf('FT1')).number).not.toBe(before.number);
  await sound();
});

test('a receipt entered by hand before is linked, not posted twice', async () => {
  const by = { buildingId: house.buildingId, method: 'bank', unitIds: [house.unitIds[8]], amount: open[8], reference: 'FT9' };
  const receipt = (await post('/receipts', by, 'by-hand')).body;
  await read([`05/12/2026,FT9,,${open[8]},${memo(8)}`]);
  expect((await rowOf('FT9')).suggestion).toMatchObject({ kind: 'booked', number: receipt.number, confidence: 'sure' });
  const count = async () => Number((await admin('document').count('* as n').first())!.n);
  const before = await count();
  expect((await post('/bank-statements/confirm', { accountId })).body.settled).toBe(1);
  expect([await count(), (await rowOf('FT9')).state]).toEqual([before, 'booked']);
  const { id } = await rowOf('FT9');
  expect((await post(`/bank-rows/${id}/reopen`, { reason: 'Nối nhầm' })).body.result).toBe('settled');
  expect((await rowOf('FT9')).state).toBe('open');
  // the same receipt may be named again by its own row, never by another
  expect((await post(`/bank-rows/${id}/link`, { documentId: receipt.id })).body.code ?? 'linked').toBe('linked');
});

test('what no customer paid is left out with its reason, and taken back', async () => {
  await read(['05/12/2026,FT10,,1234,TRA LAI TIEN GUI']);
  const { id } = await rowOf('FT10');
  expect((await post(`/bank-rows/${id}/leave-out`, { reason: '' })).status).toBe(422);
  await post(`/bank-rows/${id}/leave-out`, { reason: 'Lãi tiền gửi' });
  expect(await rowOf('FT10')).toMatchObject({ state: 'leftOut', why: ['Lãi tiền gửi'] });
  await post(`/bank-rows/${id}/reopen`, { reason: 'Xem lại' });
  expect((await rowOf('FT10')).state).toBe('open');
  const out = await rowOf('FT4');
  expect((await post(`/bank-rows/${out.id}/park`)).body.code).toBe('bank.row.outgoing');
});

describe('bad input', () => {
  const xlsx = async (rows: unknown[][]) => (await writeXlsx({ sheets: [{ name: 'SK', rows: rows as never }] })) as Uint8Array;
  const zeros = Buffer.alloc(40);
  test.each<[string, () => Promise<Uint8Array | string> | string | Uint8Array, string]>([
    ['nothing', () => '', 'bank.file.empty'],
    ['a picture', () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), zeros]), 'bank.file.notAStatement'],
    ['a PDF', () => '%PDF-1.7 ...', 'bank.file.pdf'],
    ['an old .xls', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'bank.file.oldExcel'],
    ['a page that calls itself .xls', () => '<html><table><tr><td>Ngày</td></tr></table></html>', 'bank.file.oldExcel'],
    ['a torn .xlsx', async () => (await xlsx([['Ngày']])).slice(0, 300), 'bank.file.notAStatement'],
    ['a zip of zeros behind a small size', () => bomb(), 'bank.file.bomb'],
    [
      'a sheet without the confirmed columns',
      () =>
        xlsx([
          ['Ngày giao dịch', 'Nội dung', 'Số dư'],
          ['05/12/2026', 'x', 5],
        ]),
      'bank.columns.changed',
    ],
    [
      'the statement of another account',
      () => `Số tài khoản: 99887766554\n${HEAD}\n05/12/2026,Z1,,5,x`,
      'bank.file.otherAccount',
    ],
  ])('%s gets a sentence in both languages, and nothing is stored', async (_, make, code) => {
    const content = await make();
    const before = (await rowsOf()).total;
    for (const lang of ['vi', 'en']) {
      const { status, body } = await upload(content, 'tep', '', lang);
      expect([status, body.fileId, body.findings.map((finding: { code: string }) => finding.code)]).toEqual([200, null, [code]]);
      expect(body.findings[0].message).toMatch(/^[^{}]+\.$/);
    }
    expect((await rowsOf()).total).toBe(before);
  });

  test('60 MB are refused before they are read', async () => {
    const { status, body } = await upload(new Uint8Array(60_000_000));
    expect([status, body.code]).toEqual([413, 'api.upload.tooLarge']);
  });

  test('a bad row is told at its cell, the others are stored', async () => {
    const { added, findings } = await read(['31/11/2026,Q1,,1000,x', '05/12/2026,Q2,,12a,x', '05/12/2026,Q3,,2000,x']);
    expect([added, findings.map(({ code, at }: { code: string; at: object }) => [code, at])]).toEqual([
      ...[1],
      [
        ['bank.row.dateMalformed', { sheet: '', row: 2, column: 'A' }],
        ['bank.row.amountMalformed', { sheet: '', row: 3, column: 'D' }],
      ],
    ]);
  });

  test('an .xlsx of the account is read by the same columns in another order', async () => {
    const rows = [
      ['Sao kê'],
      ['Nội dung', 'Ghi có', 'Ghi nợ', 'Số tham chiếu', 'Ngày giao dịch'],
      ['ủng hộ', 7000, null, 'X1', new Date('2026-12-05')],
    ];
    expect((await upload(await xlsx(rows), 'sk.xlsx')).body).toMatchObject({ added: 1, findings: [] });
    expect(await rowOf('X1')).toMatchObject({ amount: 7000, onDate: '2026-12-05', memo: 'ủng hộ' });
  });
});

test('the application’s role changes no statement row and no decision', async () => {
  for (const table of ['bank_row', 'bank_file', 'bank_settlement'])
    for (const sql of [
      `update ${table} set ${table === 'bank_file' ? 'rows = 0' : table === 'bank_row' ? 'amount = 1' : `reason = 'x'`}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ])
      await expect(
        app.db.admin.transaction(async (trx) => {
          await trx.raw('set local role toanha_app');
          await trx.raw(sql);
        }),
      ).rejects.toThrow(/denied|append-only/);
});

test('who lacks one of the account’s buildings sees nothing of it; a reader reads no statement', async () => {
  const { body: other } = await app.fetch('POST', '/buildings', { code: 'NH2', name: 'Tòa hai' });
  const sign = async (login: string, role: string, buildingIds: number[]) => {
    await app.fetch('POST', '/users', { login, name: login, password: 'mật khẩu dài', role, buildingIds });
    return (await app.fetch('POST', '/session', { user: login, password: 'mật khẩu dài' }, { token: null })).body.token;
  };
  const clerk = await sign('ke-toan-2', 'accountant', [other.id]);
  const reader = await sign('xem', 'reader', [house.buildingId]);
  expect((await app.fetch('GET', `/bank-statements?accountId=${accountId}`, undefined, { token: clerk })).body.code).toBe(
    'bank.account.unknown',
  );
  const { id } = await rowOf('Q3');
  expect((await post(`/bank-rows/${id}/park`, {}, undefined, clerk)).status).toBe(404);
  expect((await app.fetch('GET', `/bank-statements?accountId=${accountId}`, undefined, { token: reader })).status).toBe(403);
});

/** A .xlsx of one part that says it unpacks to 200 MB. */
function bomb(): Uint8Array {
  const name = Buffer.from('xl/a');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(10, 20);
  entry.writeUInt32LE(200_000_000, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + 10, 16);
  return Buffer.concat([local, name, Buffer.alloc(10), entry, name, end]);
}
