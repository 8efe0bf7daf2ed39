// What the service `invoice` answers: tax invoices (hóa đơn GTGT) as data. A provider signs and numbers them.
import type { DayText, DecimalText, Finding, Localized, PeriodText, Vnd } from '#kit';

/** As TSuat writes it: exact rates, or KCT for what is not subject to VAT. */
export type TaxRate = '0%' | '5%' | '8%' | '10%' | 'KCT';
export type InvoiceState = 'draft' | 'exported' | 'issued' | 'adjusted' | 'replaced' | 'discarded';
export type InvoiceKind = 'original' | 'adjusting' | 'replacing';
export type InvoiceBasis = 'bill' | 'payment';

export interface InvoiceLine {
  service: string;
  name: Localized;
  /** What is counted; null where the supply is not counted. */
  unit: string | null;
  quantity: DecimalText | null;
  unitPrice: DecimalText | null;
  /** Negative: a reduction. */
  net: Vnd;
  rate: TaxRate;
}
export interface InvoiceGroup {
  rate: TaxRate;
  net: Vnd;
  vat: Vnd;
}
/** What of a service an invoice covers at a rate; Σ shares = the invoice. */
export type InvoiceShare = InvoiceGroup & { service: string; name: Localized };
export interface InvoiceSeller {
  name: string;
  taxCode: string;
  address: string;
  phone: string | null;
  bankAccount: string | null;
  bank: string | null;
}
export interface InvoiceBuyer {
  code: string;
  /** A firm's legal name, or the person's. */
  name: string;
  address: string;
  taxCode: string | null;
  personalId: string | null;
  email: string | null;
  /** Gave no identity: the paper says "Bán cho người tiêu dùng". */
  consumer: boolean;
}
/** The invoice an adjusting or replacing one is about. */
export interface InvoiceReference {
  symbol: string;
  number: number;
  signedOn: DayText;
  reason: string;
}
export interface InvoiceData {
  seller: InvoiceSeller;
  buyer: InvoiceBuyer;
  /** Form and symbol: 1C26TAA. */
  symbol: string;
  onDate: DayText;
  period: PeriodText;
  unit: string;
  building: string;
  /** Number of the bill or money document it is made from. */
  source: string;
  payment: string;
  providerTaxCode: string | null;
  lines: InvoiceLine[];
  groups: InvoiceGroup[];
  shares: InvoiceShare[];
  net: Vnd;
  vat: Vnd;
  total: Vnd;
  words: string;
  /** The list (bảng kê) some lines point to. */
  attached: { number: string; onDate: DayText; lines: InvoiceLine[] } | null;
  reference: InvoiceReference | null;
}
export interface InvoiceRow {
  id: number;
  key: string;
  kind: InvoiceKind;
  state: InvoiceState;
  period: PeriodText;
  onDate: DayText;
  dueOn: DayText;
  late: boolean;
  buildingId: number;
  unit: string;
  customerId: number;
  buyer: string;
  taxCode: string | null;
  source: string;
  net: Vnd;
  vat: Vnd;
  total: Vnd;
  symbol: string;
  number: number | null;
  code: string | null;
  link: string | null;
  refersTo: number | null;
}
export interface InvoiceEvent {
  kind: InvoiceState | 'drafted' | 'restored';
  at: string;
  by: string;
  detail: Record<string, unknown>;
}
export interface InvoiceView extends InvoiceRow {
  data: InvoiceData;
  signedOn: DayText | null;
  events: InvoiceEvent[];
  /** Adjusting and replacing invoices about this one, and the one it is about itself. */
  related: { id: number; kind: InvoiceKind; state: InvoiceState; symbol: string; number: number | null; total: Vnd }[];
  /** What the books say now, less what its invoices say: what an adjusting invoice would carry. */
  difference: InvoiceGroup[];
}
/** What gets no invoice and why; `net` and `vat` are given where it is the company's own supply. */
export interface LeftOut extends Finding {
  message?: string;
  source: string;
  unit: string;
  customer: string;
  service: string | null;
  amount: Vnd;
  own: { net: Vnd; vat: Vnd } | null;
}
export interface PlannedInvoice {
  key: string;
  source: string;
  unit: string;
  customer: string;
  consumer: boolean;
  net: Vnd;
  vat: Vnd;
  total: Vnd;
  dueOn: DayText;
  late: boolean;
}
export interface InvoicePlan {
  basis: InvoiceBasis;
  period: PeriodText;
  onDate: DayText;
  symbol: string;
  rows: PlannedInvoice[];
  leftOut: LeftOut[];
  /** Invoices of the month that stand already. */
  standing: number;
  sum: { net: Vnd; vat: Vnd; total: Vnd };
}
/** One invoice's answer of the provider. */
export interface ReturnedNumber {
  key: string;
  number: number;
  symbol?: string;
  signedOn?: DayText;
  code?: string;
  link?: string;
}
export interface TakenBack {
  issued: number;
  unchanged: number;
  findings: (Finding & { message: string })[];
}
/** Two sides of a month: what the ledger holds, and where it stands on invoices. */
export interface InvoiceCheck {
  revenue: { net: Vnd; vat: Vnd };
  invoiced: { net: Vnd; vat: Vnd; count: number };
  waiting: { net: Vnd; vat: Vnd; count: number };
  leftOut: { net: Vnd; vat: Vnd; count: number };
  toAdjust: { net: Vnd; vat: Vnd; count: number };
  difference: { net: Vnd; vat: Vnd };
  basis: InvoiceBasis;
}

declare module '#platform/actions' {
  interface Actions {
    /** What making the month's invoices would do, and what it leaves out. */
    'invoice.planMonth': { params: { buildingId: number; period: PeriodText; onDate?: DayText }; result: InvoicePlan };
    /** Makes them; what stands already stays. */
    'invoice.makeMonth': {
      params: { buildingId: number; period: PeriodText; onDate?: DayText; keys?: string[] };
      result: InvoicePlan & { made: number };
    };
    'invoice.listInvoices': {
      params: {
        buildingId: number;
        period?: PeriodText;
        state?: InvoiceState;
        search?: string;
        page?: number;
        pageSize?: number;
      };
      result: { rows: InvoiceRow[]; total: number; sum: { net: Vnd; vat: Vnd; total: Vnd } };
    };
    'invoice.getInvoice': { params: { invoiceId: number }; result: InvoiceView };
    'invoice.checkMonth': { params: { buildingId: number; period: PeriodText }; result: InvoiceCheck };
    /** An adjusting invoice of what the books have changed since. */
    'invoice.adjust': { params: { invoiceId: number; reason: string; onDate?: DayText }; result: InvoiceView };
    /** A new invoice in its place, as the books and the buyer's data are now. */
    'invoice.replace': { params: { invoiceId: number; reason: string; onDate?: DayText }; result: InvoiceView };
    'invoice.discard': { params: { invoiceId: number; reason: string }; result: InvoiceView };
    'invoice.takeBack': { params: { buildingId: number; numbers: ReturnedNumber[] }; result: TakenBack };
    'invoice.takeBackSheet': { params: { buildingId: number }; result: TakenBack };
  }
}
