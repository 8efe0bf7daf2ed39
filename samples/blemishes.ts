// The mistakes of the messy sheet, each once, at a share of the way down. The other rows are right.
import type { SampleBuilding, SampleReading } from './sample-building.ts';
import { type Cell, dayWritten } from './write-sheet.ts';

export interface Row {
  floor: string;
  unit: string;
  serial: string;
  service: string;
  value: Cell;
  previous: Cell;
  readOn: Cell;
  note: string | null;
  reader: string;
  reading: SampleReading;
}
export interface Blemish {
  name: string;
  share: number;
  /** What stands in the sheet instead of the right row. */
  spoil(row: Row, sample: SampleBuilding): Row[];
}

const wholePart = (text: string): number => Number(text.split('.')[0]);

export const BLEMISHES: readonly Blemish[] = [
  {
    name: 'no such meter',
    share: 0.06,
    spoil: (row) => [{ ...row, serial: `${row.serial.slice(0, 2)}99${row.serial.slice(4)}` }],
  },
  {
    name: 'below the last reading',
    share: 0.13,
    spoil: (row) => [{ ...row, value: Math.max(0, wholePart(row.reading.previous) - 12) }],
  },
  { name: 'a letter in the number', share: 0.22, spoil: (row) => [{ ...row, value: `${wholePart(row.reading.value)}O` }] },
  { name: 'no such day', share: 0.31, spoil: (row) => [{ ...row, readOn: '31/11/2026' }] },
  {
    name: 'another month',
    share: 0.38,
    spoil: (row) => [{ ...row, readOn: dayWritten(row.reading.readOn.replace('2026', '2025')) }],
  },
  {
    name: 'the same meter twice',
    share: 0.47,
    spoil: (row) => [row, { ...row, value: wholePart(row.reading.value) + 3, note: 'Đọc lại', reader: 'Hải KT' }],
  },
  { name: 'no reading', share: 0.58, spoil: (row) => [{ ...row, value: null, readOn: null, note: 'Khóa cửa' }] },
  {
    name: 'the neighbour’s unit',
    share: 0.66,
    spoil: (row, { units }) => [{ ...row, unit: units.find((unit) => unit.code !== row.unit)!.code }],
  },
  {
    name: 'more digits than the dial',
    share: 0.77,
    spoil: (row) => [{ ...row, value: wholePart(row.reading.value) + 12_000_000 }],
  },
  { name: 'the very same row twice', share: 0.88, spoil: (row) => [row, row] },
];
