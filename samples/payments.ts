// How the people of the sample pay: most in full in the first days, some late, some in part, a few hardly ever.
import { addDays, addMonthsToDay, firstDay } from '#kit';
import { randomFrom } from './random.ts';

export interface OwedBill {
  unit: string;
  /** What the notice asks for, in đồng: the month and what was owed before. */
  due: number;
}
export interface SamplePayment {
  unit: string;
  amount: number;
  method: 'cash' | 'bank';
  onDate: string;
}
type Habit = 'full' | 'rounded' | 'part' | 'late' | 'rare';
const HABITS: readonly (readonly [Habit, number])[] = [
  ['full', 74],
  ['rounded', 5],
  ['part', 7],
  ['late', 9],
  ['rare', 5],
];

/** The first and last day on which a month's notices are paid: in the month after. */
export function paymentDays(period: string): [from: string, to: string] {
  const from = addMonthsToDay(firstDay(period), 1);
  return [from, addDays(from, 20)];
}

/** What comes in for a month's notices, in the order of days. Late payers bring two months at once, every other month. */
export function paymentsFor(period: string, bills: readonly OwedBill[]): SamplePayment[] {
  const month = Number(period.slice(5));
  const [first] = paymentDays(period);
  return bills
    .flatMap(({ unit, due }): SamplePayment[] => {
      const habit = randomFrom(`habit ${unit}`).weighted(HABITS);
      const random = randomFrom(`pays ${unit} ${period}`);
      const amount = amountOf(habit, due, month);
      if (amount <= 0) return [];
      const onDate = addDays(first, habit === 'late' ? random.int(11, 20) : random.int(0, 9));
      return [{ unit, amount, onDate, method: random.chance(65) ? 'bank' : 'cash' }];
    })
    .sort((a, b) => (a.onDate < b.onDate ? -1 : a.onDate > b.onDate ? 1 : 0));
}

function amountOf(habit: Habit, due: number, month: number): number {
  if (habit === 'rounded') return Math.ceil(due / 50_000) * 50_000;
  if (habit === 'part') return Math.floor((due * 7) / 10 / 1000) * 1000;
  if (habit === 'late') return month % 2 === 0 ? due : 0;
  if (habit === 'rare') return month % 5 === 0 ? Math.floor(due / 2 / 1000) * 1000 : 0;
  return due;
}
