// The open month as a careful clerk hands it in: one header row, one row a meter.
import type { SampleBuilding } from './sample-building.ts';
import { dateCell, type Sheet } from './write-sheet.ts';

const SERVICE_WORDS: Record<string, string> = { electricity: 'Điện', water: 'Nước' };

export function cleanSheet(sample: SampleBuilding): Sheet {
  const rows: Sheet['rows'] = [['Mã căn', 'Dịch vụ', 'Số đồng hồ', 'Chỉ số cũ', 'Chỉ số mới', 'Ngày đọc', 'Ghi chú']];
  for (const { unit, service, serial, previous, value, readOn, rollover } of sample.openReadings) {
    const note = rollover ? 'Đồng hồ quay vòng' : null;
    rows.push([unit, SERVICE_WORDS[service]!, serial, Number(previous), Number(value), dateCell(readOn), note]);
  }
  return { name: 'Chỉ số', rows, widths: [10, 9, 13, 12, 12, 12, 28] };
}
