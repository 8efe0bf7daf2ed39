// One transfer over several units: each gets what is open; where that is too much, shares of it.
import { type Vnd, vnd } from '#kit';

/** Whole đồng that add up to `amount`, or to Σ open where that is less; what rounding leaves goes to the largest parts first. */
export function splitAmount(open: readonly Vnd[], amount: Vnd): Vnd[] {
  const sum = open.reduce((total, each) => total + BigInt(each), 0n);
  if (sum <= BigInt(amount)) return [...open];
  const exact = open.map((each) => BigInt(each) * BigInt(amount));
  const parts = exact.map((each) => each / sum);
  let left = BigInt(amount) - parts.reduce((total, each) => total + each, 0n);
  const byRest = exact
    .map((each, n) => ({ n, rest: each % sum }))
    .sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : a.n - b.n));
  for (const { n } of byRest) {
    if (left === 0n) break;
    parts[n]! += 1n;
    left -= 1n;
  }
  return parts.map((part) => vnd(Number(part)));
}
