// Everything a fee notice (giấy báo phí) says, as plain data: it crosses to the worker thread and can be archived as it is.
import type { DayText, DecimalText, Localized, PeriodText, PricedLine, VatGroup, Vnd } from '#kit';

/** Issuer: the property company, with what a payer needs to reach it. */
export interface NoticeCompany {
  name: string;
  address?: string;
  taxCode?: string;
  phone?: string;
}
/** Where to pay. `bin` is the bank's 6-digit NAPAS number; `bankName` is printed where known. */
export interface NoticeBank {
  bin: string;
  account: string;
  accountName: string;
  bankName?: string;
}

/** One meter register of the period. `consumption` is after multiplier and rollover; dates may be missing for a first reading. */
export interface NoticeReading {
  serial: string;
  register?: Localized; // left out where the meter has one register
  previous: DecimalText;
  current: DecimalText;
  consumption: DecimalText;
  previousOn?: DayText;
  currentOn: DayText;
  multiplier: DecimalText;
  rollover?: boolean;
  estimate?: boolean;
  faulty?: boolean;
}
/** Why a figure is what it is, printed small under the service. */
export type NoticeNote =
  | { kind: 'quota'; members: number; quota: DecimalText; unit: string; rule?: Localized }
  | { kind: 'tariff'; name: Localized; legalBasis: string }
  | { kind: 'correction'; period: PeriodText; was: DecimalText; now: DecimalText; unit: string }
  | { kind: 'change'; of: string; serial: string; was: DecimalText; became: DecimalText; reason: string; unit: string }
  | { kind: 'text'; text: Localized };

/** A printed line is the kit's priced line; `unit` stands behind its quantity, else the service's measure does for tiers. */
export type NoticeLine = PricedLine & { unit?: string };

/** One charge: its readings, lines as priced, value added tax per rate, and the notes explaining it. */
export interface NoticeService {
  name: Localized;
  /** The earlier month it puts right. */
  corrects?: PeriodText;
  unit: string; // measure of quantities and tiers: "kWh", "m³"
  showTiers: boolean;
  readings: NoticeReading[];
  /** Its part of what a master meter counted beyond the sub-meters, in the quantities below. */
  loss?: { policy: 'proportional' | 'equal'; master: DecimalText; subs: DecimalText; loss: DecimalText; share: DecimalText };
  lines: NoticeLine[];
  vat: VatGroup[];
  net: Vnd;
  vatTotal: Vnd;
  total: Vnd;
  notes: NoticeNote[];
}

/** A notice of one bill. `total` = Σ services' totals + previousDebt (negative previousDebt is the payer's credit). */
export interface NoticeData {
  company: NoticeCompany;
  building: { name: string; address?: string };
  unit: { code: string; floor?: string; areaM2?: DecimalText };
  customer: { code: string; name: string; taxCode?: string };
  members: number | null; // registered people; null where the unit keeps none
  period: PeriodText;
  number: string;
  issuedOn: DayText;
  dueOn: DayText;
  services: NoticeService[];
  charges: Vnd; // this period's charges with tax
  previousDebt: Vnd;
  total: Vnd; // to be paid
  bank: NoticeBank | null;
  memo: string | null; // transfer memo, ASCII; printed beside the QR code
  qr: string | null; // VietQR payload; null where nothing is to be paid or no bank is known
}
