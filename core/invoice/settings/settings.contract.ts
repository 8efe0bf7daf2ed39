// Each company's and building's rules for invoices, and what a customer wants on his.
import type { InvoiceBasis } from '../invoice.contract.ts';

export interface InvoiceSettings {
  seller: { name: string; taxCode: string | null; address: string; phone: string | null };
  providerTaxCode: string | null;
  payment: string;
  symbols: { year: number; symbol: string }[];
  buildings: { buildingId: number; name: string; basis: InvoiceBasis; lists: string[] }[];
}
export interface BuyerProfile {
  name?: string | null;
  address?: string | null;
  taxCode?: string | null;
  personalId?: string | null;
  email?: string | null;
}

declare module '#platform/actions' {
  interface Actions {
    'invoice.getSettings': { params: Record<string, never>; result: InvoiceSettings };
    'invoice.changeSettings': {
      params: {
        taxCode?: string;
        address?: string;
        phone?: string;
        providerTaxCode?: string | null;
        payment?: string;
        symbols?: { year: number; symbol: string }[];
        building?: { buildingId: number; basis: InvoiceBasis; lists: string[] };
      };
      result: InvoiceSettings;
    };
    'invoice.getBuyer': { params: { customerId: number }; result: BuyerProfile & { record: BuyerProfile } };
    'invoice.changeBuyer': { params: { customerId: number } & BuyerProfile; result: BuyerProfile & { record: BuyerProfile } };
  }
}
