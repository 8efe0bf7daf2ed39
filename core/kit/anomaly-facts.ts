// The facts anomaly rules see: consumption per day against the mean of the last three real periods.
import type { DecimalText } from './contract.ts';

export interface PeriodConsumption { consumption: DecimalText; days: number; estimate: boolean }
export type AnomalyFacts = { deltaTenths: number; consumptionZero: boolean; historyPeriods: number; estimatesInRow: number };
/**
 * `history` newest first. The mean per day is Σ consumption ÷ Σ days of the last three real periods. `deltaTenths` is tenths of a
 * percent, half away from zero, within ±1,000,000 (the cap also stands for "from nothing to something"); 0 without history.
 */
export declare function anomalyFacts(current: PeriodConsumption, history: readonly PeriodConsumption[]): AnomalyFacts;
