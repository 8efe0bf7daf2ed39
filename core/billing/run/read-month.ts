// Everything a month's run needs to know, read set-wise inside one transaction.
import type { Knex } from 'knex';
import { addDays, firstDay, lastDay, previousPeriod, Refusal, type VatRate } from '#kit';
import type { ResultOf } from '#platform/actions';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { TariffRow } from '../billing.contract.ts';
import { listTariffs } from '../tariff/tariff-repository.ts';
import { listVatRates } from '../tariff/vat-rate-repository.ts';
import { CORRECTION, chargedBefore } from './charged-before.ts';
import type { MonthCorrection } from './correction-sources.ts';
import { PayerBook } from './payer-book.ts';
import type { DueRequest } from './request-facts.ts';
import { type MoveShare, UNTIL } from './stays.ts';
import { type LossShare, lossesByUnit, withLosses } from './with-losses.ts';

export type Unit = ResultOf<'building.listUnits'>['rows'][number];
export type Payer = ResultOf<'customer.listPayers'>[number];
/** With its part of a shared loss, which is in `registers` already. */
export type Consumption = ReturnType<ResultOf<'metering.readConsumption'>['take']>[number] & { loss?: LossShare };
export type DueCard = ResultOf<'card.listDue'>[number];
export type MemberDays = ResultOf<'customer.listMemberDays'>[number];

