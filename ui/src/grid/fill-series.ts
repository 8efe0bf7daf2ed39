// What the fill handle writes: an even series of numbers goes on, anything else repeats.
import { add, decimalOf, isDecimalText, sub, textOf } from '#kit';

export function fillSeries(source: readonly unknown[], count: number): unknown[] {
  const numbers = source.map((value) => (isDecimalText(value) ? decimalOf(value) : null));
  const [first, second] = numbers;
  const step = first != null && second != null ? sub(second, first) : null;
  const even = step !== null && numbers.every((value, i) => value !== null && (i === 0 || value - numbers[i - 1]! === step));
  if (!even) return Array.from({ length: count }, (_, i) => source[i % source.length]);
  let last = numbers.at(-1)!;
  return Array.from({ length: count }, () => {
    last = add(last, step);
    return textOf(last);
  });
}
