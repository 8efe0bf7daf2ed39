// Which accounts a service posts to, per accounting regime (Circulars 99/2025, 200/2014 and 133/2016; shared chart codes).

export type Regime = 'tt99' | 'tt133';
/** Account codes; `vat` and `deposit` fall back to the regime's own (33311; 344 or 3386). */
export interface AccountCodes {
  receivable: string;
  revenue: string;
  vat?: string;
  payable?: string;
  deposit?: string;
}
export type AccountMap = Record<Regime, AccountCodes>;
