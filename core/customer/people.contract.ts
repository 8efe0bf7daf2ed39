// What the service `customer` answers to the screens of people: occupancies and registered people, and lists of both.
import type { Finding } from '#kit';
import type { CustomerRow } from './customer.contract.ts';

export interface OccupancyRow {
  id: number;
  unitId: number;
  unit: string;
  customerId: number;
  customerCode: string;
  name: string;
  kind: 'person' | 'firm';
  phone: string | null;
  email: string | null;
  taxCode: string | null;
  /** The last four digits only for who may not write customers. */
  personalId: string | null;
  role: 'owner' | 'tenant';
  from: string;
  to: string | null;
  now: boolean;
}
export interface MemberRow {
  id: number;
  unitId: number;
  unit: string;
  name: string;
  personalId: string | null;
  documentRef: string | null;
  documentUntil: string | null;
  from: string;
  to: string | null;
  now: boolean;
  /** none: no document; expired: its last day is over; soon: within 60 days. Only of people registered today; null otherwise. */
  proof: 'valid' | 'soon' | 'expired' | 'none' | null;
  /** Another unit where the same personal number is registered today. */
  alsoIn: string | null;
}
export interface CustomerInput {
  code: string;
  name: string;
  kind?: 'person' | 'firm';
  taxCode?: string | null;
  personalId?: string | null;
  phone?: string | null;
  email?: string | null;
}
export interface MemberInput {
  unitId: number;
  name: string;
  personalId?: string | null;
  documentRef?: string | null;
  documentUntil?: string | null;
  from: string;
  to?: string | null;
}
export interface PeopleImported {
  created: number;
  changed: number;
  unchanged: number;
  findings: (Finding & { message: string })[];
}

declare module '#platform/actions' {
  interface Actions {
    'customer.listOccupancies': { params: { buildingId: number }; result: { rows: OccupancyRow[]; total: number } };
    /** Names the customer by id, or makes a new one. */
    'customer.addOccupancy': {
      params: {
        buildingId: number;
        unitId: number;
        customerId?: number;
        customer?: CustomerInput;
        role: 'owner' | 'tenant';
        from: string;
        to?: string | null;
      };
      result: { id: number };
    };
    'customer.changeOccupancy': {
      params: { buildingId: number; occupancyId: number; from?: string; to?: string | null; reason?: string };
      result: { id: number };
    };
    'customer.listMembers': { params: { buildingId: number; unitId?: number }; result: { rows: MemberRow[]; total: number } };
    'customer.addMember': { params: { buildingId: number } & MemberInput; result: { id: number } };
    'customer.changeMember': {
      params: { buildingId: number; memberId: number } & Partial<Omit<MemberInput, 'unitId'>>;
      result: { id: number };
    };
    'customer.addCustomer': { params: CustomerInput; result: CustomerRow };
    'customer.changeCustomer': { params: { id: number } & Partial<CustomerInput>; result: CustomerRow };
  }
}
