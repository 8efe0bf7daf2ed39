// What the service `customer` answers, by action.
import type { Finding } from '#kit';

export interface CustomerRow {
  id: number;
  code: string;
  kind: 'person' | 'firm';
  name: string;
  taxCode: string | null;
  phone: string | null;
  email: string | null;
}
/** Who pays for a unit on a day: the tenant where there is one, else the owner. Units without either are absent. */
export interface PayerRow {
  unitId: number;
  customerId: number;
  code: string;
  name: string;
  kind: 'person' | 'firm';
  role: 'owner' | 'tenant';
  taxCode: string | null;
  phone: string | null;
}
/**
 * Registered people of a unit. null = nobody ever declared them (never to be read as zero): the unit has no member row
 * and `unit.members_declared_on` is null or after the last day. A declared unit without people has zero.
 */
export interface MemberDaysRow {
  unitId: number;
  /** On the last day of the range. */
  members: number | null;
  /** Summed over the days of the range. */
  memberDays: number | null;
}
/** Days are inclusive: `from` is the first and `to` the last day it holds; no `to` means until further notice. */
export interface PeopleInput {
  customers?: {
    code: string;
    name: string;
    kind?: 'person' | 'firm';
    taxCode?: string;
    personalId?: string;
    phone?: string;
    email?: string;
  }[];
  occupancies?: { unit: string; customer: string; role: 'owner' | 'tenant'; from: string; to?: string }[];
  members?: {
    unit: string;
    name: string;
    personalId?: string;
    documentRef?: string;
    documentUntil?: string;
    from: string;
    to?: string;
  }[];
}

declare module '#platform/actions' {
  interface Actions {
    'customer.listPayers': { params: { buildingId: number; on: string }; result: PayerRow[] };
    /** Every unit of the building; `from` and `to` inclusive, at most 366 days apart. `proven`: only days a valid document stands for. */
    'customer.listMemberDays': {
      params: { buildingId: number; from: string; to: string; proven?: boolean };
      result: MemberDaysRow[];
    };
    'customer.listCustomers': {
      params: { search?: string; page?: number; pageSize?: number };
      result: { rows: CustomerRow[]; total: number };
    };
    /** Set-wise; units and customers are named by code, customers of a known code are changed. All or nothing. */
    'customer.importPeople': {
      params: { buildingId: number } & PeopleInput;
      result: { customers: number; occupancies: number; members: number; findings: Finding[] };
    };
  }
}
