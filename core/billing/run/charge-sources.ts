// A unit of the month → what is to be priced, or why it cannot be.
import { daysBetween, daysInMonth, type Facts, firstDay, lastDay, type MeterPlugin, type Params, type Plugin } from '#kit';
import type { TariffBook, TariffChoice } from '../tariff/tariff-book.ts';
import { correctionSources, type MonthCorrection } from './correction-sources.ts';
import { factsOf } from './facts-of.ts';
import { type Consumption, type DueCard, daysRead, keyOf, type Month, type Payer, type Unit, wholeMonth } from './read-month.ts';
import { type ChargedRequest, pricesRequests, requestFacts, requestsOf } from './request-facts.ts';
import { consumptionOfStay, flatStays, meteredStays, type Stay } from './stays.ts';

export interface ChargeSource {
  service: string;
  plugin: Plugin;
  choice: TariffChoice;
  facts: Facts;
  /** The same as JSON: equal texts are equal facts, and so the charge stores them. */
  factsText: string;
  from: string;
  to: string;
  days: number;
  quantity: string | null;
  readings: Consumption['readings'];
  /** Its part of a loss, in the facts already. */
  loss?: Consumption['loss'];
  /** null parks the unit. */
  payer: Payer | null;
  /** Which of the unit's charges of the service: '' for the payer at the end of the period, else until when a leaver stayed. */
  subject: string;
  /** Of a payer who shares the period with another: see priceStay. */
  stay?: NonNullable<Stay['part']>;
  /** Approved requests in the facts. */
  requests?: ChargedRequest[];
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
  const add = (plugin: Plugin, stay: Stay, row: Consumption | null): void => {
    const { from, to, payer, subject, part } = stay;
    if (month.charged.has(keyOf(unit.id, plugin.id, subject)) || (month.final && subject !== month.final.subject)) return;
    const choice = row ? book.between(plugin.id, unit.tariffClass, from, to) : (book.on(plugin.id, unit.tariffClass, to) ?? null);
    const due = requestsOf(month, unit, plugin, stay);
    if (choice === null && due.length > 0)
      park(plugin.id, 'billing.parked.noTariff', { service: plugin.id, unitClass: unit.tariffClass, date: to });
    if (choice === null) return; // a flat service without a tariff for this class is not meant for it
    if ('code' in choice) {
      park(plugin.id, choice.code, choice.params);
      return;
    }
    const { body } = 'tariff' in choice ? choice.tariff : choice;
    if (due.length > 0 && !pricesRequests(plugin, body, due))
      park(plugin.id, 'billing.parked.requestUnpriced', { service: plugin.id });
    const asked = plugin.requests ? requestFacts(plugin, body, due, unit.areaM2) : null;
    const facts = { ...unitFacts(plugin, month, unit, row), ...asked?.facts };
    sources.push({
      service: plugin.id,
      plugin,
      choice: 'tariff' in choice ? choice : { tariff: choice },
      facts,
      factsText: JSON.stringify(facts),
      from,
      to,
      payer,
      subject,
      days: row ? row.days : daysInMonth(month.period),
      quantity: row ? (row.registers.total ?? null) : null,
      readings: row?.readings ?? [],
      ...(row?.loss ? { loss: row.loss } : {}),
      ...(part ? { stay: part } : {}),
      ...(asked && asked.charged.length > 0 ? { requests: asked.charged } : {}),
    });
  };
  const consider = (plugin: Plugin, row: Consumption): void => {
    const to = row.state === 'missing' && lastDay(month.period) > row.to ? lastDay(month.period) : row.to;
    const stays = meteredStays(month.payers, unit.id, plugin.id, { from: row.from, to }, daysInMonth(month.period));
    for (const stay of stays) {
      const isLast = stay === stays.at(-1);
      const own = isLast && row.state !== 'ready' ? null : consumptionOfStay(row, stays, stay);
      if (own) add(plugin, stay, stays.length === 1 ? row : partOf(row, own, stay));
      else if (
        !month.charged.has(keyOf(unit.id, plugin.id, stay.subject)) &&
        (!month.final || stay.subject === month.final.subject)
      )
        parkRow(row, stay);
    }
  };
  const parkRow = (row: Consumption, { to }: Stay): void => {
    if (row.state === 'ready') park(row.service, 'billing.parked.notClosed', { service: row.service, on: to });
    else if (row.findings.length === 0) park(row.service, `billing.parked.${row.state}`, { service: row.service });
    else for (const { code, params } of row.findings) park(row.service, code, params);
  };
  for (const row of consumption) {
    const plugin = plugins.get(row.service);
    if (plugin) consider(plugin, row);
    else if (!month.charged.has(keyOf(unit.id, row.service)))
      park(row.service, 'billing.parked.noPlugin', { service: row.service });
  }
  const wholePeriod = { from: firstDay(month.period), to: lastDay(month.period) };
  for (const service of new Set((month.requests.get(unit.id) ?? []).map((request) => request.service))) {
    const plugin = plugins.get(service);
    if (!plugin || plugin.kind === 'flat' || consumption.some((row) => row.service === service)) continue;
    // no meter of this service hangs in the unit: what was asked for is charged alone
    for (const stay of flatStays(month.payers, unit.id, service, wholePeriod, 'days'))
      if (requestsOf(month, unit, plugin, stay).length > 0) add(plugin, stay, null);
  }
  for (const plugin of plugins.values()) {
    if (plugin.kind !== 'flat') continue;
    for (const stay of flatStays(month.payers, unit.id, plugin.id, wholePeriod, month.moveShare)) add(plugin, stay, null);
  }
  if (month.final) return withPayers(month, unit, sources, problems);
  const paid = (service: string) => ({ payer: month.payers.on(unit.id, service, wholePeriod.to), subject: '' });
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
    sources.push({
      service,
      plugin,
      choice: { tariff },
      facts,
      factsText: JSON.stringify(facts),
      from,
      to,
      days,
      quantity: due.months,
      readings: [],
      due,
      ...paid(service),
    });
  }
  sources.push(...correctionSources(month, unit.id, plugins));
  return withPayers(month, unit, sources, problems);
}

