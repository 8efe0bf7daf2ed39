// The same month as it really comes in: titles, merged cells, floor headings, columns in odd order, numbers as text, and mistakes.
import { BLEMISHES, type Row } from './blemishes.ts';
import { randomFrom } from './random.ts';
import type { SampleBuilding, SampleReading } from './sample-building.ts';
import { type Cell, dateCell, dayWritten, type Sheet } from './write-sheet.ts';

const HEADINGS = ['STT', 'Ghi chú', 'Số đồng hồ', 'Loại', 'Căn hộ', 'Chỉ số mới', 'Ngày ghi', 'Chỉ số cũ', 'Người ghi'];
const WORDS: Record<string, readonly string[]> = {
  electricity: ['Điện', 'điện ', 'ĐIỆN'],
  water: ['Nước', 'nước', 'NƯỚC '],
  gas: ['Gas', 'GAS'],
  aircon: ['Điện điều hòa', 'điện điều hòa '],
};
const WIDTH = HEADINGS.length;

export function messySheet(sample: SampleBuilding): Sheet {
  const sheet: Sheet = { name: 'T11', rows: [], merges: [], widths: [6, 26, 14, 9, 10, 12, 12, 12, 16] };
  const across = (text: string): void => {
    sheet.merges!.push({ startRow: sheet.rows.length, startCol: 0, endRow: sheet.rows.length, endCol: WIDTH - 1 });
    sheet.rows.push([text, ...Array<null>(WIDTH - 1).fill(null)]);
  };
  across(sample.company.name.toLocaleUpperCase('vi'));
  across('BẢNG GHI CHỈ SỐ ĐIỆN - NƯỚC THÁNG 11/2026');
  across(`Tòa nhà: ${sample.building.name}`);
  sheet.rows.push([], HEADINGS);
  let number = 0;
  const byFloor = Map.groupBy(rowsOf(sample), (row) => row.floor);
  for (const [floor, rows] of byFloor) {
    sheet.rows.push([]);
    across(`TẦNG ${floor}`);
    for (const [unit, own] of Map.groupBy(rows, (row) => row.unit)) {
      if (own.length === 2) mergeUnit(sheet);
      sheet.rows.push(...own.map((row, i) => cellsOf(row, ++number, i === 0 || own.length !== 2 ? unit : null)));
    }
  }
  sheet.rows.push([], ['Tổng cộng', `${number} đồng hồ`]);
  sheet.rows.push(
    [],
    [null, 'Người lập bảng', null, null, null, 'Trưởng ban quản lý'],
    [null, '(Ký, họ tên)', null, null, null, '(Ký, họ tên)'],
  );
  return sheet;
}

function mergeUnit(sheet: Sheet): void {
  sheet.merges!.push({ startRow: sheet.rows.length, startCol: 4, endRow: sheet.rows.length + 1, endCol: 4 });
}

/** Right rows first, then the mistakes are put in. */
function rowsOf(sample: SampleBuilding): Row[] {
  const floors = new Map(sample.units.map((unit) => [unit.code, unit.floor]));
  const rows = sample.openReadings.map((reading) => rowOf(reading, floors.get(reading.unit)!));
  for (const { share, spoil } of BLEMISHES) {
    const at = Math.floor(rows.length * share);
    rows.splice(at, 1, ...spoil(rows[at]!, sample));
  }
  return rows;
}

function rowOf(reading: SampleReading, floor: string): Row {
  const random = randomFrom(`row ${reading.serial}`);
  return {
    floor,
    unit: reading.unit,
    serial: reading.serial,
    service: random.pick(WORDS[reading.service]!),
    value: random.chance(15) ? written(reading.value) : Number(reading.value),
    previous: random.chance(10) ? written(reading.previous) : Number(reading.previous),
    readOn: random.chance(40) ? dayWritten(reading.readOn) : dateCell(reading.readOn),
    note: random.chance(3) ? random.pick(['Đồng hồ mờ số', 'Nhờ bảo vệ đọc', 'Chủ nhà xác nhận']) : null,
    reader: random.pick(['Tùng KT', 'Hải KT', 'Cường KT']),
    reading,
  };
}

/** 12345.6 as it is typed by hand: 12.345,6 */
function written(value: string): string {
  const [whole, decimals] = value.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, '.');
  return decimals === undefined ? grouped : `${grouped},${decimals}`;
}

const cellsOf = (row: Row, number: number, unit: string | null): Cell[] => [
  number,
  row.note,
  row.serial,
  row.service,
  unit,
  row.value,
  row.readOn,
  row.previous,
  row.reader,
];
