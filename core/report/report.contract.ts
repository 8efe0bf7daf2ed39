// What the service `report` answers: each report as columns and rows, the same on the screen and in a workbook.
import type { PeriodText } from '#kit';

export const reportNames = [
  'collected-month',
  'collected-service',
  'collected-building',
  'ageing',
  'consumption',
  'revenue-service',
  'revenue-month',
  'cash-book',
  'bank-book',
] as const;
export type ReportName = (typeof reportNames)[number];

/** `money` whole đồng, `quantity` decimal text, `month` YYYY-MM, `day` YYYY-MM-DD, `service` a plugin's id. */
export type ReportKind = 'text' | 'service' | 'month' | 'day' | 'money' | 'quantity' | 'count';
export interface ReportColumn {
  id: string;
  kind: ReportKind;
}
/** `what` tells rows of a book apart: opening, entry, day, closing. */
export type ReportRow = Record<string, string | number | null>;
export interface ReportTable {
  name: ReportName;
  from: PeriodText;
  to: PeriodText;
  buildings: { id: number; name: string }[];
  columns: ReportColumn[];
  rows: ReportRow[];
  sum: ReportRow | null;
}

declare module '#platform/actions' {
  interface Actions {
    'report.getReport': {
      params: { name: ReportName; buildings?: number[]; from: PeriodText; to: PeriodText };
      result: ReportTable;
    };
    'report.exportReport': {
      params: { name: ReportName; buildings?: number[]; from: PeriodText; to: PeriodText; lang?: 'vi' | 'en' };
      result: Buffer;
    };
  }
}
