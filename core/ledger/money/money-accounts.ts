// The accounts money documents post to, per accounting regime (domain.md §5).
import type { Regime } from '#kit';
import type { Method } from '../money.contract.ts';

export interface MoneyAccounts {
  receivable: string;
  unidentified: string;
  deposit: string;
  otherIncome: string;
  interest: string;
  allowance: string;
  /** Revenue paid ahead, and the VAT due with it. */
  unearned: string;
  vat: string;
  writeOff: string;
  /** Where a reduction of revenue stands: 5213, or the revenue account itself under Circular 133. */
  reduction: string | null;
}
const shared = {
  ...{ receivable: '131', unidentified: '3388', otherIncome: '711', interest: '515', allowance: '2293' },
  ...{ unearned: '3387', vat: '33311' },
};

export const moneyAccounts: Record<Regime, MoneyAccounts> = {
  tt99: { ...shared, deposit: '344', writeOff: '642', reduction: '5213' },
  tt133: { ...shared, deposit: '3386', writeOff: '6422', reduction: null },
};
export const moneyAccount = (method: Method): string => (method === 'cash' ? '1111' : '1121');
