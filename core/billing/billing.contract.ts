// What the service `billing` answers, by action.
import type { CalcNode, DecimalText, Facts, Localized, Nature, PricedLine, TariffBody, VatGroup } from '#kit';
import type { ParkedRow, RunRow, RunView } from './run/run-view.ts';
import './laboratory/laboratory.contract.ts';
import './tariff/tariff.contract.ts';

export type { LaboratoryReport, LaboratoryRow, LaboratorySummary } from './laboratory/laboratory.contract.ts';
export type { ParkedRow, RunChange, RunProgress, RunRow, RunStatus, RunTotals, RunView } from './run/run-view.ts';
export type { DeskExample, ExampleCheck, TariffRow, TariffStatus, VatRateRow } from './tariff/tariff.contract.ts';

export interface BillRow {
  id: number;
  period: string;
  number: string;
  unitId: number;
  unit: string;
  customerId: number;
  customer: string;
  customerCode: string;
  net: number;
  vat: number;
  total: number;
  /** What the customer owed for this unit before the period. */
  previousDebt: number;
  issuedOn: string;
  dueOn: string;
  /** Total by service. */
  services: Record<string, number>;
}
export interface ChargeView {
  service: string;
  measure: string;
  quantity: DecimalText | null;
  net: number;
  vat: number;
  total: number;
  tariffId: number;
  tariff: string;
  legalBasis: string;
  from: string;
  to: string;
  quota: DecimalText | null;
  facts: Facts;
  readings: ChargeReading[];
  /** The card it is for; null where the unit itself is charged. */
  card: { id: number; number: string } | null;
  /** The earlier month it puts right: what that was charged by, what it should have been, and why; null for a charge of its own month. */
  correction: { period: string; was: DecimalText; now: DecimalText; changes: CorrectionChange[] } | null;
  loss: LossShare | null;
  lines: PricedLine[];
  vatGroups: VatGroup[];
}
export interface CorrectionChange {
  serial: string;
  kind: string;
  was: DecimalText;
  became: DecimalText;
  reason: string;
  by: string;
  at: string;
}
/** A unit's part of what a master meter counted beyond its sub-meters. */
export interface LossShare {
  group: string;
  policy: 'proportional' | 'equal';
  master: DecimalText;
  subs: DecimalText;
  loss: DecimalText;
  /** By register; in `facts` already. */
  shares: Record<string, DecimalText>;
}
export interface ChargeReading {
  serial: string;
  register: string;
  previous: DecimalText;
  value: DecimalText;
  consumption: DecimalText;
  multiplier: DecimalText;
  rollover: boolean;
  kind: string;
}
/** A VAT group's share of one nature; Σ over the natures is the group. */
export type NatureVat = VatGroup & { nature: Nature };
/** A charge as a tax invoice needs it. */
export interface InvoiceCharge {
  billId: number;
  billNumber: number;
  period: string;
  unitId: number;
  customerId: number;
  issuedOn: string;
  service: string;
  name: Localized;
  metered: boolean;
  measure: string;
  quantity: DecimalText | null;
  from: string;
  to: string;
  readings: ChargeReading[];
  lines: PricedLine[];
  vat: NatureVat[];
  total: number;
  /** The earlier month it puts right: its lines are the difference. */
  correctionOf: string | null;
}
export interface BillView extends BillRow {
  charges: ChargeView[];
}
export interface ChargeExplained {
  service: string;
  /** null where it cannot be priced any more; `problem` is the sentence. */
  tree: CalcNode | null;
  /** The stored and the recomputed total. */
  stored: number;
  recomputed: number | null;
  agrees: boolean;
  problem?: string;
}

/** What POST /price answers. */
export interface PriceAnswer {
  lines: PricedLine[];
  vat: VatGroup[];
  net: number;
  vatTotal: number;
  total: number;
  quota?: DecimalText;
  tree: CalcNode;
  /** Net and VAT of the lines of each nature: what a ledger posts. */
  byNature: Partial<Record<Nature, { net: number; vat: number }>>;
}

interface ListQuery {
  filter?: string;
  sort?: string;
  page?: number;
  pageSize?: number;
}

declare module '#platform/actions' {
  interface Actions {
    'billing.price': {
      params: { service: string; tariff?: TariffBody; tariffId?: number; preset?: string; taxDate?: string; input: Facts };
      result: PriceAnswer;
    };

    /** What may not change any more: a closed period, and units' services that have been charged. For metering. */
    'billing.listLocks': {
      params: { buildingId: number; period: string };
      result: { closed: boolean; billed: { unitId: number; service: string }[] };
    };
    'billing.listPeriods': {
      params: { buildingId: number };
      result: {
        rows: {
          period: string;
          status: 'open' | 'closed';
          services: { service: string; meters: number; read: number; held: number }[];
          billed: number;
          parked: number;
        }[];
        total: number;
      };
    };
    'billing.setPeriod': {
      params: { buildingId: number; period: string; status: 'open' | 'closed'; reason?: string };
      result: { status: string };
    };

    /** Starts a preview; `wait` answers when it is done (command line). */
    'billing.startRun': {
      params: { buildingId: number; period: string; moveId?: number; wait?: boolean };
      result: { id: number };
    };
    'billing.getRun': { params: { runId: number }; result: RunView };
    'billing.listRuns': { params: { buildingId: number; period?: string }; result: { rows: RunView[]; total: number } };
    'billing.listRunRows': {
      params: { runId: number } & ListQuery;
      result: { rows: RunRow[]; total: number; sum: { total: number; previousTotal: number } };
    };
    'billing.listParked': { params: { runId: number }; result: { rows: ParkedRow[]; total: number } };
    /** Posts the month: answers when it is in the books. */
    'billing.approveRun': { params: { runId: number }; result: RunView };
    'billing.discardRun': { params: { runId: number }; result: RunView };

    'billing.listBills': {
      params: { buildingId: number; period: string; unit?: string; customer?: string; page?: number; pageSize?: number };
      result: { rows: BillRow[]; total: number; sum: { net: number; vat: number; total: number; previousDebt: number } };
    };
    'billing.getBill': { params: { billId: number; period?: string }; result: BillView };
    /** What later months took back of this one. */
    'billing.listCorrections': { params: { buildingId: number; period: string }; result: InvoiceCharge[] };
    /** For invoices; charges of one bill stand together. */
    'billing.listInvoiceCharges': {
      params: { buildingId: number; period: string; billIds?: number[] };
      result: InvoiceCharge[];
    };
    'billing.explainBill': {
      params: { billId: number; period?: string };
      result: { charges: ChargeExplained[]; agrees: boolean };
    };
    /** Prices every stored charge of a month again; for the proof of the books. */
    'billing.recomputeMonth': {
      params: { buildingId: number; period: string };
      result: { charges: number; differing: { billId: number; service: string; stored: number; recomputed: number | null }[] };
    };
    'billing.explainPdf': { params: { billId: number; period?: string; lang?: 'vi' | 'en' }; result: Buffer };
    'billing.noticePdf': { params: { billId: number; period?: string; lang?: 'vi' | 'en' }; result: Buffer };
    'billing.noticesPdf': { params: { buildingId: number; period: string; lang?: 'vi' | 'en' }; result: Buffer };
  }
}
