// What the service `metering` answers where somebody moves.
import type { DecimalText, Finding } from '#kit';

/** A register of a meter in a unit; `value` is the month's own reading where there is one already. */
export interface UnitDial {
  mountingId: number;
  service: string;
  serial: string;
  register: string;
  previous: DecimalText;
  previousOn: string;
  value: DecimalText | null;
  readOn: string | null;
}

declare module '#platform/actions' {
  interface Actions {
    /** Reads every meter of a unit on the day somebody leaves; each goes on for who follows from that reading. */
    'metering.closeForMove': {
      params: {
        buildingId: number;
        period: string;
        unitId: number;
        on: string;
        readings: { mountingId: number; value: DecimalText }[];
        reason: string;
      };
      result: { findings: Finding[] };
    };
    /** What hangs in a unit and is to be read in a month. */
    'metering.listOfUnit': {
      params: { buildingId: number; unitId: number; period: string };
      result: { rows: UnitDial[]; total: number };
    };
  }
}
