// Statements as banks write them, and what is read from each.
import { describe, expect, test } from '@jest/globals';
import { decodeText } from './decode-text.ts';
import { findHeading, placeColumns } from './find-columns.ts';
import { parseCsv } from './parse-csv.ts';
import { parseStatement } from './parse-statement.ts';

const TODAY = '2026-12-01';
const read = (rows: unknown[][]) => {
  const heading = findHeading(rows);
  if (heading === null) return { columns: null, movements: [], findings: [] };
  const { movements, findings } = parseStatement({ sheet: 'S', rows }, heading, TODAY);
  return { columns: heading.columns, movements, findings };
};
const short = (rows: unknown[][]) =>
  read(rows).movements.map((row) => [row.onDate, row.time, row.amount, row.reference, row.memo]);
const codes = (rows: unknown[][]) => read(rows).findings.map(({ code, at }) => `${code} ${at?.column ?? ''}${at?.row}`);

describe('a statement', () => {
  test('with title rows, two amount columns and a sum under it', () => {
    const rows = [
      ['NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM'],
      ['SAO KÊ TÀI KHOẢN / STATEMENT OF ACCOUNT'],
      ['Số tài khoản: 0011004567890', null, null, 'Từ ngày 01/11/2026 đến ngày 30/11/2026'],
      [],
      ['STT', 'Ngày giao dịch\n(Transaction date)', 'Số tham chiếu', 'Ghi nợ\n(Debit)', 'Ghi có\n(Credit)', 'Số dư', 'Nội dung'],
      ['', 'Số dư đầu kỳ', '', '', '', '10.000.000', ''],
      ['1', '05/11/2026 08:31:05', 'FT26309001', '', '1.250.000', '11.250.000', 'BLD1 A1203 T112026X'],
      ['2', '06/11/2026', 'FT26310002', '11.000', '', '11.239.000', 'PHI SMS'],
      ['', 'Tổng cộng', '', '11.000', '1.250.000', '', ''],
    ];
    expect(short(rows)).toEqual([
      ['2026-11-05', '08:31:05', 1_250_000, 'FT26309001', 'BLD1 A1203 T112026X'],
      ['2026-11-06', null, -11_000, 'FT26310002', 'PHI SMS'],
    ]);
    expect(read(rows).findings).toEqual([]);
  });
  test('in English with one signed amount column and a time column', () => {
    const rows = [
      ['Date', 'Time', 'Description', 'Amount', 'Balance', 'Reference No.'],
      ['2026-11-05', '14:02', 'CONG TY ABC CHUYEN TIEN', '+3,000,000.00', '3,000,000.00', 'R1'],
      ['05/11/2026', '14:03', 'Fee', '-5,500', '2,994,500', 'R2'],
    ];
    expect(short(rows)).toEqual([
      ['2026-11-05', '14:02:00', 3_000_000, 'R1', 'CONG TY ABC CHUYEN TIEN'],
      ['2026-11-05', '14:03:00', -5_500, 'R2', 'Fee'],
    ]);
    expect(read(rows).findings).toEqual([]);
  });
  test('with an amount and a column that says which side', () => {
    const rows = [
      ['Ngày', 'Số tiền', 'Nợ/Có', 'Diễn giải'],
      ['05/11/2026', 500_000, 'C', 'tien nha'],
      ['05/11/2026', 20_000, 'D', 'phi'],
      ['05/11/2026', 20_000, '?', 'phi'],
    ];
    expect(short(rows).map(([, , amount]) => amount)).toEqual([500_000, -20_000]);
    expect(codes(rows)).toEqual(['bank.row.directionUnknown C4']);
  });
  test('with a heading of two rows', () => {
    const rows = [
      ['Ngày GD', 'Số CT', 'Phát sinh', null, 'Số dư', 'Nội dung'],
      [null, null, 'Nợ', 'Có', null, null],
      ['05/11/2026', 'A1', null, '700,000', '700,000', 'x'],
    ];
    expect(read(rows).columns).toEqual({
      ...{
        date: 'Ngày GD',
        reference: 'Số CT',
        debit: 'Phát sinh Nợ',
        credit: 'Phát sinh Có',
        balance: 'Số dư',
        memo: 'Nội dung',
      },
    });
    expect(short(rows)).toEqual([['2026-11-05', null, 700_000, 'A1', 'x']]);
  });
  test('with newest rows first keeps its balances; a missing row breaks them', () => {
    const head = ['Ngày', 'Ghi nợ', 'Ghi có', 'Số dư', 'Nội dung'];
    const [one, two, three] = [
      ['01/11/2026', '', '100', '100', 'a'],
      ['02/11/2026', '', '50', '150', 'b'],
      ['03/11/2026', '30', '', '120', 'c'],
    ];
    expect(codes([head, three!, two!, one!])).toEqual([]);
    expect(codes([head, one!, two!, three!])).toEqual([]);
    expect(codes([head, one!, three!])).toEqual(['bank.row.balanceBreak D3']);
  });
  test('tells a bad cell and reads on', () => {
    const rows = [
      ['Ngày', 'Số tham chiếu', 'Ghi nợ', 'Ghi có', 'Nội dung'],
      ['31/02/2026', 'A1', '', '100.000', 'ngày không có thật'],
      ['05/11/2026', 'A2', '', '12a', 'số không đọc được'],
      ['05/11/2026', 'A3', '5', '7', 'hai bên'],
      ['05/11/2026', 'A4', '', '', 'không có tiền'],
      ['05/12/2026', 'A5', '', '100', 'chưa đến'],
      ['05/11/2026', 'A6', '', '1', '234', '567', 'tách sai'],
      ['05/11/2026', 'A7', '', '200.000', 'tốt'],
      ['Lập bảng: Nguyễn Thị Hoa'],
    ];
    expect(codes(rows)).toEqual([
      ...['bank.row.dateMalformed A2', 'bank.row.amountMalformed D3', 'bank.row.bothSides C4', 'bank.row.amountMissing D5'],
      ...['bank.row.dateFuture A6', 'bank.row.tooWide 7'],
    ]);
    expect(short(rows)).toEqual([['2026-11-05', null, 200_000, 'A7', 'tốt']]);
  });
  test('without a heading is none', () => {
    expect(
      read([
        ['a', 'b'],
        ['1', '2'],
      ]).columns,
    ).toBeNull();
  });
});

