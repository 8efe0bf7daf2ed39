// Dials → rows of the reading grid: history, average, members, quota, anomaly. Set-wise and without I/O of its own.
import { type AnomalyRule, type DecimalText, daysBetween, type Plugin } from '#kit';
import { type Dial, type PastReading, placeOf } from './dial.ts';
import { averagePerDay, expectedOver, type Histories, sixPeriods } from './history.ts';
import { judgeReadings } from './judge-readings.ts';
import type { ReadingRow } from './metering.contract.ts';
import { defaultDay } from './plan-change.ts';
import { trailingEstimates } from './settle-estimates.ts';

/** What other services know of a unit. */
export interface UnitFacts {
  code: string;
  floor: string | null;
  payer: string | null;
  members: number | null;
  households: number;
  quota: DecimalText | null;
  tariffId: number | null;
}
export interface RowContext {
  period: string;
  today: string;
  plugin: Plugin;
  histories: Histories;
  /** Pictures of the month, by mounting. */
  photos: ReadonlyMap<number, number>;
  /** The building's anomaly rules; without them the plugin's. */
  rules?: readonly AnomalyRule[];
  /** Each mounting's own readings before, in order. */
  past: ReadonlyMap<number, readonly PastReading[]>;
  /** By place: units, and groups of master meters. */
  places: ReadonlyMap<string, UnitFacts>;
  isLocked: (dial: Dial) => boolean;
}

/** In the order of the dials; dials of units that are gone are left out. */
export async function readingRows(dials: readonly Dial[], context: RowContext): Promise<ReadingRow[]> {
  const read = dials.flatMap((dial) => (dial.current ? [{ dial, ...dial.current }] : []));
  const judged = await judgeReadings(context.plugin, read, context.histories, context.rules);
  const judgements = new Map(judged.map((judgement, n) => [read[n]!.dial.id, judgement]));
  return dials.flatMap((dial) => {
    const unit = context.places.get(placeOf(dial));
    return unit ? [rowOf(dial, unit, judgements.get(dial.id) ?? { anomaly: null, deltaTenths: null }, context)] : [];
  });
}

function rowOf(
  dial: Dial,
  unit: UnitFacts,
  judgement: Pick<ReadingRow, 'anomaly' | 'deltaTenths'>,
  context: RowContext,
): ReadingRow {
  const { id, meterId, unitId, serial, register, previous, previousOn, digits, decimals, multiplier, current } = dial;
  const history = context.histories.get(id) ?? [];
  const estimates = trailingEstimates(context.past.get(id) ?? []);
  const dueDays = Math.max(0, daysBetween(previousOn, current?.readOn ?? defaultDay(dial, context.period, context.today)));
  return {
    id,
    meterId,
    unitId,
    unit: unit.code,
    floor: unit.floor,
    payer: unit.payer,
    serial,
    register,
    history: sixPeriods(history, context.period),
    previous,
    previousOn,
    value: current?.value ?? null,
    readOn: current?.readOn ?? null,
    rollover: current?.rollover ?? false,
    kind: current?.kind ?? 'actual',
    declared: current?.declared ?? null,
    lowest: estimates[0]?.previous ?? previous,
    estimates: estimates.length,
    by: current?.by ?? null,
    channel: current?.channel ?? null,
    photos: context.photos.get(id) ?? 0,
    state: current?.state ?? 'missing',
    note: current?.note ?? null,
    reason: current?.reason ?? null,
    revision: current?.revision ?? 0,
    average: averagePerDay(history),
    expected: expectedOver(history, dueDays, decimals),
    digits,
    dialEnd: String(10n ** BigInt(digits)),
    decimals,
    multiplier,
    ...judgement,
    members: unit.members,
    quota: unit.quota,
    households: unit.households,
    days: current ? daysBetween(previousOn, current.readOn) : null,
    tariffId: unit.tariffId,
    locked: context.isLocked(dial),
  };
}
