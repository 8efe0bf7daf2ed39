// A bill → the postings of its journal. Debit positive, credit negative; they sum to zero.
import { type AccountMap, type Regime, sumVnd, type Vnd, vnd } from '#kit';
import { codesOf } from './chart.ts';
import type { PostableBill, PostableCharge } from './ledger.contract.ts';

export interface Posting {
  account: string;
  service: string;
  amount: Vnd;
  /** Receivables name whom they are owed by. */
  receivable: boolean;
}

/**
 * Own service: Dr 131 gross / Cr 5113 net, Cr 33311 VAT. Collected for others: Dr 131 / Cr 3388, both gross. A deposit is owed back
 * (344, or 3386 under Circular 133); compensation is other income (711). Zero amounts post nothing.
 */
export function journalOf(bill: PostableBill, accounts: Record<string, AccountMap>, regime: Regime): Posting[] {
  const postings: Posting[] = [];
  for (const charge of bill.charges) {
    const map = accounts[charge.service];
    if (!map) throw new Error(`no accounts for service ${charge.service}`);
    postCharge(charge, codesOf(map[regime], regime), postings);
  }
  return postings;
}

function postCharge({ service, amounts }: PostableCharge, codes: ReturnType<typeof codesOf>, out: Posting[]): void {
  const credits: [string, Vnd][] = [];
  const { own, passThrough, deposit, compensation } = amounts;
  if (own) credits.push([codes.revenue, own.net], [codes.vat, own.vat]);
  if (passThrough) credits.push([codes.payable, passThrough.net + passThrough.vat]);
  if (deposit) credits.push([codes.deposit, deposit.net + deposit.vat]);
  if (compensation) credits.push([codes.compensation, compensation.net + compensation.vat]);
  const gross = sumVnd(credits.map(([, amount]) => amount));
  if (gross !== 0) out.push({ account: codes.receivable, service, amount: gross, receivable: true });
  for (const [account, amount] of credits) {
    if (amount !== 0) out.push({ account, service, amount: vnd(-amount), receivable: false });
  }
}
