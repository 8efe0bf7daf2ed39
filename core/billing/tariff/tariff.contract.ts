// What the tariff desk answers.
import type { DecimalText, Example, TariffBody, VatClass } from '#kit';

export type TariffStatus = 'draft' | 'published' | 'superseded';
/** A case the desk worked itself; it must hold before the tariff is published. */
export type DeskExample = Omit<Example, 'preset' | 'tariff'>;
export interface TariffRow {
  id: number;
  buildingId: number;
  service: string;
  /** Matches `unit.tariffClass`; `*` for any. */
  unitClass: string;
  name: string;
  legalBasis: string;
  /** First and last day it holds, inclusive; null: until further notice. */
  validFrom: string;
  validTo: string | null;
  status: TariffStatus;
  version: number;
  /** Preset it was copied from. */
  preset: string | null;
  body: TariffBody;
  examples: DeskExample[];
  /** Counted up by each change of a draft. */
  revision: number;
  changedBy: string | null;
  changedAt: string;
}

export interface ExampleFigures {
  lines: Record<string, number>;
  vat: number;
  total: number;
}
export interface ExampleCheck {
  name: string;
  source: string;
  /** The desk's own, or the plugin's. */
  own: boolean;
  /** False where the plugin's figures belong to the unchanged preset and the draft has been edited: then it only has to be priced. */
  binding: boolean;
  holds: boolean;
  expected: ExampleFigures;
  /** Absent where it could not be priced; `problem` is the sentence. */
  found?: ExampleFigures;
  problem?: string;
}

/** `id` and `own` for a company's own rate, which stands before the law's table. */
export interface VatRateRow {
  id: number | null;
  own: boolean;
  class: VatClass;
  from: string;
  to: string | null;
  rate: DecimalText;
  basis: string;
}

declare module '#platform/actions' {
  interface Actions {
    'billing.listTariffs': {
      params: { buildingId: number; service?: string; status?: TariffStatus };
      result: { rows: TariffRow[]; total: number };
    };
    'billing.getTariff': { params: { tariffId: number }; result: TariffRow };
    /**
     * A draft from a plugin's preset or from another tariff of the building, from `validFrom` (default: the preset's own range).
     * `publish` switches it on at once.
     */
    'billing.adoptPreset': {
      params: {
        buildingId: number;
        service: string;
        preset?: string;
        tariffId?: number;
        validFrom?: string;
        validTo?: string | null;
        unitClass?: string;
        publish?: boolean;
      };
      result: TariffRow;
    };
    /** `revision` is the one the change was made to. */
    'billing.saveTariff': {
      params: {
        tariffId: number;
        revision: number;
        name?: string;
        legalBasis?: string;
        validFrom?: string;
        validTo?: string | null;
        body?: TariffBody;
        examples?: DeskExample[];
      };
      result: TariffRow;
    };
    'billing.discardTariff': { params: { tariffId: number; revision: number }; result: { discarded: number } };
    /** Its examples, with what it (or the body and examples given) comes to. */
    'billing.checkTariff': {
      params: { tariffId: number; body?: TariffBody; examples?: DeskExample[] };
      result: { rows: ExampleCheck[]; total: number; holds: boolean };
    };
    /** Examples must hold, the laboratory's report must be approved; ends the one it follows; `replace` supersedes those it covers. */
    'billing.publishTariff': { params: { tariffId: number; replace?: boolean }; result: TariffRow };
    'billing.listVatRates': { params: Record<string, never>; result: { rows: VatRateRow[]; total: number } };
    'billing.addVatRate': {
      params: { class: 'standard' | 'water' | 'full'; from: string; to?: string | null; rate: DecimalText; basis: string };
      result: VatRateRow;
    };
    'billing.removeVatRate': { params: { vatRateId: number }; result: { removed: number } };
  }
}
