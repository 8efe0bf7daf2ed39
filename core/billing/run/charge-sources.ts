// A unit of the month → what is to be priced, or why it cannot be.
import { daysInMonth, type Facts, firstDay, lastDay, type Params, type Plugin } from '#kit';
import type { TariffBook, TariffChoice } from '../tariff/tariff-book.ts';
import { factsOf } from './facts-of.ts';
import { type Consumption, daysRead, keyOf, type Month, type Unit, wholeMonth } from './read-month.ts';

export interface ChargeSource {
  service: string;
  plugin: Plugin;
  choice: TariffChoice;
  facts: Facts;
  from: string;
  to: string;
  days: number;
  quantity: string | null;
  readings: Consumption['readings'];
}
export interface Problem {
  service: string | null;
  code: string;
  params: Params;
}
export interface UnitToPrice {
  unit: Unit;
  sources: ChargeSource[];
  problems: Problem[];
}

/** Services of this unit that have not been charged in this month yet. */
export function chargeSources(
  month: Month,
  unit: Unit,
  consumption: readonly Consumption[],
  book: TariffBook,
  plugins: ReadonlyMap<string, Plugin>,
): UnitToPrice {
  const sources: ChargeSource[] = [];
  const problems: Problem[] = [];
  const park = (service: string | null, code: string, params: Params = {}) => void problems.push({ service, code, params });
  const consider = (plugin: Plugin, row: Consumption | null): void => {
    const from = row?.from ?? firstDay(month.period);
    const to = row?.to ?? lastDay(month.period);
    const choice = row ? book.between(plugin.id, unit.tariffClass, from, to) : (book.on(plugin.id, unit.tariffClass, to) ?? null);
    if (choice === null) return; // a flat service without a tariff for this class is not meant for it
    if ('code' in choice) {
      park(plugin.id, choice.code, choice.params);
      return;
    }
    const people = month.people.get(row ? daysRead(row) : wholeMonth(month.period))?.get(unit.id);
    const days = row ? row.days : daysInMonth(month.period);
    const facts = factsOf(plugin, {
      period: month.period,
      days,
      registers: row?.registers ?? {},
      areaM2: unit.areaM2,
      households: unit.households,
      members: people?.members ?? null,
      memberDays: people?.memberDays ?? null,
    });
    sources.push({
      service: plugin.id,
      plugin,
      choice: 'tariff' in choice ? choice : { tariff: choice },
      facts,
      from,
      to,
      days,
      quantity: row ? (row.registers.total ?? null) : null,
      readings: row?.readings ?? [],
    });
  };
  for (const row of consumption) {
    if (month.charged.has(keyOf(unit.id, row.service))) continue;
    const plugin = plugins.get(row.service);
    if (!plugin) park(row.service, 'billing.parked.noPlugin', { service: row.service });
    else if (row.state === 'ready') consider(plugin, row);
    else if (row.findings.length === 0) park(row.service, `billing.parked.${row.state}`, { service: row.service });
    else for (const { code, params } of row.findings) park(row.service, code, params);
  }
  for (const plugin of plugins.values()) {
    if (plugin.kind === 'flat' && !month.charged.has(keyOf(unit.id, plugin.id))) consider(plugin, null);
  }
  if ((sources.length > 0 || problems.length > 0) && !month.payers.has(unit.id)) park(null, 'billing.parked.noPayer');
  return { unit, sources, problems };
}
