// What the service `metering` answers about the registry: meters and where they hang, their lives, photos and each building's limits.
import type { AnomalyRule, DecimalText, Finding } from '#kit';
import type { Thresholds } from './anomaly-thresholds.ts';
import type { CorrectionKind } from './correction.contract.ts';
import type { ReadingKind, ReadingState } from './metering.contract.ts';

export type { Thresholds } from './anomaly-thresholds.ts';

/** Set-wise master data: meters with where they hang. Units by code; `to` is the last day, with `readingEnd`. */
export interface MeterInput {
  /** Either a unit or, for a master meter, the code of its group. */
  unit?: string;
  group?: string;
  service: string;
  serial: string;
  register?: string;
  digits: number;
  decimals?: number;
  multiplier?: DecimalText;
  from: string;
  readingStart: DecimalText;
  to?: string;
  readingEnd?: DecimalText;
  /** Verified (kiểm định) on and until these days. */
  verifiedOn?: string;
  verifiedUntil?: string;
}

/** One register of one meter where it hangs, or hung last; the id is the mounting's. */
export interface MeterRow {
  id: number;
  meterId: number;
  unitId: number | null;
  /** Code of the unit, or of the group a master meter counts for. */
  unit: string;
  place: 'unit' | 'group';
  service: string;
  serial: string;
  register: string;
  digits: number;
  decimals: number;
  multiplier: DecimalText;
  from: string;
  /** The day it was taken down; null while it hangs. */
  to: string | null;
  readingStart: DecimalText;
  readingEnd: DecimalText | null;
  lastValue: DecimalText | null;
  lastReadOn: string | null;
  verifiedOn: string | null;
  verifiedUntil: string | null;
  verification: 'valid' | 'due' | 'expired' | 'unknown';
  daysLeft: number | null;
  state: 'hanging' | 'down';
  reason: string | null;
  document: string | null;
}
export interface PhotoRow {
  id: number;
  mountingId: number;
  period: string;
  kind: 'reading' | 'handover';
  name: string;
  by: string;
  at: string;
}
export interface MeterHistory {
  meter: {
    id: number;
    service: string;
    serial: string;
    register: string;
    digits: number;
    decimals: number;
    verifiedOn: string | null;
    verifiedUntil: string | null;
  };
  /** Newest first. */
  mountings: (Pick<
    MeterRow,
    'id' | 'unit' | 'place' | 'from' | 'to' | 'readingStart' | 'readingEnd' | 'multiplier' | 'reason' | 'document'
  > & { by: string })[];
  readings: {
    mountingId: number;
    period: string;
    previous: DecimalText;
    value: DecimalText;
    readOn: string;
    consumption: DecimalText;
    kind: ReadingKind;
    state: Exclude<ReadingState, 'missing'>;
    rollover: boolean;
    reason: string | null;
    note: string | null;
    channel: string;
    by: string;
    at: string;
  }[];
  corrections: {
    period: string;
    kind: CorrectionKind;
    was: DecimalText;
    became: DecimalText;
    reason: string;
    document: string | null;
    by: string;
    at: string;
  }[];
  photos: PhotoRow[];
}
export interface MeteringSettings {
  service: string;
  estimatesMax: number;
  /** Days before the verification ends that a meter is told. */
  warnDays: number;
  /** The building's own rules; false: the plugin's. */
  own: boolean;
  rules: readonly AnomalyRule[];
  /** What the small form shows of the rules. */
  thresholds: Thresholds;
  revision: number;
}
export interface MetersImported {
  meters: number;
  /** Hung. */
  created: number;
  /** There already, with another verification. */
  changed: number;
  unchanged: number;
  findings: (Finding & { message?: string })[];
}

declare module '#platform/actions' {
  interface Actions {
    'metering.importMeters': {
      params: { buildingId: number; meters: MeterInput[] };
      result: { meters: number; mountings: number; findings: Finding[] };
    };
    /** Takes a meter down with its closing reading and hangs another one; both segments are added, then priced once. */
    'metering.replaceMeter': {
      params: {
        buildingId: number;
        period: string;
        mountingId: number;
        on: string;
        readingEnd: DecimalText;
        reason: string;
        /** The hand-over record. */
        document?: string;
        /** It was faulty: this segment is charged the mean of the last three real periods. */
        faulty?: boolean;
        rollover?: boolean;
        next?: Pick<
          MeterInput,
          'serial' | 'digits' | 'decimals' | 'multiplier' | 'readingStart' | 'verifiedOn' | 'verifiedUntil'
        >;
      };
      result: { mountingId: number | null; findings: Finding[] };
    };
    'metering.listMeters': {
      params: { buildingId: number; service?: string; down?: boolean };
      result: { rows: MeterRow[]; total: number };
    };
    'metering.meterHistory': { params: { buildingId: number; meterId: number }; result: MeterHistory };
    'metering.verifyMeter': {
      params: { buildingId: number; meterId: number; verifiedOn: string | null; verifiedUntil: string | null };
      result: MeterHistory['meter'];
    };
    /** Checked row by row; good rows are hung, the others come back as findings. */
    'metering.hangMeters': { params: { buildingId: number; meters: MeterInput[]; dryRun?: boolean }; result: MetersImported };
    'metering.importMeterSheet': { params: { buildingId: number; dryRun?: boolean }; result: MetersImported };
    'metering.attachPhoto': {
      params: { buildingId: number; mountingId: number; period: string; kind?: 'reading' | 'handover' };
      result: PhotoRow;
    };
    'metering.listPhotos': {
      params: { buildingId: number; mountingId: number; period?: string };
      result: { rows: PhotoRow[]; total: number };
    };
    'metering.getSettings': { params: { buildingId: number }; result: { rows: MeteringSettings[]; total: number } };
    'metering.saveSettings': {
      params: {
        buildingId: number;
        service: string;
        revision: number;
        estimatesMax: number;
        warnDays: number;
        /** The small form, whole rules, or null for the plugin's own. */
        thresholds?: Thresholds | null;
        rules?: AnomalyRule[];
      };
      result: MeteringSettings;
    };
  }
}
