// Which changes stand out: beyond one and a half times the middle half's width (Tukey), and never within five points of it.

const LEAST = 50; // tenths of a percent: where nearly all bills change alike, a rounding is no outlier

/** Changes in tenths of a percent → the range most keep within; null for none. */
export function usualRange(changes: readonly number[]): { from: number; to: number } | null {
  if (changes.length === 0) return null;
  const sorted = changes.toSorted((a, b) => a - b);
  const [low, high] = [quarter(sorted, 1), quarter(sorted, 3)];
  const margin = Math.max(LEAST, Math.floor(((high - low) * 3) / 2));
  return { from: low - margin, to: high + margin };
}

// nearest rank: the value that n quarters of the list do not exceed
const quarter = (sorted: readonly number[], n: number): number => sorted[Math.ceil((sorted.length * n) / 4) - 1]!;
