// What the service `metering` answers about readings that were put right after somebody had used them.
import type { DecimalText, Finding } from '#kit';
import type { Evidence } from './metering.contract.ts';

/** Why a billed reading was put right: misread, an estimate settled by a real reading, a faulty meter, a wrong multiplier. */
export type CorrectionKind = 'wrong' | 'settled' | 'faulty' | 'multiplier';

/** A month of a unit's service whose readings were put right after somebody had used them: what it comes to now. */
export interface CorrectedMonth {
  unitId: number;
  service: string;
  period: string;
  registers: Record<string, DecimalText>;
  readings: Evidence[];
  /** Who changed what and why; newest first. */
  changes: {
    serial: string;
    kind: CorrectionKind;
    was: DecimalText;
    became: DecimalText;
    reason: string;
    by: string;
    at: string;
  }[];
}

declare module '#platform/actions' {
  interface Actions {
    /** Months before `period` that were put right, at most 36 back. A run compares them with what they were charged. */
    'metering.listCorrected': { params: { buildingId: number; period: string }; result: CorrectedMonth[] };
    /** Puts a billed reading right; the next run posts the difference. One of `value`, `faulty`, `multiplier`. */
    'metering.correctReading': {
      params: {
        buildingId: number;
        period: string;
        mountingId: number;
        value?: DecimalText;
        rollover?: boolean;
        faulty?: boolean;
        multiplier?: DecimalText;
        reason: string;
        document?: string;
      };
      result: { periods: string[]; findings: Finding[] };
    };
  }
}
