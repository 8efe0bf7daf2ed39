// What the service `metering` answers, by action.

import type { DecimalText, Finding, ViewDef } from '#kit';
import type { ConsumptionReader } from './consumption-reader.ts';
import './correction.contract.ts';
import './loss.contract.ts';
import './registry.contract.ts';

export type { MeterInput } from './registry.contract.ts';

export type ReadingKind = 'actual' | 'estimate' | 'closing' | 'faulty';
/** missing: nothing entered yet; held: an anomaly someone must accept before it bills. */
export type ReadingState = 'missing' | 'entered' | 'held' | 'accepted';

/** One stretch of one register of one meter within the period; a replaced meter gives two, added before pricing. */
export interface Evidence {
  serial: string;
  register: string;
  kind: ReadingKind;
  previous: DecimalText;
  previousOn: string;
  value: DecimalText;
  readOn: string;
  rollover: boolean;
  multiplier: DecimalText;
  consumption: DecimalText;
}
export interface ConsumptionRow {
  unitId: number;
  service: string;
  /** By register ("total", …), after multiplier, rollover and replacement. */
  registers: Record<string, DecimalText>;
  /** Days from `from` to `to`: the earliest previous and the latest reading day. */
  days: number;
  from: string;
  to: string;
  /** `ready` may be billed; otherwise `findings` says why not, and nothing in `registers` may be billed. */
  state: 'ready' | 'held' | 'missing';
  readings: Evidence[];
  findings: Finding[];
}

/** A row of the reading grid; the id is the mounting's. Decimals are text, days `YYYY-MM-DD`. */
export interface ReadingRow {
  id: number;
  meterId: number;
  /** null for a master meter; `unit` is then its group's code, `payer` its name. */
  unitId: number | null;
  unit: string;
  floor: string | null;
  payer: string | null;
  serial: string;
  register: string;
  /** The six periods before, oldest first; consumption null where there was no reading. */
  history: { period: string; consumption: DecimalText | null; days: number | null; kind: ReadingKind | null }[];
  previous: DecimalText;
  previousOn: string;
  value: DecimalText | null;
  readOn: string | null;
  rollover: boolean;
  kind: ReadingKind;
  /** Of a faulty meter: what it is charged instead of what its dial says. */
  declared: DecimalText | null;
  /** The last real reading where `previous` is an estimate, else `previous`: a reading must not lie below. */
  lowest: DecimalText;
  /** Estimates in a row up to the period before. */
  estimates: number;
  state: ReadingState;
  note: string | null;
  /** Who entered it, and by which way: grid, sheet, replacement, photo. */
  by: string | null;
  channel: string | null;
  /** Pictures kept with this month's reading. */
  photos: number;
  /** Why the held reading was accepted. */
  reason: string | null;
  /** 0 where nothing is entered. */
  revision: number;
  /** Consumption a day, mean of the last three real periods, 3 decimals; null without history. */
  average: DecimalText | null;
  /** Expected consumption of this period: average × days to readOn (or to the last day of the period). */
  expected: DecimalText | null;
  digits: number;
  /** 10^digits: where the dial starts again. */
  dialEnd: DecimalText;
  decimals: number;
  multiplier: DecimalText;
  /** Facts of the anomaly rules; deltaTenths is null without three real periods. */
  deltaTenths: number | null;
  anomaly: { code: string; tone: 'error' | 'warn' | 'info' | 'muted'; hold: boolean; limit?: number } | null;
  members: number | null;
  quota: DecimalText | null;
  households: number;
  days: number | null;
  tariffId: number | null;
  /** Billed or closed: nothing may be changed. */
  locked: boolean;
}
export interface ReadingChange {
  id: number;
  /** The revision the clerk saw; 0 for a row without a reading. */
  revision: number;
  /** null takes the reading away. */
  value?: DecimalText | null;
  readOn?: string;
  note?: string | null;
  rollover?: boolean;
  /** Estimate from the mean of the last three real periods; the value is computed here. */
  estimate?: boolean;
  /** The meter is faulty: charged the mean of the last three real periods, whatever its dial says; false takes that back. */
  faulty?: boolean;
  accept?: { reason: string };
}
/** A row of a sheet that was taken (or would be, in a dry run). */
export interface ImportedRow {
  id: number;
  /** null for a master meter; `unit` is then its group's code. */
  unitId: number | null;
  unit: string;
  service: string;
  serial: string;
  register: string;
  previous: DecimalText;
  previousOn: string;
  /** What was stored before this import. */
  was: DecimalText | null;
  value: DecimalText;
  readOn: string;
  rollover: boolean;
  state: ReadingState;
  note: string | null;
}
export interface ImportResult {
  accepted: number;
  unchanged: number;
  /** Problems that kept a row out. */
  refused: number;
  findings: Finding[];
  rows: ImportedRow[];
}
declare module '#platform/actions' {
  interface Actions {
    /** Of the whole building, or of some units. */
    /** For a run, inside its unit of work: read at once, worked out unit by unit. */
    'metering.readConsumption': { params: { buildingId: number; period: string; units: number[] }; result: ConsumptionReader };
    'metering.listReadings': {
      params: { buildingId: number; period: string; service: string };
      result: { rows: ReadingRow[]; total: number };
    };
    'metering.saveReadings': {
      params: {
        buildingId: number;
        period: string;
        service: string;
        changes: ReadingChange[];
        /** How they were entered; default api. */
        channel?: 'grid' | 'photo' | 'api';
      };
      result: { rows: ReadingRow[]; findings: Finding[] };
    };
    /** The sheet comes as the call's stream, or as base64 in `file` (command line). `refused` counts the cells with a problem. */
    'metering.importReadings': {
      params: { buildingId: number; period: string; dryRun?: boolean; file?: string; name?: string };
      result: ImportResult;
    };
    /** The month's sheet with meters and previous readings; over HTTP `…/readings/template.xlsx` answers the file itself. */
    'metering.readingTemplate': {
      params: { buildingId: number; period: string; lang?: 'vi' | 'en' };
      result: { name: string; base64: string };
    };
    'metering.readingsView': { params: { service: string }; result: ViewDef };
    /** For GET /buildings/:id/periods. */
    'metering.countReadings': {
      params: { buildingId: number; periods: string[] };
      result: { period: string; service: string; meters: number; read: number; held: number }[];
    };
  }
}
