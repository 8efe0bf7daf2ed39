// What a sample building is made of: plain rows that name each other by code, in the words of the database tables.

export interface SampleBuilding {
  company: SampleCompany;
  building: { code: string; name: string; address: string };
  blocks: { code: string; name: string }[];
  floors: { block: string; code: string; ordinal: number }[];
  units: SampleUnit[];
  customers: SampleCustomer[];
  occupancies: { unit: string; customer: string; role: 'owner' | 'tenant'; from: string; to: string | null }[];
  members: {
    unit: string;
    name: string;
    personalId: string | null;
    documentRef: string | null;
    from: string;
    to: string | null;
  }[];
  meters: SampleMeter[];
  mountings: SampleMounting[];
  /** In the order they were taken; those of the open month are only in the sheets. */
  readings: SampleReading[];
  /** What the meter readers find in the open month. */
  openReadings: SampleReading[];
  /** Published tariffs: presets the plugins declare. */
  tariffs: { service: string; preset: string; validFrom: string }[];
  periods: string[];
  openPeriod: string;
}
export interface SampleCompany {
  name: string;
  address: string;
  taxCode: string;
  phone: string;
  bankBin: string;
  bankAccount: string;
  bankAccountName: string;
}
export type UnitUse = 'apartment' | 'penthouse' | 'officetel' | 'shophouse';
export interface SampleUnit {
  code: string;
  block: string;
  floor: string;
  use: UnitUse;
  kind: 'apartment' | 'office' | 'shop';
  tariffClass: 'residential' | 'business';
  areaM2: string;
  households: number;
  /** null: nobody has said who lives there. */
  membersDeclaredOn: string | null;
}
export interface SampleCustomer {
  code: string;
  kind: 'person' | 'firm';
  name: string;
  taxCode: string | null;
  personalId: string | null;
  phone: string;
  email: string | null;
}
/** Dials are whole numbers of the last digit (`decimals` of them behind the comma). */
export interface SampleMeter {
  service: string;
  serial: string;
  digits: number;
  decimals: number;
  multiplier: string;
}
export interface SampleMounting {
  unit: string;
  service: string;
  serial: string;
  from: string;
  to: string | null;
  readingStart: string;
  readingEnd: string | null;
}
export interface SampleReading {
  unit: string;
  service: string;
  serial: string;
  period: string;
  readOn: string;
  previousOn: string;
  previous: string;
  value: string;
  rollover: boolean;
  kind: 'actual' | 'estimate' | 'closing';
  note: string | null;
  /** Why an odd consumption is right; null where it is not odd. */
  reason: string | null;
}
