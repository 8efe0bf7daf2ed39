// A service of a unit in a period, cut where its payer changed by a move. Pure.
import { add, addDays, daysBetween, decimalOf, sub, textOf, ZERO } from '#kit';
import type { PayerBook } from './payer-book.ts';
import type { Consumption, Payer } from './read-month.ts';

/** Subject of the charge of who left: the others of the period go on without one. */
export const UNTIL = 'until:';

export interface Stay {
  payer: Payer | null;
  /** '' for who is there at the end of the period. */
  subject: string;
  from: string;
  to: string;
  /** Where it is not the whole: its days, and its part of what depends on neither consumption nor days. */
  part?: { days: number; share: { days: number; of: number } };
}
/** How a service without meter is shared in the month of a move: by days, or whole to who leaves or who follows. */
export type MoveShare = 'days' | 'leaver' | 'follower';

/**
 * For readings on `from` and `to`: a move on a day between them cuts there, for that day's reading closed the meter. `monthDays` are
 * those of the billed month: a fixed part is shared by them, so that a leaver can be billed before the month is over.
 */
export function meteredStays(
  book: PayerBook,
  unitId: number,
  service: string,
  { from, to }: { from: string; to: string },
  monthDays: number,
): Stay[] {
  const moves = book.moves(unitId);
  if (moves.length === 0) return [{ payer: book.on(unitId, service, to), subject: '', from, to }]; // nearly always
  const cuts = moves.filter((day) => from < day && day < to);
  const ends = [...cuts, to];
  const days = ends.map((end, n) => ({ from: ends[n - 1] ?? from, to: end, days: daysBetween(ends[n - 1] ?? from, end) }));
  return joined(book, unitId, service, days, monthDays);
}

/** For the days `from` to `to`, both counted. */
export function flatStays(
  book: PayerBook,
  unitId: number,
  service: string,
  { from, to }: { from: string; to: string },
  share: MoveShare,
): Stay[] {
  const moves = book.moves(unitId);
  if (moves.length === 0) return [{ payer: book.on(unitId, service, to), subject: '', from, to }];
  const ends = [...moves.filter((day) => from <= day && day < to), to];
  const days = ends.map((end, n) => {
    const start = n === 0 ? from : addDays(ends[n - 1]!, 1);
    return { from: start, to: end, days: daysBetween(start, end) + 1 };
  });
  const stays = joined(book, unitId, service, days, daysBetween(from, to) + 1);
  if (share === 'days' || stays.length === 1) return stays;
  const { part, ...whole } = share === 'leaver' ? stays[0]! : stays.at(-1)!;
  return [{ ...whole, from, to }];
}

interface Days {
  from: string;
  to: string;
  days: number;
}
// Neighbours of one payer are one stay: a tenant's move changes nothing in what the owner pays.
function joined(book: PayerBook, unitId: number, service: string, pieces: readonly Days[], of: number): Stay[] {
  const stays: (Stay & { days: number })[] = [];
  for (const { from, to, days } of pieces) {
    const payer = book.on(unitId, service, to);
    const last = stays.at(-1);
    if (last && last.payer?.customerId === payer?.customerId) Object.assign(last, { to, days: last.days + days });
    else stays.push({ payer, subject: '', from, to, days });
  }
  if (stays.length === 1) return stays.map(({ days, ...stay }) => stay);
  let left = of;
  return stays.map(({ days, ...stay }, n) => {
    const isLast = n === stays.length - 1;
    const share = isLast ? left : Math.min(days, left);
    left -= share;
    return { ...stay, subject: isLast ? '' : `${UNTIL}${stay.to}`, part: { days, share: { days: share, of } } };
  });
}

/**
 * The readings of a stay and its consumption by register. The last stay has what the others leave of the whole, so that nothing is
 * lost; null where a register of an earlier stay was not closed on its last day.
 */
export function consumptionOfStay(
  row: Consumption,
  stays: readonly Stay[],
  stay: Stay,
): Pick<Consumption, 'registers' | 'readings'> | null {
  const own = ({ from, to }: Stay) => row.readings.filter((reading) => reading.previousOn >= from && reading.readOn <= to);
  if (stays.length === 1) return { registers: row.registers, readings: row.readings };
  const readings = own(stay);
  const sums = (of: readonly Stay[]): Record<string, string> => {
    const list = of.flatMap(own);
    const names = [...new Set(row.readings.map(({ register }) => register))];
    return Object.fromEntries(
      names.map((name) => [
        name,
        textOf(list.reduce((sum, one) => (one.register === name ? add(sum, decimalOf(one.consumption)) : sum), ZERO)),
      ]),
    );
  };
  if (stay !== stays.at(-1)) {
    const closed = new Set(readings.filter(({ readOn }) => readOn === stay.to).map(({ register }) => register));
    const every = [...new Set(row.readings.map(({ register }) => register))].every((register) => closed.has(register));
    return readings.length > 0 && every ? { registers: sums([stay]), readings } : null;
  }
  const before = sums(stays.slice(0, -1));
  const left = Object.entries(row.registers).map(([name, whole]) => [
    name,
    textOf(sub(decimalOf(whole), decimalOf(before[name] ?? '0'))),
  ]);
  return { registers: Object.fromEntries(left), readings };
}
