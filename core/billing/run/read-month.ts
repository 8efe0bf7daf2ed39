// Everything a month's run needs to know, read set-wise inside one transaction.
import type { Knex } from 'knex';
import { addDays, firstDay, lastDay, previousPeriod, type VatRate } from '#kit';
import type { ResultOf } from '#platform/actions';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { TariffRow } from '../billing.contract.ts';
import { listTariffs } from '../tariff/tariff-repository.ts';
import { listVatRates } from '../tariff/vat-rate-repository.ts';
import { CORRECTION, chargedBefore } from './charged-before.ts';
import type { MonthCorrection } from './correction-sources.ts';
import { type LossShare, withLosses } from './with-losses.ts';

export type Unit = ResultOf<'building.listUnits'>['rows'][number];
export type Payer = ResultOf<'customer.listPayers'>[number];
/** With its part of a shared loss, which is in `registers` already. */
export type Consumption = ResultOf<'metering.listConsumption'>[number] & { loss?: LossShare };
export type DueCard = ResultOf<'card.listDue'>[number];
export type MemberDays = ResultOf<'customer.listMemberDays'>[number];

export interface Month {
  buildingId: number;
  period: string;
  units: Unit[];
  payers: Map<number, Payer>;
  /** Reads what some units consumed; a large building is read in windows, so that memory stays the same. */
  readWindow(units: readonly Unit[]): Promise<Map<number, Consumption[]>>;
  /** By `from/to` of the days consumed, then by unit. */
  people: Map<string, Map<number, MemberDays>>;
  /** What cards owe, by unit. */
  cards: Map<number, DueCard[]>;
  /** Earlier months that were put right, with what they have been charged, by unit. */
  corrections: Map<number, MonthCorrection[]>;
  tariffs: TariffRow[];
  vatRates: VatRate[];
  /** `unit/service` charged in this period already. */
  charged: Set<string>;
  /** Total of each `unit/service` in the period before. */
  previous: Map<string, number>;
}
export const keyOf = (unitId: number, service: string): string => `${unitId}/${service}`;
export const wholeMonth = (period: string): string => `${firstDay(period)}/${lastDay(period)}`;
const dayAfter = new Map<string, string>(); // the same few days for every unit
/** The days a consumption is of: from the day after the first reading to the day of the last one. */
export function daysRead({ from, to }: { from: string; to: string }): string {
  if (from >= to) return `${to}/${to}`;
  const first = dayAfter.get(from) ?? addDays(from, 1);
  dayAfter.set(from, first);
  return `${first}/${to}`;
}

export async function readMonth(
  ctx: Ctx,
  trx: Knex.Transaction,
  unitOfWork: string,
  { buildingId, period }: { buildingId: number; period: string },
): Promise<Month> {
  const joined = { unitOfWork, timeoutMs: 600_000 };
  const on = lastDay(period);
  // one connection: its statements run one after the other anyway
  const { rows: units } = await call(ctx, 'building.listUnits', { buildingId, on }, joined);
  const payers = await call(ctx, 'customer.listPayers', { buildingId, on }, joined);
  const people: Month['people'] = new Map();
  // readings of a building fall on a few days: as many calls as there are different ranges, not units
  const readPeople = async (range: string): Promise<void> => {
    if (people.has(range)) return;
    const [from, to] = range.split('/') as [string, string];
    const rows = await call(ctx, 'customer.listMemberDays', { buildingId, from, to }, joined);
    people.set(range, new Map(rows.map((row) => [row.unitId, row])));
  };
  await readPeople(wholeMonth(period));
  const cards = await call(ctx, 'card.listDue', { buildingId, period }, joined);
  const losses = await call(ctx, 'metering.listLossShares', { buildingId, period }, joined);
  const corrected = await call(ctx, 'metering.listCorrected', { buildingId, period }, joined);
  return {
    buildingId,
    period,
    units,
    payers: new Map(payers.map((payer) => [payer.unitId, payer])),
    readWindow: async (window) => {
      const rows = await call(ctx, 'metering.listConsumption', { buildingId, period, units: window.map(({ id }) => id) }, joined);
      for (const range of new Set(rows.map(daysRead))) await readPeople(range);
      return Map.groupBy(withLosses(rows, losses), ({ unitId }) => unitId);
    },
    people,
    cards: Map.groupBy(cards, ({ unitId }) => unitId),
    corrections: await correctionsOf(trx, { buildingId, period }, corrected),
    tariffs: await listTariffs(trx, { buildingId, status: 'published' }),
    vatRates: await listVatRates(trx),
    charged: new Set((await chargesOf(trx, buildingId, period, CORRECTION)).keys()),
    previous: await chargesOf(trx, buildingId, previousPeriod(period)),
  };
}

/** What this month's own bill corrected already waits for the next. */
async function correctionsOf(
  trx: Knex.Transaction,
  { buildingId, period }: { buildingId: number; period: string },
  corrected: readonly MonthCorrection['now'][],
): Promise<Month['corrections']> {
  const monthOf = ({ unitId, service, period: month }: { unitId: number; service: string; period: string }) =>
    `${unitId} ${service} ${month}`;
  const before = new Map((await chargedBefore(trx, buildingId, corrected)).map((row) => [monthOf(row), row]));
  const found = corrected.flatMap((now): MonthCorrection[] => {
    const charged = before.get(monthOf(now));
    return charged && charged.correctedIn !== period ? [{ now, charged }] : [];
  });
  return Map.groupBy(found, ({ now }) => now.unitId);
}

/** By `unit/service`; subjects that begin with `without` are left out. */
async function chargesOf(trx: Knex.Transaction, buildingId: number, period: string, without = '-'): Promise<Map<string, number>> {
  const { rows } = await trx.raw(
    `select unit_id, service, sum(total)::bigint as total from charge
     where building_id = ? and period = ? and not starts_with(subject, ?) group by 1, 2`,
    [buildingId, firstDay(period), without],
  );
  return new Map(
    rows.map(({ unit_id, service, total }: { unit_id: number; service: string; total: number }) => [
      keyOf(unit_id, service),
      total,
    ]),
  );
}
