// The periods before, per dial: own readings and, before those, the forerunner's; segments of one period are added.
import {
  add,
  addMonths,
  type DecimalText,
  daysBetween,
  decimalOf,
  div,
  mul,
  type PeriodConsumption,
  roundTo,
  textOf,
} from '#kit';
import { consumptionOf } from './consumption.ts';
import type { Dial, PastReading } from './dial.ts';
import { HISTORY_PERIODS } from './dial-repository.ts';
import type { ReadingKind } from './metering.contract.ts';

export interface PastPeriod extends PeriodConsumption {
  period: string;
  kind: ReadingKind;
}
const REAL_PERIODS = 3;

/** Newest first. */
export type Histories = ReadonlyMap<number, readonly PastPeriod[]>;

export function historiesOf(dials: readonly Dial[], past: readonly PastReading[]): Histories {
  const byMounting = Map.groupBy(past, ({ mountingId }) => mountingId);
  return new Map(
    dials.map((dial) => {
      const own = byMounting.get(dial.id) ?? [];
      const before = dial.predecessorId === null ? [] : (byMounting.get(dial.predecessorId) ?? []);
      return [dial.id, newestFirst(before.length === 0 ? own : [...before, ...own])];
    }),
  );
}

function newestFirst(readings: readonly PastReading[]): PastPeriod[] {
  const periods = new Map<string, PastPeriod>();
  for (const reading of readings) {
    const consumption = consumptionOf(reading, reading);
    const days = Math.max(1, daysBetween(reading.previousOn, reading.readOn));
    const same = periods.get(reading.period);
    periods.set(reading.period, {
      period: reading.period,
      consumption: textOf(same ? add(decimalOf(same.consumption), consumption) : consumption),
      days: days + (same?.days ?? 0),
      // what was estimated or charged by a mean says nothing about a usual month
      estimate: reading.kind === 'estimate' || reading.declared !== null || (same?.estimate ?? false),
      kind: reading.kind === 'estimate' || same?.kind === 'estimate' ? 'estimate' : reading.kind,
    });
  }
  return [...periods.values()].sort((a, b) => (a.period < b.period ? 1 : -1));
}

/** Consumption a day over the last three real periods, 3 decimals; null where there is none. */
export function averagePerDay(history: readonly PastPeriod[]): DecimalText | null {
  const real = history.filter(({ estimate }) => !estimate).slice(0, REAL_PERIODS);
  if (real.length === 0) return null;
  const consumption = real.reduce((sum, period) => add(sum, decimalOf(period.consumption)), decimalOf(0));
  const days = real.reduce((sum, period) => sum + period.days, 0);
  return textOf(roundTo(div(consumption, decimalOf(days)), 3));
}

/** What so many days make at the mean of the last three real periods, at `decimals`; null where there is no history. */
export function expectedOver(history: readonly PastPeriod[], days: number, decimals: number): DecimalText | null {
  const real = history.filter(({ estimate }) => !estimate).slice(0, REAL_PERIODS);
  if (real.length === 0) return null;
  const consumption = real.reduce((sum, period) => add(sum, decimalOf(period.consumption)), decimalOf(0));
  const realDays = real.reduce((sum, period) => sum + period.days, 0);
  return textOf(roundTo(div(mul(consumption, decimalOf(days)), decimalOf(realDays)), decimals));
}

/** The six periods of the grid's bars, oldest first, gaps included. */
export function sixPeriods(history: readonly PastPeriod[], period: string) {
  const byPeriod = new Map(history.map((past) => [past.period, past]));
  return Array.from({ length: HISTORY_PERIODS }, (_, n) => {
    const name = addMonths(period, n - HISTORY_PERIODS);
    const past = byPeriod.get(name);
    return { period: name, consumption: past?.consumption ?? null, days: past?.days ?? null, kind: past?.kind ?? null };
  });
}