export interface Month {
  buildingId: number;
  period: string;
  units: Unit[];
  payers: PayerBook;
  /** How a service without meter is shared where somebody moved. */
  moveShare: MoveShare;
  /** A run that bills only who left a unit, before the month is over. */
  final: { unitId: number; subject: string } | null;
  /** Reads what some units consumed; a large building is read in windows, so that memory stays the same. */
  openWindow(units: readonly Unit[]): Promise<Window>;
  /** By `from/to` of the days consumed, then by unit. */
  people: Map<string, Map<number, MemberDays>>;
  /** What cards owe, by unit. */
  cards: Map<number, DueCard[]>;
  /** Approved requests that nobody was charged for yet, by unit. */
  requests: Map<number, DueRequest[]>;
  /** Earlier months that were put right, with what they have been charged, by unit. */
  corrections: Map<number, MonthCorrection[]>;
  tariffs: TariffRow[];
  vatRates: VatRate[];
  /** `unit/service` charged in this period already. */
  charged: Set<string>;
  /** Total of each `unit/service` in the period before. */
  previous: Map<string, number>;
}
export interface Window {
  /** Some units of the window, each once; who lived in them on the days consumed stands in `people` then. */
  take(units: readonly Unit[]): Promise<Map<number, Consumption[]>>;
}
/** Of a leaver's charge with its subject. */
export const keyOf = (unitId: number, service: string, subject = ''): string => `${unitId}/${service}${subject && `/${subject}`}`;
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
  { buildingId, period, moveId }: { buildingId: number; period: string; moveId?: number | null },
): Promise<Month> {
  const joined = { unitOfWork, timeoutMs: 600_000 };
  const on = lastDay(period);
  // one connection: its statements run one after the other anyway
  const { rows: all } = await call(ctx, 'building.listUnits', { buildingId, on }, joined);
  const { settings } = await call(ctx, 'building.getBuilding', { buildingId }, joined);
  const payment = await call(ctx, 'customer.listPayment', { buildingId, from: firstDay(period), to: on }, joined);
  const final = finalOf(moveId ?? null, payment.moves);
  const units = final ? all.filter(({ id }) => id === final.unitId) : all;
  const payers = await call(ctx, 'customer.listPayers', { buildingId, on }, joined);
  const people: Month['people'] = new Map();
  // readings of a building fall on a few days: as many calls as there are different ranges, not units
  const readPeople = async (range: string): Promise<void> => {
    const [from, to] = range.split('/') as [string, string];
    const rows = await call(ctx, 'customer.listMemberDays', { buildingId, from, to }, joined);
    people.set(range, new Map(rows.map((row) => [row.unitId, row])));
  };
  await readPeople(wholeMonth(period));
  const requests = await call(ctx, 'request.listDue', { buildingId, until: on }, joined);
  const cards = await call(ctx, 'card.listDue', { buildingId, period }, joined);
  const losses = lossesByUnit(await call(ctx, 'metering.listLossShares', { buildingId, period }, joined));
  const corrected = await call(ctx, 'metering.listCorrected', { buildingId, period }, joined);
  const book = new PayerBook(new Map(payers.map((payer) => [payer.unitId, payer])), payment);
  return {
    buildingId,
    period,
    units,
    payers: book,
    moveShare: settings.moveShare,
    final,
    openWindow: async (window) => {
      const ids = window.map(({ id }) => id);
      const reader = await call(ctx, 'metering.readConsumption', { buildingId, period, units: ids }, joined);
      return {
        take: async (units) => {
          const found = new Map(units.map(({ id }) => [id, withLosses(reader.take(id), losses)]));
          const ranges = new Set<string>();
          for (const rows of found.values())
            for (const row of rows) for (const range of rangesOf(book, row, on)) ranges.add(range);
          for (const range of ranges) if (!people.has(range)) await readPeople(range);
          return found;
        },
      };
    },
    people,
    requests: Map.groupBy(requests, ({ unitId }) => unitId),
    cards: Map.groupBy(cards, ({ unitId }) => unitId),
    corrections: await correctionsOf(trx, { buildingId, period }, corrected),
    tariffs: await listTariffs(trx, { buildingId, status: 'published' }),
    vatRates: await listVatRates(trx),
    charged: await chargedIn(trx, buildingId, period),
    previous: final ? new Map() : await chargesOf(trx, buildingId, previousPeriod(period)),
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

/** The stretches people are counted over: the whole one, and each part of it where somebody moved. */
function rangesOf(book: PayerBook, row: Consumption, lastOfMonth: string): string[] {
  const to = row.to > lastOfMonth ? row.to : lastOfMonth;
  const moves = book.moves(row.unitId);
  if (moves.length === 0) return [daysRead(row)];
  const cuts = moves.filter((day) => row.from < day && day < to);
  if (cuts.length === 0) return [daysRead(row)];
  const ends = [...cuts, row.to];
  // neighbours may be one stay: every stretch between two cuts
  return [row.from, ...cuts].flatMap((from, n) => ends.slice(n).map((end) => daysRead({ from, to: end })));
}

function finalOf(moveId: number | null, moves: ResultOf<'customer.listPayment'>['moves']): Month['final'] {
  if (moveId === null) return null;
  const move = moves.find(({ id }) => id === moveId);
  if (!move) throw new Refusal('billing.run.noMove', { id: moveId }, 404);
  return { unitId: move.unitId, subject: `${UNTIL}${move.on}` };
}

/** By `unit/service`, leavers' with their subject; corrections of earlier months are no charge of this one. */
async function chargedIn(trx: Knex.Transaction, buildingId: number, period: string): Promise<Set<string>> {
  const { rows } = await trx.raw(
    `select distinct unit_id, service, case when starts_with(subject, ?) then subject else '' end as subject from charge
     where building_id = ? and period = ? and not starts_with(subject, ?)`,
    [UNTIL, buildingId, firstDay(period), CORRECTION],
  );
  return new Set(
    rows.map((row: { unit_id: number; service: string; subject: string }) => keyOf(row.unit_id, row.service, row.subject)),
  );
}

/** By `unit/service`. */
async function chargesOf(trx: Knex.Transaction, buildingId: number, period: string): Promise<Map<string, number>> {
  const { rows } = await trx.raw(
    `select unit_id, service, sum(total)::bigint as total from charge where building_id = ? and period = ? group by 1, 2`,
    [buildingId, firstDay(period)],
  );
  return new Map(
    rows.map(({ unit_id, service, total }: { unit_id: number; service: string; total: number }) => [
      keyOf(unit_id, service),
      total,
    ]),
  );
}