test('confirmed columns are found in another order, and a missing one is named', () => {
  const columns = { date: 'Ngày', credit: 'Ghi có', memo: 'Nội dung' };
  const rows = [['Sao kê'], ['NỘI DUNG', 'Ghi có', 'Ngày'], ['x', '5', '05/11/2026']];
  expect(placeColumns(rows, columns)).toMatchObject({ below: 2 });
  expect(placeColumns([['Nội dung', 'Ngày']], columns)).toEqual({ missing: 'Ghi có' });
});

test.each([
  [
    'comma, quoted amounts and a line break',
    'Ngày,Tiền,Ghi\r\n05/11/2026,"1,000,000","a ""b""\nc"\r\n',
    [['05/11/2026', '1,000,000', 'a "b"\nc']],
  ],
  ['semicolon', 'Ngày;Tiền;Ghi\n05/11/2026;1.000;a,b\n', [['05/11/2026', '1.000', 'a,b']]],
  ['tab', 'Ngày\tTiền\tGhi\n05/11/2026\t1,000\ta\n', [['05/11/2026', '1,000', 'a']]],
  ['told separator', 'sep=;\nNgày;Tiền;Ghi\n1;2;3', [['1', '2', '3']]],
])('text split by %s', (_, text, rows) => {
  expect(parseCsv(text, 100).slice(1)).toEqual(rows);
});

test.each([
  ['UTF-8', Buffer.from('Nội dung ghi có')],
  ['UTF-8 with mark', Buffer.from('\uFEFFNội dung ghi có')],
  ['UTF-8 in pieces', Buffer.from('Nội dung ghi có'.normalize('NFD'))],
  ['UTF-16', Buffer.from('\uFEFFNội dung ghi có', 'utf16le')],
  // ộ is ô + dot below (0xF2), ó stands whole at 0xF3
  ['Windows-1258', Buffer.from([0x4e, 0xf4, 0xf2, 0x69, 0x20, 0x64, 0x75, 0x6e, 0x67, 0x20, 0x67, 0x68, 0x69, 0x20, 0x63, 0xf3])],
])('text in %s is read whole', (_, bytes) => {
  expect(decodeText(bytes)).toBe('Nội dung ghi có');
});