/** A stay's part of a row; a share of the loss is known at the end of the period only, so the last stay has it. */
function partOf({ loss, ...row }: Consumption, own: Pick<Consumption, 'registers' | 'readings'>, stay: Stay): Consumption {
  const days = stay.part!.days;
  return { ...row, ...own, from: stay.from, to: stay.to, days, ...(loss && stay.subject === '' ? { loss } : {}) };
}

/** Without anybody to pay the unit waits as a whole. */
function withPayers(month: Month, unit: Unit, sources: ChargeSource[], problems: Problem[]): UnitToPrice {
  const nobody = sources.some(({ payer }) => payer === null) || (problems.length > 0 && month.payers.of(unit.id) === null);
  if (nobody) problems.push({ service: null, code: 'billing.parked.noPayer', params: {} });
  return { unit, sources, problems };
}

function unitFacts(plugin: Plugin, month: Month, unit: Unit, row: Consumption | null = null): Facts {
  const people = month.people.get(row ? daysRead(row) : wholeMonth(month.period))?.get(unit.id);
  return factsOf(plugin, {
    period: month.period,
    days: row ? row.days : daysInMonth(month.period),
    registers: row?.registers ?? (plugin.kind === 'meter' ? unmetered(plugin) : {}),
    areaM2: unit.areaM2,
    households: unit.households,
    members: people?.members ?? null,
    memberDays: people?.memberDays ?? null,
  });
}

/** Without a meter nothing of it was used: every register stands still. */
const unmetered = ({ registers = ['total'] }: MeterPlugin): Record<string, string> =>
  Object.fromEntries(registers.map((register) => [register, '0']));
