// Shares an amount over weights in whole đồng: by largest remainder, so the sum is exact and no share exceeds its weight.
import { sumVnd, type Vnd, vnd } from '#kit';

/** `amount` between 0 and Σ weights; weights are not negative. */
export function apportion(amount: Vnd, weights: readonly Vnd[]): Vnd[] {
  const whole = sumVnd(weights);
  if (weights.some((weight) => weight < 0)) throw new Error('a weight is negative');
  if (amount < 0 || amount > whole) throw new Error(`${amount} đồng cannot be shared over ${whole}`);
  if (whole === 0) return weights.map(() => 0);
  const parts = weights.map((weight, index) => {
    const product = BigInt(amount) * BigInt(weight);
    return { index, share: Number(product / BigInt(whole)), rest: product % BigInt(whole) };
  });
  let left = amount - sumVnd(parts.map(({ share }) => share));
  for (const part of [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left === 0) break;
    parts[part.index]!.share++;
    left--;
  }
  return parts.map(({ share }) => vnd(share));
}
