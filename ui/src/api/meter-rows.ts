// What the server answers about meters, as far as the screens read it.
import type { Finding } from '#kit';

export type { Balance, LossPolicy, PolicyRow } from '../../../core/metering/loss.contract.ts';
export type { MeterHistory, MeteringSettings, MeterRow, PhotoRow, Thresholds } from '../../../core/metering/registry.contract.ts';

/** With its sentence in the language asked for. */
export type ToldFinding = Finding & { message: string };
export interface MetersImported {
  meters: number;
  mountings: number;
  unchanged: number;
  verified: number;
  findings: ToldFinding[];
}
export interface Corrected {
  periods: string[];
  findings: ToldFinding[];
}
