// A reduction takes back what the charge credited: revenue, VAT and money collected for others, each by its share.
import { type Vnd, vnd } from '#kit';
import type { DraftLine } from './money-draft.ts';

/** `credited` are the charge's credit postings (negative). The last share takes what rounding leaves, so the sum is exact. */
export function splitReduction(
  credited: readonly { account: string; amount: Vnd }[],
  amount: Vnd,
  service: string,
  reduction: string | null,
): DraftLine[] {
  const whole = -credited.reduce((sum, line) => sum + BigInt(line.amount), 0n);
  if (whole <= 0n) throw new Error('a charge without credit postings cannot be reduced');
  let left = amount;
  return credited
    .map((line, index) => {
      const share =
        index === credited.length - 1 ? left : vnd(Number((BigInt(amount) * BigInt(-line.amount) * 2n + whole) / (whole * 2n)));
      left = vnd(left - share);
      const account = reduction && line.account.startsWith('511') ? reduction : line.account;
      return { account, amount: share, service };
    })
    .filter((line) => line.amount !== 0);
}
