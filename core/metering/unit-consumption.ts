// What each unit used of each service in a period: segments added per register, with their evidence, or why it may not bill.
import { add, type Decimal, type DecimalText, daysBetween, decimalOf, type Finding, textOf } from '#kit';
import { consumptionOf } from './consumption.ts';
import type { Dial } from './dial.ts';
import type { ConsumptionRow, Evidence } from './metering.contract.ts';

export function unitConsumptions(dials: readonly Dial[], period: string): ConsumptionRow[] {
  const byUnit = Map.groupBy(dials.filter(inUnit), ({ unitId, service }) => `${unitId} ${service}`);
  return [...byUnit.values()].map((ofUnit) => consumptionRow(ofUnit, period));
}

type DialOfUnit = Dial & { unitId: number };
const inUnit = (dial: Dial): dial is DialOfUnit => dial.unitId !== null;

/** What each master meter counted; null while its reading is missing or held. Segments of a replaced one stand apart. */
export function masterConsumptions(
  dials: readonly Dial[],
): { serial: string; state: ConsumptionRow['state']; consumption: DecimalText | null }[] {
  return dials.map((dial) => {
    const { serial, current } = dial;
    if (current === null) return { serial, state: 'missing', consumption: null };
    if (current.state === 'held') return { serial, state: 'held', consumption: null };
    return { serial, state: 'ready', consumption: textOf(consumptionOf(dial, current)) };
  });
}

function consumptionRow(dials: readonly DialOfUnit[], period: string): ConsumptionRow {
  const { unitId, service } = dials[0]!;
  const sums = new Map<string, Decimal>();
  const readings: Evidence[] = [];
  const findings: Finding[] = [];
  for (const dial of dials) {
    const { current, serial, register, multiplier } = dial;
    if (current === null) {
      findings.push({ code: 'metering.reading.missing', params: { serial, register, service, period } });
      continue;
    }
    if (current.state === 'held') findings.push({ code: 'metering.reading.held', params: { serial, register, service, period } });
    const consumption = consumptionOf(dial, current);
    sums.set(register, add(sums.get(register) ?? decimalOf(0), consumption));
    const { kind, previous, previousOn, value, readOn, rollover } = current;
    readings.push({
      serial,
      register,
      kind,
      previous,
      previousOn,
      value,
      readOn,
      rollover,
      multiplier,
      consumption: textOf(consumption),
    });
  }
  const from = extreme(
    [...readings.map(({ previousOn }) => previousOn), ...(readings.length > 0 ? [] : dials.map((d) => d.previousOn))],
    -1,
  );
  const to = extreme(readings.length > 0 ? readings.map(({ readOn }) => readOn) : [from], 1);
  const missing = dials.some(({ current }) => current === null);
  return {
    unitId,
    service,
    registers: Object.fromEntries([...sums].map(([register, sum]) => [register, textOf(sum)])),
    days: daysBetween(from, to),
    from,
    to,
    state: missing ? 'missing' : findings.length > 0 ? 'held' : 'ready',
    readings: readings.sort((a, b) => (a.previousOn < b.previousOn ? -1 : a.previousOn > b.previousOn ? 1 : 0)),
    findings,
  };
}

function extreme(days: readonly string[], sign: 1 | -1): string {
  return days.reduce((best, day) => ((sign > 0 ? day > best : day < best) ? day : best));
}
