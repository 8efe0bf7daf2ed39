// What the service `building` answers, by action.
import type { Finding } from '#kit';
import type { BuildingSettings, BuildingSettingsInput } from './building-settings.ts';

export interface BuildingRow {
  id: number;
  companyId: number;
  code: string;
  name: string;
  address: string;
  /** All of them, with the defaults of what nobody has said. */
  settings: BuildingSettings;
}
export interface UnitRow {
  id: number;
  code: string;
  kind: string;
  tariffClass: string;
  /** Decimal text; null where nobody measured it. */
  areaM2: string | null;
  households: number;
  membersDeclaredOn: string | null;
  archivedOn: string | null;
  floorId: number | null;
  floor: string | null;
  floorOrdinal: number | null;
  block: string | null;
}
export interface PayerOfUnit {
  customerId: number;
  code: string;
  name: string;
  role: 'owner' | 'tenant';
}
/** One line of a unit list being taken over; `floor` and `block` are codes and are made where missing. */
export interface UnitInput {
  code: string;
  block?: string;
  floor?: string;
  floorOrdinal?: number;
  kind?: string;
  tariffClass?: string;
  areaM2?: string;
  households?: number;
  membersDeclaredOn?: string;
}

/** What a person may change in a unit; null empties, left out stays. */
export interface UnitChange
  extends Partial<Omit<UnitInput, 'block' | 'floor' | 'areaM2' | 'membersDeclaredOn' | 'floorOrdinal'>> {
  block?: string | null;
  floor?: string | null;
  areaM2?: string | null;
  membersDeclaredOn?: string | null;
  archivedOn?: string | null;
}
/** What a sheet of a list did, or would do in a dry run. */
export interface ListImported {
  created: number;
  changed: number;
  unchanged: number;
  /** Each at its cell; such rows were left out, the others taken. */
  findings: (Finding & { message: string })[];
}

declare module '#platform/actions' {
  interface Actions {
    'building.listBuildings': { params: Record<string, never>; result: { rows: BuildingRow[]; total: number } };
    'building.getBuilding': { params: { buildingId: number }; result: BuildingRow };
    'building.createBuilding': {
      params: { code: string; name: string; address?: string; settings?: BuildingSettingsInput };
      result: BuildingRow;
    };
    'building.changeBuilding': {
      params: { buildingId: number; code?: string; name?: string; address?: string; settings?: BuildingSettingsInput };
      result: BuildingRow;
    };
    /** All units that are not archived on `on` (default: today), by floor and code. */
    'building.listUnits': { params: { buildingId: number; on?: string }; result: { rows: UnitRow[]; total: number } };
    /** The same with the payer of that day, for screens. */
    'building.listUnitsWithPayers': {
      params: { buildingId: number; on?: string; archived?: boolean };
      result: { rows: (UnitRow & { payer: PayerOfUnit | null })[]; total: number };
    };
    /** Set-wise: units of the same code are changed, others made. */
    'building.importUnits': {
      params: { buildingId: number; units: UnitInput[] };
      result: { created: number; changed: number; findings: Finding[] };
    };
  }
}
