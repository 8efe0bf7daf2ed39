// A unit of the month → what is to be priced, or why it cannot be.
import { daysBetween, daysInMonth, type Facts, firstDay, lastDay, type Params, type Plugin } from '#kit';
import type { TariffBook, TariffChoice } from '../tariff/tariff-book.ts';
import { correctionSources, type MonthCorrection } from './correction-sources.ts';
import { factsOf } from './facts-of.ts';
import { type Consumption, type DueCard, daysRead, keyOf, type Month, type Unit, wholeMonth } from './read-month.ts';

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
  /** Its part of a loss, in the facts already. */
  loss?: Consumption['loss'];
  /** The card it is of; left out where the unit itself is charged. */
  due?: DueCard;
  /** The earlier month it puts right; its amounts are the difference to what that was charged. */
  correction?: MonthCorrection;
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
    const days = row ? row.days : daysInMonth(month.period);
    const facts = unitFacts(plugin, month, unit, row);
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
      ...(row?.loss ? { loss: row.loss } : {}),
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
  for (const due of month.cards.get(unit.id) ?? []) {
    const plugin = plugins.get(due.service);
    const { service, from, to, tariffOn } = due;
    const tariff = book.on(service, unit.tariffClass, tariffOn);
    if (!plugin || !tariff) {
      park(service, 'billing.parked.noTariff', { service, unitClass: unit.tariffClass, date: tariffOn });
      continue;
    }
    // the unit's own facts first: a card's price may ask for the area, say
    const facts = { ...unitFacts(plugin, month, unit), ...due.facts };
    const days = daysBetween(from, to) + 1;
    sources.push({ service, plugin, choice: { tariff }, facts, from, to, days, quantity: due.months, readings: [], due });
  }
  sources.push(...correctionSources(month, unit.id, plugins));
  if ((sources.length > 0 || problems.length > 0) && !month.payers.has(unit.id)) park(null, 'billing.parked.noPayer');
  return { unit, sources, problems };
}

function unitFacts(plugin: Plugin, month: Month, unit: Unit, row: Consumption | null = null): Facts {
  const people = month.people.get(row ? daysRead(row) : wholeMonth(month.period))?.get(unit.id);
  return factsOf(plugin, {
    period: month.period,
    days: row ? row.days : daysInMonth(month.period),
    registers: row?.registers ?? {},
    areaM2: unit.areaM2,
    households: unit.households,
    members: people?.members ?? null,
    memberDays: people?.memberDays ?? null,
  });
}
