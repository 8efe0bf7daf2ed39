// What changed against the month before, service by service.
import type { RunChange } from '../billing.contract.ts';

export interface Difference {
  change: RunChange;
  delta: number;
  /** Tenths of a percent, half away from zero; null where there was nothing before. */
  deltaTenths: number | null;
}

/** `total` null: the service is gone this month. `previous` null: it is new. */
export function diffRuns(total: number | null, previous: number | null): Difference {
  const delta = (total ?? 0) - (previous ?? 0);
  const change = total === null ? 'gone' : previous === null ? 'new' : delta === 0 ? 'same' : 'changed';
  return { change, delta, deltaTenths: tenths(delta, previous) };
}

function tenths(delta: number, previous: number | null): number | null {
  if (previous === null || previous === 0) return null;
  const [dividend, divisor] = [BigInt(Math.abs(delta)) * 1000n, BigInt(Math.abs(previous))];
  const rounded = Number((2n * dividend + divisor) / (2n * divisor));
  return Math.sign(delta) * Math.sign(previous) * rounded || 0;
}
