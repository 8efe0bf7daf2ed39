import { describe, expect, test } from '@jest/globals';
import { parseSheets } from './parse-sheet.ts';

const parse = (
  rows: unknown[][],
  name = 'Sheet1',
  merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = [],
) => parseSheets([{ name, rows, merges }], '2026-11');

describe('headings', () => {
  test.each<[string, unknown[]]>([
    ['Vietnamese', ['Căn hộ', 'Số đồng hồ', 'Chỉ số cũ', 'Chỉ số mới (kWh)']],
    ['upper case without marks', ['CAN HO', 'SO CONG TO', 'CS CU', 'CS MOI']],
    ['with the month behind', ['Mã căn', 'Số công tơ', 'Chỉ số cũ T10', 'Chỉ số mới tháng 11']],
    ['decomposed marks', ['Căn hộ', 'Đồng hồ', 'Chỉ số đầu kỳ', 'Chỉ số cuối kỳ'].map((t) => t.normalize('NFD'))],
    ['English', ['Unit', 'Meter no.', 'Previous reading', 'Current reading']],
  ])('are found: %s', (_, heading) => {
    const { rows, findings } = parse([heading, ['A-1201', 'EM1', 100, 214]]);
    expect(findings).toEqual([]);
    expect(rows).toMatchObject([{ row: 2, unit: 'A-1201', serial: 'EM1', previous: { value: '100' }, value: '214' }]);
  });

  test('stand in any order, below titles and blank rows', () => {
    const { rows } = parse([
      ['CÔNG TY QUẢN LÝ SUNRISE'],
      [],
      ['BẢNG GHI CHỈ SỐ ĐIỆN', null],
      ['Kỳ 11/2026'],
      [],
      ['Ghi chú', 'Chỉ số mới', 'STT', 'Số đồng hồ'],
      ['khóa cửa', 214, 1, 'EM1'],
      [],
      [null, 300, 2, 'EM2'],
    ]);
    expect(rows.map(({ row, serial, value, note }) => [row, serial, value, note])).toEqual([
      [7, 'EM1', '214', 'khóa cửa'],
      [9, 'EM2', '300', null],
    ]);
  });

  test('stand in two rows with merged cells', () => {
    const { rows, columns } = parse(
      [
        ['Căn hộ', 'Đồng hồ', 'Chỉ số', null, 'Ngày đọc'],
        [null, null, 'Cũ', 'Mới', null],
        ['A-1', 'EM1', 100, 214, '20/11/2026'],
      ],
      'Điện',
    );
    expect(rows).toMatchObject([{ previous: { value: '100' }, value: '214', readOn: '2026-11-20' }]);
    expect(columns.Điện).toMatchObject({ value: 'D', previous: 'C' });
  });

  test('that two columns claim are told, and nothing is read', () => {
    const { rows, findings } = parse([
      ['Căn hộ', 'Chỉ số mới', 'Chỉ số mới'],
      ['A-1', 1, 2],
    ]);
    expect(rows).toEqual([]);
    expect(findings).toMatchObject([{ code: 'metering.sheet.columnTwice', at: { sheet: 'Sheet1', row: 1, column: 'C' } }]);
  });

  test('that are missing are told', () => {
    expect(
      parse([
        ['Tên', 'Tuổi'],
        ['An', 3],
      ]).findings,
    ).toMatchObject([{ code: 'metering.sheet.noHeading', at: { sheet: 'Sheet1' } }]);
  });

  test('printed again on each page are passed over', () => {
    const head = ['Căn hộ', 'Số đồng hồ', 'Chỉ số mới'];
    const { rows, findings } = parse([head, ['A-1', 'EM1', 1], head, ['A-2', 'EM2', 2]]);
    expect([rows.length, findings]).toEqual([2, []]);
  });
});

describe('rows', () => {
  const head = ['Căn hộ', 'Số đồng hồ', 'Chỉ số mới', 'Ngày đọc', 'Quay vòng'];
  test('with a bad cell become findings at that cell and the others go on', () => {
    const { rows, findings } = parse([
      head,
      ['A-1', 'EM1', '12x4', null],
      ['A-2', 'EM2', 300, '31/02/2026'],
      ['A-3', 'EM3', '1.234,5', '20/11'],
    ]);
    expect(findings).toEqual([
      {
        code: 'metering.sheet.numberMalformed',
        params: { value: '12x4' },
        at: { sheet: 'Sheet1', row: 2, column: 'C', field: 'value' },
      },
      {
        code: 'metering.sheet.dateMalformed',
        params: { value: '31/02/2026' },
        at: { sheet: 'Sheet1', row: 3, column: 'D', field: 'readOn' },
      },
    ]);
    expect(rows).toMatchObject([{ row: 4, value: '1234.5', readOn: '2026-11-20' }]);
  });

  test('without a reading, of totals and of signatures are passed over', () => {
    const { rows, findings } = parse([
      head,
      ['A-1', 'EM1', null],
      ['Tổng cộng', null, 514],
      [null, null, 'Người lập biểu'],
      [null, null, ''],
    ]);
    expect([rows, findings]).toEqual([[], []]);
  });

  test('with a reading that belongs to nothing are told', () => {
    expect(parse([head, [null, null, 514]]).findings).toMatchObject([
      { code: 'metering.sheet.rowUnnamed', at: { row: 2, column: 'C' } },
    ]);
  });

  test('take the unit of a cell merged over several meters', () => {
    const { rows } = parse([head, ['A-1', 'EM1', 1], [null, null, 2]], 'S', [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }]);
    expect(rows.map(({ unit }) => unit)).toEqual(['A-1', 'A-1']);
  });

  test.each([
    ['x', true],
    ['Có', true],
    [true, true],
    ['✓', true],
    ['', false],
    ['không', false],
    [null, false],
  ])('marked %p for a rollover: %p', (mark, rollover) => {
    expect(parse([head, ['A-1', 'EM1', 1, null, mark]]).rows[0]!.rollover).toBe(rollover);
  });
});

describe('the month in the title', () => {
  const body = [
    ['Căn hộ', 'Chỉ số mới'],
    ['A-1', 1],
  ];
  test.each(['Kỳ: 10/2026', 'Tháng 10 năm 2026', 'Period 2026-10', 'Readings of October 2026'])(
    '%p is not November: refused',
    (title) => {
      const { rows, findings } = parse([[title], ...body]);
      expect(rows).toEqual([]);
      expect(findings).toEqual([
        { code: 'metering.sheet.wrongPeriod', params: { named: '2026-10', period: '2026-11' }, at: { sheet: 'Sheet1' } },
      ]);
    },
  );
  test.each(['Kỳ 11/2026', 'THÁNG 11 NĂM 2026', 'November 2026', 'In ngày 02/12/2026'])('%p is accepted', (title) => {
    expect(parse([[title], ...body]).rows).toHaveLength(1);
  });
});
