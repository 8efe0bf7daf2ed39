// The open month as a careful clerk hands it in: one header row, one row a meter.
import type { SampleBuilding } from './sample-building.ts';
import { dateCell, type Sheet } from './write-sheet.ts';

const SERVICE_WORDS: Record<string, string> = { electricity: 'Điện', water: 'Nước', gas: 'Gas', aircon: 'Điện điều hòa' };

export function cleanSheet(sample: SampleBuilding): Sheet {
  const rows: Sheet['rows'] = [
    ['Mã căn', 'Dịch vụ', 'Số đồng hồ', 'Chỉ số cũ', 'Chỉ số mới', 'Ngày đọc', 'Quay vòng', 'Ghi chú'],
  ];
  for (const { unit, service, serial, previous, value, readOn, rollover, note } of sample.openReadings) {
    const word = SERVICE_WORDS[service]!;
    rows.push([unit, word, serial, Number(previous), Number(value), dateCell(readOn), rollover ? 'x' : null, note]);
  }
  return { name: 'Chỉ số', rows, widths: [10, 9, 13, 12, 12, 12, 11, 28] };
}
