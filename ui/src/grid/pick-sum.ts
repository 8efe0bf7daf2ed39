// What a selection adds up to: its numbers only, exactly.
import type { ColumnDef } from '#kit';
import type { Box } from './block.ts';
import { numberOf } from './number-of.ts';
import type { Row } from './sheet-store.ts';

export interface Picked {
  cells: number;
  numbers: number;
  sum: bigint;
  least: bigint;
  most: bigint;
}

export function pickSum(
  box: Box,
  columns: readonly (ColumnDef | undefined)[],
  rowAt: (index: number) => Row | undefined,
): Picked {
  const found: Picked = { cells: (box.bottom - box.top + 1) * columns.length, numbers: 0, sum: 0n, least: 0n, most: 0n };
  for (let index = box.top; index <= box.bottom; index++) {
    const row = rowAt(index);
    if (!row) continue;
    for (const column of columns) {
      const value = column && ['number', 'money', 'percent'].includes(column.type) ? numberOf(row[column.field]) : null;
      if (value === null) continue;
      found.least = found.numbers === 0 || value < found.least ? value : found.least;
      found.most = found.numbers === 0 || value > found.most ? value : found.most;
      found.sum += value;
      found.numbers++;
    }
  }
  return found;
}
