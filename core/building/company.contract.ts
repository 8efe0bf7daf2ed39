// What the service `company` answers, by action.
import type { Regime } from '#kit';

export interface CompanyProfile {
  code: string;
  name: string;
  address: string;
  taxCode: string | null;
  phone: string | null;
  /** NAPAS number of the bank, 6 digits. Bank, account and holder are there together or not at all. */
  bankBin: string | null;
  bankAccount: string | null;
  bankAccountName: string | null;
  regime: Regime;
}
export type CompanyChange = Partial<Omit<CompanyProfile, 'code'>>;

declare module '#platform/actions' {
  interface Actions {
    'company.getCompany': { params: Record<string, never>; result: CompanyProfile };
    'company.changeCompany': { params: CompanyChange; result: CompanyProfile };
  }
}
