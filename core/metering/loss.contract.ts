// What the service `metering` answers about master meters, their groups of units and what becomes of the loss.
import type { DecimalText, Finding } from '#kit';
import type { LossPolicy } from './share-loss.ts';

export type { LossPolicy } from './share-loss.ts';

export interface GroupInput {
  service: string;
  code: string;
  name: string;
  /** Units by code; `null` stands for all units with a meter of the service. */
  units: string[] | null;
  /** First day of a month: from then on these units are the group's. */
  from: string;
}
export interface PolicyRow {
  service: string;
  policy: LossPolicy;
  validFrom: string;
  reason: string;
  by: string;
}
/** Master less sub-meters of one group and month. Sums are null as long as a reading is missing or held. */
export interface Balance {
  groupId: number;
  code: string;
  name: string;
  service: string;
  policy: LossPolicy;
  masters: { serial: string; consumption: DecimalText | null }[];
  master: DecimalText | null;
  subs: DecimalText | null;
  loss: DecimalText | null;
  /** Of the master, one decimal. */
  percent: DecimalText | null;
  units: { unitId: number; unit: string; consumption: DecimalText | null; share: DecimalText | null }[];
  missing: number;
  held: number;
  findings: (Finding & { message?: string })[];
}
/** A unit's part of a loss its building passes on, or why it cannot be told yet. */
export interface LossOfUnit {
  unitId: number;
  service: string;
  share: {
    group: string;
    policy: 'proportional' | 'equal';
    master: DecimalText;
    subs: DecimalText;
    loss: DecimalText;
    shares: Record<string, DecimalText>;
  } | null;
  problem: Finding | null;
}

declare module '#platform/actions' {
  interface Actions {
    /** Of groups whose building passes the loss on in this month. */
    'metering.listLossShares': { params: { buildingId: number; period: string }; result: LossOfUnit[] };
    /** Units of each group whose loss is passed on in this month. */
    'metering.listSharedUnits': {
      params: { buildingId: number; period: string };
      result: { service: string; unitIds: number[] }[];
    };
    /** The balance report. */
    'metering.listBalances': {
      params: { buildingId: number; period: string; service?: string };
      result: { rows: Balance[]; total: number };
    };
    'metering.saveGroup': {
      params: { buildingId: number } & GroupInput;
      result: { id: number; units: number; findings: Finding[] };
    };
    'metering.listPolicies': { params: { buildingId: number }; result: { rows: PolicyRow[]; total: number } };
    /** From the first day of a month that is not billed yet. */
    'metering.setPolicy': {
      params: { buildingId: number; service: string; policy: LossPolicy; period: string; reason: string };
      result: { rows: PolicyRow[]; total: number };
    };
  }
}
