// What the server answers, as far as the screens read it (docs/concepts/architecture.md, HTTP).
import type { Finding, Localized, Plugin, RequestKind } from '#kit';

export type {
  BillRow,
  BillView,
  ChargeExplained,
  ChargeView,
  DeskExample,
  ExampleCheck,
  LaboratoryReport,
  LaboratoryRow,
  ParkedRow,
  PriceAnswer,
  RunProgress,
  RunRow,
  RunView,
  TariffRow,
  VatRateRow,
} from '../../../core/billing/billing.contract.ts';
export type { ReadingRow } from '../../../core/metering/metering.contract.ts';

import type { ReadingRow } from '../../../core/metering/metering.contract.ts';

export interface List<T> {
  rows: T[];
  total: number;
}
export interface User {
  id: number;
  name: string;
  login?: string;
  role: string;
  lang: 'vi' | 'en';
  permissions: string[];
}
export interface Building {
  id: number;
  code: string;
  name: string;
  address: string;
  settings: Record<string, unknown>;
}
export interface PeriodService {
  service: string;
  meters: number;
  read: number;
  held: number;
}
export interface PeriodRow {
  period: string;
  status: 'open' | 'closed';
  services: PeriodService[];
  billed: number;
  parked: number;
}
export interface PluginRow {
  id: string;
  kind: Plugin['kind'];
  version: string;
  measure: { unit: string; decimals: number };
  name: Localized;
  icon: string;
  tone?: string;
  requests?: RequestKind[];
}
export interface ImportAnswer {
  accepted: number;
  unchanged: number;
  refused: number;
  findings: Finding[];
  rows: ReadingRow[];
}
