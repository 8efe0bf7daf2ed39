// What each unit used of each service in a period: segments added per register, with their evidence, or why it may not bill.
import { add, type DecimalText, daysBetween, decimalOf, type Finding, textOf } from '#kit';
import type { BilledDial } from './billed-dials.ts';
import { consumptionText } from './consumption.ts';
import type { ConsumptionRow, Evidence } from './metering.contract.ts';

/** A row a unit and service, in the order of their first dials; master meters are nobody's. */
export function unitConsumptions(dials: readonly BilledDial[], period: string): ConsumptionRow[] {
  const units = Map.groupBy(dials, ({ unitId }) => unitId);
  return [...units].flatMap(([unitId, ofUnit]) => (unitId === null ? [] : consumptionsOf(unitId, ofUnit, period)));
}

/** The same of one unit. */
export function consumptionsOf(unitId: number, dials: readonly BilledDial[], period: string): ConsumptionRow[] {
  const services = new Map<string, BilledDial[]>();
  for (const dial of dials) {
    const same = services.get(dial.service);
    if (same) same.push(dial);
    else services.set(dial.service, [dial]);
  }
  return Array.from(services.values(), (ofService) => consumptionRow(unitId, ofService, period));
}

/** What each master meter counted; null while its reading is missing or held. Segments of a replaced one stand apart. */
export function masterConsumptions(
  dials: readonly BilledDial[],
): { serial: string; state: ConsumptionRow['state']; consumption: DecimalText | null }[] {
  return dials.map((dial) => {
    const { serial, current } = dial;
    if (current === null) return { serial, state: 'missing', consumption: null };
    if (current.state === 'held') return { serial, state: 'held', consumption: null };
    return { serial, state: 'ready', consumption: consumptionText(dial, current) };
  });
}

function consumptionRow(unitId: number, dials: readonly BilledDial[], period: string): ConsumptionRow {
  const { service } = dials[0]!;
  const registers: Record<string, DecimalText> = {};
  const readings: Evidence[] = [];
  const findings: Finding[] = [];
  let missing = false;
  for (const dial of dials) {
    const { current, serial, register, multiplier } = dial;
    if (current === null) {
      missing = true;
      findings.push({ code: 'metering.reading.missing', params: { serial, register, service, period } });
      continue;
    }
    if (current.state === 'held') findings.push({ code: 'metering.reading.held', params: { serial, register, service, period } });
    const consumption = consumptionText(dial, current);
    const before = registers[register];
    registers[register] = before === undefined ? consumption : textOf(add(decimalOf(before), decimalOf(consumption)));
    const { kind, previous, previousOn, value, readOn, rollover } = current;
    readings.push({ serial, register, kind, previous, previousOn, value, readOn, rollover, multiplier, consumption });
  }
  const from = earliest(readings.length > 0 ? readings : dials);
  const to = readings.reduce((latest, { readOn }) => (readOn > latest ? readOn : latest), readings[0]?.readOn ?? from);
  if (readings.length > 1) readings.sort((a, b) => (a.previousOn < b.previousOn ? -1 : a.previousOn > b.previousOn ? 1 : 0));
  return {
    unitId,
    service,
    registers,
    days: daysBetween(from, to),
    from,
    to,
    state: missing ? 'missing' : findings.length > 0 ? 'held' : 'ready',
    readings,
    findings,
  };
}

function earliest(days: readonly { previousOn: string }[]): string {
  return days.reduce((best, { previousOn }) => (previousOn < best ? previousOn : best), days[0]!.previousOn);
}
