// What units used in a month, for a run of the same process.
import type { ConsumptionRow } from './metering.contract.ts';

/** Each unit may be asked for once: what is billed needs no more room. */
export interface ConsumptionReader {
  take(unitId: number): ConsumptionRow[];
}
