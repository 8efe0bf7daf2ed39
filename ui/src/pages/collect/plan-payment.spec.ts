import type { OpenItem } from '../../api/money-rows.ts';
import { planPayment } from './plan-payment.ts';

const item = (id: number, open: number) => ({ id, open }) as OpenItem;
const items = [item(7, 100), item(3, 50), item(9, 30)];

test.each([
  ['all of it', 180, null, { 7: 100, 3: 50, 9: 30 }, 0, 0],
  ['a part pays the oldest first, the last of them in part', 120, null, { 7: 100, 3: 20 }, 0, 60],
  ['more than is open leaves a surplus', 200, null, { 7: 100, 3: 50, 9: 30 }, 20, 0],
  ['nothing pays nothing', 0, null, {}, 0, 180],
  [
    'by line, whatever the order',
    80,
    [
      [9, 30],
      [3, 50],
    ],
    { 3: 50, 9: 30 },
    0,
    100,
  ],
  ['a line is never paid above what is open', 40, [[9, 40]], { 9: 30 }, 10, 150],
] as const)('%s', (_, amount, lines, paid, rest, left) => {
  const plan = planPayment(items, amount, lines ? new Map(lines) : null);
  expect([Object.fromEntries(plan.paid), plan.rest, plan.left]).toEqual([paid, rest, left]);
  expect(plan.items.reduce((sum, one) => sum + one.amount, 0)).toBe(plan.used);
});
