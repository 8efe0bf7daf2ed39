// Random lives of a card, billed month by month, against a calendar with one square a day: no day is charged twice or forgotten.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CardSnapshot } from '../../core/card/card.contract.ts';
import { actionOf, nextCard } from '../../core/card/card-machine.ts';
import { type MonthSpan, monthsDue, type Share, shareOf } from '../../core/card/months-due.ts';
import { spanChanges } from '../../core/card/span-changes.ts';
import { addDays, addMonths, daysInMonth, lastDay, periodOf, Refusal } from '../../core/kit/index.ts';
import vehicleCard from '../../plugins/vehicle-card/plugin.ts';

const START = '2026-01-01';
const MONTHS = 14;
const fresh: CardSnapshot = {
  ...{ state: 'registered', number: null, unitId: 1, customerId: 1, validFrom: null, validTo: null, paidThrough: null },
  ...{ billing: false, deposit: 0, fields: {}, frozenFrom: null },
};
type Span = MonthSpan & { unitId: number };
interface World {
  card: CardSnapshot;
  spans: Span[];
  /** Unit a day belongs to. */
  calendar: Map<string, number>;
  /** Months charged, by `period`. */
  charged: Map<string, bigint>;
  money: { fees: number; waiting: number; deposits: number };
}

/** Colours the days from `from` up to, not including, `until`. */
function live({ card, calendar }: World, from: string, until: string): void {
  for (let day = from; day < until; day = addDays(day, 1)) colour(card, calendar, day);
}
function colour(card: CardSnapshot, calendar: World['calendar'], day: string): void {
  const holds = card.billing && (card.validTo === null || day <= card.validTo);
  if (holds && !calendar.has(day)) calendar.set(day, card.unitId);
}

function step(world: World, id: string, on: string, n: number): void {
  const { card, spans } = world;
  const [fee, deposit] = [id === 'reissue' ? 50_000 : 0, id === 'issue' ? 100_000 : 0];
  const input = { action: id, revision: 1, on, number: `N${n}`, customerId: n, unitId: 1 + (n % 3), reason: 'r', document: 'd' };
  const action = actionOf(vehicleCard, id, card.state);
  const asked = { ...input, ...(action.effect === 'renew' ? { months: 1 + (n % 3) } : {}) };
  const after = nextCard(card, action, asked, { deposit, lateRenewal: 'today' });
  if (card.billing && !after.billing) colour(card, world.calendar, on); // the day it stops is still the card's
  const taken = spans.flatMap(({ to, chargedThrough }) => [to, chargedThrough]).filter((day) => day !== null);
  const changes = spanChanges(card, after, {
    ...{ charges: 'month', on, months: undefined, fee, deposit, lateRenewal: 'today', action },
    growing: spans.some(({ to }) => to === null),
    takenThrough: taken.sort().at(-1) ?? null,
  });
  if (changes.close !== null) {
    const open = spans.find(({ to }) => to === null)!;
    if (open.from > changes.close && open.chargedThrough === null) spans.splice(spans.indexOf(open), 1);
    else open.to = changes.close > open.from ? changes.close : open.from;
  }
  for (const { kind, from, unitId, fee: owed } of changes.open) {
    if (kind === 'month') spans.push({ id: spans.length + n * 100, from, to: null, chargedThrough: null, unitId });
    if (kind === 'fee') world.money.waiting += owed;
  }
  world.money.fees += fee;
  world.money.deposits += after.deposit - card.deposit;
  world.card = after;
}

function run({ card, spans, charged }: World, period: string, mode: Share): void {
  for (const due of monthsDue(spans, { until: lastDay(period), validTo: card.validTo, firstMonth: mode, lastMonth: mode })) {
    expect(due.months).toBeGreaterThanOrEqual(0n);
    charged.set(period, (charged.get(period) ?? 0n) + due.months);
    spans.find(({ id }) => id === due.spanId)!.chargedThrough = due.to;
  }
}

const steps = fc.array(
  fc.record({
    id: fc.constantFrom(...vehicleCard.actions.map(({ id }) => id)),
    after: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 25 })), // several on one day, too
  }),
  { minLength: 3, maxLength: 40 },
);

test.each(['full', 'half', 'daily'] as const)('charged %s, a month costs what its coloured days cost', (mode) => {
  fc.assert(
    fc.property(steps, fc.boolean(), (list, issued) => {
      const world: World = {
        ...{ card: fresh, spans: [], calendar: new Map(), charged: new Map() },
        money: { fees: 0, waiting: 0, deposits: 0 },
      };
      const end = lastDay(addMonths(periodOf(START), MONTHS - 1));
      let day = START;
      const forward = (to: string): void => {
        while (periodOf(day) < periodOf(to)) {
          const next = addDays(lastDay(periodOf(day)), 1);
          live(world, day, next);
          run(world, periodOf(day), mode);
          day = next;
        }
        live(world, day, to);
        day = to;
      };
      const plan = issued ? [{ id: 'issue', after: 3 }, ...list] : list;
      for (const [n, { id, after }] of plan.entries()) {
        const on = addDays(day, after);
        if (on > end) break;
        forward(on);
        try {
          step(world, id, on, n);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error; // not allowed in this state: nothing happens
        }
      }
      forward(addDays(end, 1));
      const days = Map.groupBy(world.calendar.keys(), periodOf);
      for (let period = periodOf(START); period <= periodOf(end); period = addMonths(period, 1)) {
        const coloured = days.get(period)?.length ?? 0;
        expect([period, world.charged.get(period) ?? 0n]).toEqual([period, shareOf(coloured, daysInMonth(period), mode)]);
      }
      expect(world.money.waiting).toBe(world.money.fees);
      expect(world.money.deposits).toBe(world.card.deposit);
    }),
    { numRuns: 700 },
  );
});
