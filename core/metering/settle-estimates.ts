// A real reading settles the estimates before it: one below them shares what was really used over their days and its own. Pure.
import { add, compare, daysBetween, decimalOf, mulDiv, roundTo, sub, textOf } from '#kit';
import type { Dial, PastReading } from './dial.ts';
import type { ReadingFace, Rewritten } from './rewrite-readings.ts';

export interface Settlement {
  /** The estimates as they are now, oldest first. */
  rewritten: Rewritten[];
  /** The dial, continuing from the last of them. */
  dial: Dial;
}

/** The estimates at the end of a meter's past, oldest first; `past` is in order of its periods. */
export function trailingEstimates(past: readonly PastReading[]): PastReading[] {
  const lastReal = past.findLastIndex(({ kind }) => kind !== 'estimate');
  return past.slice(lastReal + 1);
}

/** null where the reading does not lie below an estimate, or lies below the last real reading too: then it is an error. */
export function settlementOf(dial: Dial, value: string, readOn: string, past: readonly PastReading[]): Settlement | null {
  const estimates = trailingEstimates(past);
  const first = estimates[0];
  if (!first || estimates.some(({ rollover }) => rollover)) return null;
  const real = decimalOf(first.previous);
  const given = decimalOf(value);
  if (compare(given, decimalOf(dial.previous)) >= 0 || compare(given, real) < 0) return null;
  const days = daysBetween(first.previousOn, readOn);
  if (days <= 0) return null;
  let previous = first.previous;
  const rewritten = estimates.map((estimate): Rewritten => {
    const shared = mulDiv(sub(given, real), decimalOf(daysBetween(first.previousOn, estimate.readOn)), decimalOf(days));
    const settled = textOf(roundTo(add(real, shared), dial.decimals));
    const was: ReadingFace = {
      previous: estimate.previous,
      value: estimate.value,
      rollover: false,
      kind: 'estimate',
      declared: null,
    };
    const became: ReadingFace = { ...was, previous, value: settled };
    previous = settled;
    return { mountingId: dial.id, unitId: dial.unitId, service: dial.service, period: estimate.period, was, became };
  });
  return { rewritten, dial: { ...dial, previous } };
}
