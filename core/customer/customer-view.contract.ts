// What the service `customer` answers about one customer.
import type { CustomerRow } from './customer.contract.ts';

export interface CustomerView extends CustomerRow {
  personalId: string | null;
  /** Those of today first. `to` is the last day; null: until further notice. */
  units: {
    buildingId: number;
    building: string;
    unitId: number;
    unit: string;
    kind: string;
    areaM2: string | null;
    role: 'owner' | 'tenant';
    from: string;
    to: string | null;
    now: boolean;
  }[];
  /** Registered people of the units he has today, those who left included. */
  members: {
    id: number;
    unitId: number;
    unit: string;
    name: string;
    personalId: string | null;
    documentRef: string | null;
    from: string;
    to: string | null;
    now: boolean;
  }[];
}

declare module '#platform/actions' {
  interface Actions {
    /** `GET /customers/:id` */
    'customer.getCustomer': { params: { id: number }; result: CustomerView };
  }
}
