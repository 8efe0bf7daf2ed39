// What a clerk's change makes of a reading: a new one, none, nothing new, or findings. Pure.
import { add, compare, daysBetween, decimalOf, div, type Finding, lastDay, roundTo, sub, textOf } from '#kit';
import { checkReading } from './check-reading.ts';
import type { CurrentReading, Dial, PastReading } from './dial.ts';
import { expectedOver, type PastPeriod } from './history.ts';
import type { ReadingChange, ReadingKind } from './metering.contract.ts';
import type { Rewritten } from './rewrite-readings.ts';
import { settlementOf, trailingEstimates } from './settle-estimates.ts';

export interface PlannedReading {
  dial: Dial;
  value: string;
  readOn: string;
  rollover: boolean;
  kind: ReadingKind;
  /** Of a faulty meter: what it is charged instead. */
  declared: string | null;
  note: string | null;
  accept: { reason: string } | null;
  /** Estimates before it that lay above it, as they are now; `dial` continues from the last of them. */
  settles: Rewritten[];
}
export type Plan =
  | { kind: 'write'; reading: PlannedReading }
  | { kind: 'remove'; dial: Dial }
  | { kind: 'unchanged' }
  | { kind: 'refused'; findings: Finding[] };
export interface PlanContext {
  period: string;
  today: string;
  locked: boolean;
  history: readonly PastPeriod[];
  /** This meter's own readings before, in order. */
  past: readonly PastReading[];
  /** Estimates in a row a building allows. */
  estimatesMax: number;
}

export function planChange(dial: Dial, change: ReadingChange, context: PlanContext): Plan {
  const { current, serial } = dial;
  const refused = (code: string, params: Finding['params'], field = 'value'): Plan => {
    return { kind: 'refused', findings: [{ code, params: { serial, ...params }, at: { row: dial.id, field } }] };
  };
  const wanted = wantedOf(dial, change, context);
  const same = isSame(current, wanted, change);
  if (same) return { kind: 'unchanged' };
  if (context.locked) return refused('metering.reading.locked', { period: context.period });
  if (change.revision !== (current?.revision ?? 0)) return staleOf(dial, change);
  if (current?.kind === 'closing' && change.accept === undefined) return refused('metering.reading.closing', {});
  if (change.value === null && change.estimate !== true) {
    if (dial.laterPeriod) return refused('metering.reading.laterExists', { later: dial.laterPeriod });
    return current ? { kind: 'remove', dial } : { kind: 'unchanged' };
  }
  const inRow = trailingEstimates(context.past).length;
  if (change.estimate && inRow >= context.estimatesMax) return refused('metering.reading.tooManyEstimates', { inRow });
  if (wanted === null)
    return refused(change.estimate || change.faulty ? 'metering.reading.noHistory' : 'metering.reading.valueMissing', {});
  const moved =
    current === null || compare(decimalOf(current.value), decimalOf(wanted.value)) !== 0 || current.readOn !== wanted.readOn;
  if (dial.laterPeriod && moved) return refused('metering.reading.laterExists', { later: dial.laterPeriod });
  const settled = settles(wanted) ? settlementOf(dial, wanted.value, wanted.readOn, context.past) : null;
  const reading = settled ? { ...wanted, dial: settled.dial, settles: settled.rewritten } : wanted;
  const findings = checkReading(reading, { ...reading.dial, ...context });
  if (findings.length > 0)
    return { kind: 'refused', findings: findings.map((finding) => ({ ...finding, at: { row: dial.id, ...finding.at } })) };
  return { kind: 'write', reading };
}

function wantedOf(dial: Dial, change: ReadingChange, { period, today, history }: PlanContext): PlannedReading | null {
  const { current } = dial;
  const readOn = change.readOn ?? current?.readOn ?? defaultDay(dial, period, today);
  const estimated = change.estimate ? estimateOf(dial, readOn, history) : null;
  // a faulty meter may have been read or not: its dial says nothing
  const typed = change.value === undefined ? (current?.value ?? (change.faulty ? dial.previous : null)) : change.value;
  const value = change.estimate ? (estimated?.value ?? null) : typed;
  if (value === null) return null;
  const days = Math.max(0, daysBetween(dial.previousOn, readOn));
  const declared = change.faulty ? expectedOver(history, days, dial.decimals) : null;
  if (change.faulty && declared === null) return null;
  const valueChanged = current === null || compare(decimalOf(value), decimalOf(current.value)) !== 0;
  return {
    dial,
    value: textOf(decimalOf(value)),
    readOn,
    rollover: estimated?.rollover ?? change.rollover ?? (valueChanged ? false : (current?.rollover ?? false)),
    ...kindOf(change, current, valueChanged, declared),
    settles: [],
    note: change.note === undefined ? (current?.note ?? null) : change.note || null,
    accept: change.accept ?? (valueChanged || current?.state !== 'accepted' ? null : { reason: current.reason! }),
  };
}

// What says nothing new of the dial leaves the kind as it was.
function kindOf(
  change: ReadingChange,
  current: CurrentReading | null,
  valueChanged: boolean,
  declared: string | null,
): Pick<PlannedReading, 'kind' | 'declared'> {
  if (change.faulty) return { kind: 'faulty', declared };
  if (change.estimate) return { kind: 'estimate', declared: null };
  if (current === null || valueChanged || change.value !== undefined || change.faulty === false)
    return { kind: 'actual', declared: null };
  return { kind: current.kind, declared: current.declared };
}

const settles = ({ kind, rollover }: PlannedReading): boolean => kind === 'actual' && !rollover;

/** The day of a reading entered without one: today, within the month, not before the reading it continues. */
export function defaultDay({ previousOn }: Dial, period: string, today: string): string {
  const last = lastDay(period);
  const day = today < last ? today : last;
  return day < previousOn ? previousOn : day;
}

/** Past the end of its dial the meter would have come round, like a real one. */
function estimateOf(dial: Dial, readOn: string, history: readonly PastPeriod[]): { value: string; rollover: boolean } | null {
  // what the dial itself turns: consumption is multiplied when it is read
  const days = Math.max(0, daysBetween(dial.previousOn, readOn));
  const turned = expectedOver(history, days, 6);
  if (turned === null) return null;
  const reached = roundTo(add(decimalOf(dial.previous), div(decimalOf(turned), decimalOf(dial.multiplier))), dial.decimals);
  const dialEnd = decimalOf(10n ** BigInt(dial.digits));
  const rollover = compare(reached, dialEnd) >= 0;
  return { value: textOf(rollover ? sub(reached, dialEnd) : reached), rollover };
}

function isSame(current: CurrentReading | null, wanted: PlannedReading | null, change: ReadingChange): boolean {
  if (current === null || wanted === null) return false;
  return (
    compare(decimalOf(current.value), decimalOf(wanted.value)) === 0 &&
    current.readOn === wanted.readOn &&
    current.rollover === wanted.rollover &&
    current.note === wanted.note &&
    current.declared === wanted.declared &&
    (current.kind === wanted.kind || current.kind === 'closing') &&
    (change.accept === undefined || current.state !== 'held')
  );
}

function staleOf({ id, serial, current }: Dial, change: ReadingChange): Plan {
  const at = { row: id, field: change.value === undefined && change.note !== undefined ? 'note' : 'value' };
  if (current === null) return { kind: 'refused', findings: [{ code: 'metering.reading.staleRemoved', params: { serial }, at }] };
  const { value, readOn, note, by, revision } = current;
  return {
    kind: 'refused',
    findings: [{ code: 'metering.reading.stale', params: { serial, value, readOn, note, by, revision }, at }],
  };
}
