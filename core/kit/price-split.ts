// A price change inside a reading period, by EVN's published method.
import type { Facts, PricedCharge } from './contract.ts';
import type { Pricer, PriceOptions } from './price-charge.ts';

export interface SplitOptions extends PriceOptions {
  oldDays: number; // from the previous reading day to the day the new price starts
  newDays: number; // from that day to this reading day; oldDays + newDays = days between the readings
  limitDays: number; // calendar days of the month before the billing month (EVN's Tcal)
}
/** Prices both parts, energy and tier limits shared by days half-up to whole measures; VAT once over both. */
export declare function priceSplit(oldPricer: Pricer, newPricer: Pricer, facts: Facts, options: SplitOptions): PricedCharge;
