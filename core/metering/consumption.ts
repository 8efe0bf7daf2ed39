// What went through a meter between two readings.
import { add, type Decimal, type DecimalText, decimalOf, mul, sub } from '#kit';

export interface Segment {
  previous: DecimalText;
  value: DecimalText;
  rollover: boolean;
}

/** (value − previous) × multiplier; past the end of the dial (10^digits − previous + value) × multiplier. */
export function consumptionOf(
  meter: { digits: number; multiplier: DecimalText },
  { previous, value, rollover }: Segment,
): Decimal {
  const turned = rollover ? decimalOf(10n ** BigInt(meter.digits)) : decimalOf(0);
  return mul(sub(add(decimalOf(value), turned), decimalOf(previous)), decimalOf(meter.multiplier));
}
