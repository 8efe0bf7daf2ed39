// Which buildings and months a report is of, and what it answers before it has a name.
import { firstDay, type PeriodText } from '#kit';
import type { ReportColumn, ReportRow } from './report.contract.ts';

export interface Span {
  buildings: number[];
  from: PeriodText;
  to: PeriodText;
  /** For a statement: buildings, first day of the first and of the last month. */
  values: { buildings: number[]; from: string; last: string };
}
export interface Drawn {
  columns: ReportColumn[];
  rows: ReportRow[];
  sum: ReportRow | null;
}

export const spanOf = (buildings: number[], from: PeriodText, to: PeriodText): Span => ({
  ...{ buildings, from, to },
  values: { buildings, from: firstDay(from), last: firstDay(to) },
});
