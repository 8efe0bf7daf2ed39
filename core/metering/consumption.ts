// What went through a meter between two readings.
import { add, type Decimal, type DecimalText, decimalOf, mul, sub } from '#kit';

export interface Segment {
  previous: DecimalText;
  value: DecimalText;
  rollover: boolean;
  /** Of a faulty meter: its mean, which is charged instead. */
  declared?: DecimalText | null;
}

/** What was declared, else (value − previous) × multiplier; past the end of the dial (10^digits − previous + value) × multiplier. */
export function consumptionOf(
  meter: { digits: number; multiplier: DecimalText },
  { previous, value, rollover, declared }: Segment,
): Decimal {
  if (declared !== undefined && declared !== null) return decimalOf(declared);
  const turned = rollover ? decimalOf(10n ** BigInt(meter.digits)) : decimalOf(0);
  return mul(sub(add(decimalOf(value), turned), decimalOf(previous)), decimalOf(meter.multiplier));
}
