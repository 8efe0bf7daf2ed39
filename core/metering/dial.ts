// One register of one meter where it hangs, as the month's reading needs it.
import type { DecimalText } from '#kit';
import type { ReadingKind } from './metering.contract.ts';

export interface Dial {
  /** The mounting's id; also the id of the grid's row. */
  id: number;
  meterId: number;
  /** null where it is a master meter: then it hangs for a group. */
  unitId: number | null;
  groupId: number | null;
  service: string;
  serial: string;
  register: string;
  digits: number;
  decimals: number;
  multiplier: DecimalText;
  /** What hung here before, on the same register. */
  predecessorId: number | null;
  /** What the period continues from: the reading before, or what the meter began with. */
  previous: DecimalText;
  previousOn: string;
  readingEnd: DecimalText | null;
  current: CurrentReading | null;
  /** A later period that continues from this one; it has to be changed first. */
  laterPeriod: string | null;
}
export interface CurrentReading {
  value: DecimalText;
  readOn: string;
  previous: DecimalText;
  previousOn: string;
  rollover: boolean;
  kind: ReadingKind;
  /** Of a faulty meter: what is charged instead of what the dial says. */
  declared: DecimalText | null;
  state: 'entered' | 'held' | 'accepted';
  reason: string | null;
  note: string | null;
  revision: number;
  /** Name of the one who entered it. */
  by: string | null;
  /** grid, sheet, replacement, photo, api. */
  channel: string | null;
}
/** A reading of an earlier period, with the dial it was read from. */
export interface PastReading {
  digits: number;
  multiplier: DecimalText;
  mountingId: number;
  period: string;
  previous: DecimalText;
  previousOn: string;
  value: DecimalText;
  readOn: string;
  rollover: boolean;
  kind: ReadingKind;
  declared: DecimalText | null;
}

/** Where it hangs, as one key: a unit, or the group a master meter counts for. */
export const placeOf = ({ unitId, groupId }: Pick<Dial, 'unitId' | 'groupId'>): string =>
  unitId === null ? `group ${groupId}` : `unit ${unitId}`;
