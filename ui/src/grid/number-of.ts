// Numbers out of cells.
import { type Decimal, decimalOf, isDecimalText } from '#kit';

/** The exact number a cell holds, or null where it holds none. */
export function numberOf(value: unknown): Decimal | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? decimalOf(value) : null;
  return isDecimalText(value) ? decimalOf(value) : null;
}
