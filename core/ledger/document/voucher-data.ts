// Everything a printed receipt or voucher says, as plain data.
import type { DayText, Regime, Vnd } from '#kit';

export interface VoucherData {
  company: { name: string; address: string; regime: Regime };
  series: 'PT' | 'BC' | 'PC' | 'BN' | 'KT';
  number: string;
  onDate: DayText;
  party: string;
  address: string;
  reason: string;
  amount: Vnd;
  /** Accounts with what was posted to each; positive debit. */
  postings: { account: string; amount: Vnd }[];
  by: string;
  reference: string | null;
  voided: { reason: string; by: string } | null;
}
