// Units and people by hand and by sheet, over HTTP: what a clerk does on the first day of a building.
import { expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { writeSheet } from '../../samples/write-sheet.ts';
import { startTestApp } from '../support/test-app.ts';

const app = await startTestApp();
const { body: building } = await app.fetch('POST', '/buildings', { code: 'MD', name: 'Chung cư Mai Đình' });
const at = `/buildings/${building.id}`;
const post = async (path: string, rows: unknown[][], query = '') => {
  const bytes = await writeSheet([{ name: 'Trang 1', rows: rows as never, widths: rows[0]!.map(() => 12) }]);
  const form = new FormData();
  form.append('file', new Blob([bytes.slice()]), 'a.xlsx');
  return app.fetch('POST', `${at}/${path}/import${query}`, form);
};
const unitsSheet = [
  ['DANH SÁCH CĂN HỘ'],
  ['Mã căn', 'Khối', 'Tầng', 'Loại', 'Đối tượng giá', 'Diện tích (m²)', 'Số hộ'],
  ['A-0101', 'A', '1', 'Căn hộ', 'residential', '68,5', 1],
  ['A-0102', 'A', '1', 'Officetel', 'residential', '70', 1],
  ['A-0103', 'A', '1', 'Cửa hàng', 'business', '1.234', 1],
  ['a-0101', 'A', '1', null, null, null, null],
  ['A-0201', 'A', '2', 'office', 'business', 120.25, null],
];

test('a sheet of units: a dry run stores nothing, good rows are taken, bad cells are named, the second time changes nothing', async () => {
  const dry = await post('units', unitsSheet, '?dryRun=1');
  expect(dry.body).toMatchObject({ created: 2, changed: 0, unchanged: 0 });
  expect((await app.fetch('GET', `${at}/units`)).body.total).toBe(0);
  const { body } = await post('units', unitsSheet);
  expect(body.findings.map((one: { code: string; at: object }) => [one.code, one.at])).toEqual([
    ['platform.table.bad.choice', { sheet: 'Trang 1', row: 4, column: 'D' }],
    ['platform.table.bad.decimal', { sheet: 'Trang 1', row: 5, column: 'F' }],
    ['building.unit.twiceInSheet', { sheet: 'Trang 1', row: 6, column: 'A' }],
  ]);
  expect(body.findings[0].message).toContain('Căn hộ, Văn phòng, Cửa hàng, Ki-ốt, Khu vực chung');
  expect((await post('units', unitsSheet)).body).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
  const units = (await app.fetch('GET', `${at}/units`)).body.rows;
  expect(units).toMatchObject([
    { code: 'A-0101', block: 'A', floor: '1', kind: 'apartment', areaM2: '68.5' },
    { code: 'A-0201', floor: '2', kind: 'office', tariffClass: 'business', areaM2: '120.25' },
  ]);
});

test('what is exported is read back unchanged, in either language', async () => {
  for (const lang of ['vi', 'en']) {
    const file = await app.fetch('GET', `${at}/units.xlsx?lang=${lang}`);
    const form = new FormData();
    form.append('file', new Blob([file.body as never]), 'a.xlsx');
    expect((await app.fetch('POST', `${at}/units/import`, form)).body).toMatchObject({
      created: 0,
      changed: 0,
      unchanged: 2,
      findings: [],
    });
  }
  const blank = await app.fetch('GET', `${at}/units.xlsx?blank=1`);
  const { sheets } = await readXlsx(blank.body as never);
  expect(sheets[0]!.rows[0]!.slice(0, 4)).toEqual(['Mã căn *', 'Khối', 'Tầng', 'Loại']);
});

test('owners and tenants by sheet: new customers need a name, a second tenant of the same days is named at the cell', async () => {
  const heads = ['Mã căn', 'Vai trò', 'Mã khách hàng', 'Họ tên, tên công ty', 'Loại khách', 'Từ ngày', 'Đến ngày'];
  const rows = [
    heads,
    ['A-0101', 'Chủ sở hữu', 'KH1', 'Đặng Thị Ước', 'Cá nhân', '01/01/2024', null],
    ['A-0101', 'Khách thuê', 'KH2', 'Lê Văn Bảy', null, '01/06/2026', '15/11/2026'],
    ['A-0101', 'Khách thuê', 'KH3', 'Trần An', null, '15/11/2026', null],
    ['A-0201', 'owner', 'KH9', null, null, '01/01/2024', null],
    ['A-9999', 'owner', 'KH1', null, null, '01/01/2024', null],
    ['A-0201', 'owner', 'KH4', 'Công ty Hoa Sen', 'Công ty', '01/01/2024', '31/12/2023'],
  ];
  const { body } = await post('occupancies', rows);
  expect(body).toMatchObject({ created: 2, changed: 0, unchanged: 0 });
  expect(body.findings.map((one: { code: string; at: object }) => [one.code, one.at])).toEqual([
    ['customer.sheet.overlap', { sheet: 'Trang 1', row: 4, column: 'F' }],
    ['customer.sheet.nameless', { sheet: 'Trang 1', row: 5, column: 'C' }],
    ['customer.unit.unknown', { sheet: 'Trang 1', row: 6, column: 'A' }],
    ['customer.sheet.backwards', { sheet: 'Trang 1', row: 7, column: 'G' }],
  ]);
  expect((await post('occupancies', rows.slice(0, 3))).body).toMatchObject({
    created: 0,
    changed: 0,
    unchanged: 2,
    findings: [],
  });
});

test('registered people by sheet, with document and expiry; the same person twice in a unit is refused', async () => {
  const rows = [
    ['Mã căn', 'Họ tên', 'Số định danh', 'Số giấy tờ', 'Giấy tờ hết hạn', 'Từ ngày', 'Đến ngày'],
    ['A-0101', 'Đặng Thị Ước', '079180000001', 'CT07-55', '31/12/2026', '01/01/2024', null],
    ['A-0101', 'Ước (con)', '079180000001', null, null, '01/06/2026', null],
    ['A-0101', 'Bé Na', null, null, '31/12/2026', '01/01/2024', null],
    ['A-0101', 'Bé Na', null, null, null, '01/01/2024', null],
  ];
  const { body } = await post('members', rows);
  expect(body).toMatchObject({ created: 2, unchanged: 0 });
  expect(body.findings.map((one: { code: string; at: { column: string } }) => [one.code, one.at.column])).toEqual([
    ['customer.member.twice', 'C'],
    ['customer.member.expiryAlone', 'E'],
  ]);
  expect((await post('members', [rows[0]!, rows[1]!, rows[4]!])).body).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
  const renewed = [rows[0]!, ['A-0101', 'Đặng Thị Ước', '079180000001', 'CT07-99', '31/12/2028', '01/01/2024', null]];
  expect((await post('members', renewed)).body).toMatchObject({ created: 0, changed: 1 });
  const list = (await app.fetch('GET', `${at}/members`)).body.rows;
  expect(list).toMatchObject([
    { name: 'Bé Na', proof: 'none' },
    { documentRef: 'CT07-99', documentUntil: '2028-12-31', proof: 'valid' },
  ]);
});

test('one unit at the desk: other data, an archive refused while somebody lives there, and a trail of it', async () => {
  const [first, office] = (await app.fetch('GET', `${at}/units`)).body.rows;
  const changed = await app.fetch('PATCH', `${at}/units/${office.id}`, {
    code: 'A-0201B',
    areaM2: null,
    households: 2,
    floor: '3',
  });
  expect(changed.body).toMatchObject({ code: 'A-0201B', areaM2: null, households: 2, floor: '3', block: 'A' });
  const taken = await app.fetch('PATCH', `${at}/units/${office.id}`, { code: 'A-0101' });
  expect([taken.status, taken.body.code]).toEqual([409, 'building.unit.exists']);
  const refused = await app.fetch('PATCH', `${at}/units/${first.id}`, { archivedOn: '2026-12-01' });
  expect([refused.status, refused.body.code]).toEqual([409, 'building.unit.hasPeople']);
  expect((await app.fetch('PATCH', `${at}/units/${office.id}`, { archivedOn: '2026-01-01' })).body.archivedOn).toBe('2026-01-01');
  expect((await app.fetch('GET', `${at}/units`)).body.total).toBe(1);
  expect((await app.fetch('GET', `${at}/units?archived=1`)).body.total).toBe(2);
  const trail = await app.fetch('GET', `/audit?subjectKind=unit&subjectId=${office.id}`);
  expect(trail.body.total).toBe(2);
});

test('people at the desk: a tenant with a new customer, his last day, and a clash told by name', async () => {
  const [unit] = (await app.fetch('GET', `${at}/units`)).body.rows;
  const customer = { code: 'KH3', name: 'Trần An', phone: '0901234567' };
  const tenant = { unitId: unit.id, role: 'tenant', customer };
  const clash = await app.fetch('POST', `${at}/occupancies`, { ...tenant, from: '2026-11-15' });
  expect(clash.body.message).toContain('Lê Văn Bảy từ 01/06/2026 đến 15/11/2026');
  const made = await app.fetch('POST', `${at}/occupancies`, { ...tenant, from: '2026-11-16' });
  expect(made.status).toBe(200);
  const ended = await app.fetch('PATCH', `${at}/occupancies/${made.body.id}`, { to: '2027-01-31', reason: 'hết hợp đồng' });
  expect(ended.status).toBe(200);
  const rows = (await app.fetch('GET', `${at}/occupancies`)).body.rows;
  expect(rows.find((one: { customerCode: string }) => one.customerCode === 'KH3')).toMatchObject({
    ...{ role: 'tenant', from: '2026-11-16', to: '2027-01-31', phone: '0901234567' },
  });
  const twice = await app.fetch('POST', '/customers', { code: 'KH3', name: 'Người khác' });
  expect([twice.status, twice.body.message]).toEqual([409, expect.stringContaining('Trần An')]);
});

test('a registered person at the desk: document, expiry, leaving, and a slip taken away with its reason', async () => {
  const [unit] = (await app.fetch('GET', `${at}/units`)).body.rows;
  const made = await app.fetch('POST', `${at}/members`, { unitId: unit.id, name: 'Lê Thị Tám', from: '2026-10-01' });
  const path = `${at}/members/${made.body.id}`;
  const alone = await app.fetch('POST', `${at}/members`, {
    unitId: unit.id,
    name: 'X',
    from: '2026-10-01',
    documentUntil: '2027-01-01',
  });
  expect(alone.status).toBe(422);
  expect((await app.fetch('PATCH', path, { documentRef: 'TT-12', documentUntil: '2026-01-01', to: '2026-10-31' })).status).toBe(
    200,
  );
  expect((await app.fetch('PATCH', path, { to: '2026-09-30' })).body.code).toBe('customer.range.backwards');
  expect((await app.fetch('DELETE', `${path}?reason=nhập nhầm`)).status).toBe(200);
  expect((await app.fetch('GET', `${at}/members`)).body.total).toBe(2);
});
