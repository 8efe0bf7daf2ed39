// What the tariff laboratory answers: what a draft would have done to months that are posted. Nothing it does is posted.
import type { DecimalText } from '#kit';

export interface LaboratoryMonth {
  period: string;
  bills: number;
  posted: number;
  draft: number;
}
export interface LaboratorySummary {
  months: LaboratoryMonth[];
  /** Sums over the bills the draft could price: as posted, and as the draft would have it. */
  posted: number;
  draft: number;
  more: { bills: number; amount: number };
  less: { bills: number; amount: number };
  same: number;
  /** Bills the draft cannot price, and what they were posted with. */
  unpriced: { bills: number; posted: number };
  outliers: number;
  /** Change in tenths of a percent that most bills keep within; null without a bill to compare. */
  usual: { from: number; to: number } | null;
}
export interface LaboratoryReport {
  id: number;
  buildingId: number;
  tariffId: number;
  tariff: string;
  service: string;
  months: number;
  summary: LaboratorySummary;
  createdBy: string;
  createdAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
  /** The draft's lines and prices are still those the report was made of. */
  current: boolean;
}
export interface LaboratoryRow {
  period: string;
  unitId: number;
  unit: string;
  /** Empty for the unit itself; a card's charge has its own, and its number as caption. */
  subject: string;
  caption: string | null;
  payer: string | null;
  billId: number;
  quantity: DecimalText | null;
  posted: number;
  /** null where the draft cannot price it; `problem` says why. */
  draft: number | null;
  delta: number | null;
  deltaTenths: number | null;
  outlier: boolean;
  problem: string | null;
}

declare module '#platform/actions' {
  interface Actions {
    /** Prices the last posted months again with a tariff and keeps the report; replaces its report that nobody has approved. */
    'billing.tryTariff': { params: { tariffId: number; months: number }; result: LaboratoryReport };
    'billing.listReports': { params: { tariffId: number }; result: { rows: LaboratoryReport[]; total: number } };
    'billing.getReport': { params: { reportId: number }; result: LaboratoryReport };
    'billing.listReportRows': {
      params: { reportId: number; filter?: string; sort?: string; page?: number; pageSize?: number };
      result: { rows: LaboratoryRow[]; total: number; sum: { posted: number; draft: number } };
    };
    'billing.reportSheet': { params: { reportId: number; lang?: 'vi' | 'en' }; result: Buffer };
    /** By somebody else than who changed the draft last; permits publishing it. */
    'billing.approveReport': { params: { reportId: number }; result: LaboratoryReport };
  }
}
