// What went through a meter between two readings.
import { add, type Decimal, type DecimalText, decimalOf, mul, sub, textOf } from '#kit';

export interface Segment {
  previous: DecimalText;
  value: DecimalText;
  rollover: boolean;
  /** Of a faulty meter: its mean, which is charged instead. */
  declared?: DecimalText | null;
}
interface Scale {
  digits: number;
  multiplier: DecimalText;
}

/** What was declared, else (value − previous) × multiplier; past the end of the dial (10^digits − previous + value) × multiplier. */
export function consumptionOf(meter: Scale, { previous, value, rollover, declared }: Segment): Decimal {
  if (declared !== undefined && declared !== null) return decimalOf(declared);
  const turned = rollover ? decimalOf(10n ** BigInt(meter.digits)) : decimalOf(0);
  return mul(sub(add(decimalOf(value), turned), decimalOf(previous)), decimalOf(meter.multiplier));
}

const WHOLE = /^\d{1,15}$/; // differences of such numbers are exact

/** The same as text. Nearly every meter counts whole measures one to one: a month's run then needs no decimals for it. */
export function consumptionText(meter: Scale, segment: Segment): DecimalText {
  const { previous, value, rollover, declared } = segment;
  const bare = !rollover && meter.multiplier === '1' && (declared ?? null) === null;
  if (!bare || !WHOLE.test(value) || !WHOLE.test(previous)) return textOf(consumptionOf(meter, segment));
  return String(Number(value) - Number(previous));
}
