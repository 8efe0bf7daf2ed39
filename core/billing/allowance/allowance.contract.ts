// What the service `billing` answers about allowances and their evidence.
import type { DecimalText, Finding, PricedLine } from '#kit';

/** A posted charge whose allowance counted people without valid proof on all its days. */
export interface UnprovenAllowance {
  unitId: number;
  unit: string;
  customer: string;
  service: string;
  /** On the last day: counted, and with valid proof. */
  members: number;
  proven: number;
  quota: DecimalText | null;
  provenQuota: DecimalText | null;
  total: number;
  /** What it would have been by the proven people alone; null where that cannot be priced, `problem` says why. */
  provenTotal: number | null;
  /** provenTotal − total: what the unproven allowance cost. */
  cost: number | null;
  problem: Finding | null;
}
export interface AllowanceReport {
  rows: UnprovenAllowance[];
  total: number;
  /** Charges with an allowance that were looked at. */
  charges: number;
  cost: number;
}
interface Priced {
  members: number | null;
  quota: DecimalText | null;
  lines: PricedLine[];
  net: number;
  vatTotal: number;
  total: number;
}
export interface WhatIfRow {
  service: string;
  period: string;
  quantity: DecimalText | null;
  before: Priced;
  after: Priced;
}

declare module '#platform/actions' {
  interface Actions {
    'billing.allowanceReport': { params: { buildingId: number; period: string }; result: AllowanceReport };
    /** The unit's last posted month up to `period`, with another number of registered people on all its days. */
    'billing.whatIfMembers': {
      params: { buildingId: number; unitId: number; period: string; members: number };
      result: { rows: WhatIfRow[]; total: number };
    };
  }
}
