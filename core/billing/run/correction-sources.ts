// Months of a unit that were put right after they had been charged → what is to be priced again, with their own tariff and facts.
import { add, type Decimal, decimalOf, type Facts, type Plugin, sub, textOf, ZERO } from '#kit';
import type { ResultOf } from '#platform/actions';
import type { ChargeDetail } from './charge-detail.ts';
import type { ChargeSource } from './charge-sources.ts';
import { type ChargedBefore, correctionOf } from './charged-before.ts';
import { keyOf, type Month, type Payer } from './read-month.ts';

export type CorrectedMonth = ResultOf<'metering.listCorrected'>[number];
/** A month as it is now, beside what it has been charged so far. */
export interface MonthCorrection {
  now: CorrectedMonth;
  charged: ChargedBefore;
}

// of who was billed then only the number and name matter
const PAYER: Payer = {
  ...{ unitId: 0, customerId: 0, code: '', name: '' },
  kind: 'person',
  role: 'owner',
  taxCode: null,
  phone: null,
};

/** One source a month and service whose consumption is another one than was charged. */
export function correctionSources(month: Month, unitId: number, plugins: ReadonlyMap<string, Plugin>): ChargeSource[] {
  return (month.corrections.get(unitId) ?? []).flatMap(({ now, charged }): ChargeSource[] => {
    const plugin = plugins.get(now.service);
    // what this month's bill of the service holds already waits for the next month's
    if (!plugin || month.charged.has(keyOf(unitId, now.service))) return [];
    const { detail, tariff, before } = charged;
    const { facts, quantity, changed } = factsNow(plugin, detail.facts, now, detail);
    if (!changed) return [];
    return [
      {
        service: now.service,
        plugin,
        choice: { tariff, ...(before ? { before: { tariff: before, changedOn: detail.to } } : {}) },
        facts,
        factsText: JSON.stringify(facts),
        from: detail.from,
        to: detail.to,
        days: 0,
        quantity,
        readings: now.readings,
        payer: { ...PAYER, unitId, customerId: charged.customerId, code: charged.customerCode, name: charged.customer },
        subject: correctionOf(now.period),
        ...(detail.stay ? { stay: detail.stay } : {}),
        correction: { now, charged },
      },
    ];
  });
}

/** The facts it was charged by, with the consumption of today; `quantity` is how much more or less that is. */
function factsNow(
  plugin: Plugin,
  charged: Facts,
  month: CorrectedMonth,
  { loss, stay, from, to }: Pick<ChargeDetail, 'loss' | 'stay' | 'from' | 'to'>,
): { facts: Facts; quantity: string; changed: boolean } {
  const facts = { ...charged };
  const shares: Record<string, string> = loss?.shares ?? {};
  // of a month that two payers shared, only the stretch that was charged here
  const registers = stay
    ? registersOf(month.readings.filter((one) => one.previousOn >= from && one.readOn <= to))
    : month.registers;
  let more = decimalOf(0);
  let changed = false;
  for (const { name, source, register = 'total' } of plugin.variables) {
    if (source !== 'consumption' || registers[register] === undefined || !Object.hasOwn(charged, name)) continue;
    const now = add(decimalOf(registers[register]), decimalOf(shares[register] ?? '0'));
    const difference = sub(now, decimalOf(String(charged[name])));
    if (difference === 0n) continue;
    changed = true;
    more = add(more, difference);
    facts[name] = textOf(now);
  }
  return { facts, quantity: textOf(more), changed };
}

function registersOf(readings: CorrectedMonth['readings']): Record<string, string> {
  const sums = new Map<string, Decimal>();
  for (const { register, consumption } of readings) sums.set(register, add(sums.get(register) ?? ZERO, decimalOf(consumption)));
  return Object.fromEntries([...sums].map(([register, sum]) => [register, textOf(sum)]));
}
