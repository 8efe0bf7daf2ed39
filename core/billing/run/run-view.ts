// A run as its readers see it.
import type { DecimalText } from '#kit';

export type RunStatus = 'previewing' | 'previewed' | 'posting' | 'posted' | 'failed' | 'discarded';
export interface RunTotals {
  bills: number;
  charges: number;
  /** Units that could not be priced. */
  parked: number;
  net: number;
  vat: number;
  total: number;
  /** The same units and services in the period before. */
  previousTotal: number;
  changes: Record<RunChange, number>;
}
export type RunChange = 'new' | 'gone' | 'changed' | 'same';
export interface RunProgress {
  phase: 'reading' | 'pricing' | 'posting' | 'done';
  /** Units done and to do. */
  done: number;
  of: number;
}
export interface RunView {
  id: number;
  buildingId: number;
  period: string;
  /** The move whose leaver alone it bills; null: the whole month. */
  moveId: number | null;
  seq: number;
  status: RunStatus;
  createdBy: number;
  createdAt: string;
  approvedBy: number | null;
  postedAt: string | null;
  totals: RunTotals | null;
  /** Why it failed: a code with its locale sentence. */
  failure: { code: string; params: Record<string, string | number | boolean | null> } | null;
  progress: RunProgress | null;
}
/** One service of one unit in a run, against the period before. */
export interface RunRow {
  unitId: number;
  unit: string;
  payer: string | null;
  service: string;
  quantity: DecimalText | null;
  total: number;
  previousTotal: number | null;
  /** total − previousTotal. */
  delta: number;
  /** Tenths of a percent; null without a previous total. */
  deltaTenths: number | null;
  change: RunChange;
}
export interface ParkedRow {
  unitId: number;
  unit: string;
  payer: string | null;
  /** null where the unit as a whole is the problem (no payer, say). */
  service: string | null;
  code: string;
  params: Record<string, string | number | boolean | null>;
  /** The code's sentence in the caller's language. */
  message: string;
}
