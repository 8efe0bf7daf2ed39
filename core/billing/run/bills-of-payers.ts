// Who gets which of a unit's charges.
import type { ChargedCard, PricedSource, PricedUnit } from './pricing-desk.ts';
import type { Payer } from './read-month.ts';

/** A bill for each payer: by service, by stay, and corrections for who was billed for their month. The unit's own payer comes first. */
export function billsOfPayers({ unit, payer, charges, cards }: PricedUnit): PricedUnit[] {
  const bills = new Map<number, PricedUnit>();
  const billOf = (of: Payer): PricedUnit => {
    const bill = bills.get(of.customerId) ?? { unit, payer: of, charges: [], problems: [], cards: [] };
    bills.set(of.customerId, bill);
    return bill;
  };
  if (payer) billOf(payer);
  for (const charge of charges) billOf(charge.source.payer!).charges.push(charge);
  for (const card of cards) (bills.get(card.customerId) ?? billOf(payer!)).cards.push(card);
  const made = [...bills.values()].filter((bill) => bill.charges.length > 0 || bill.cards.length > 0);
  return made.length > 0 ? made : [{ unit, payer, charges: [] as PricedSource[], problems: [], cards: [] as ChargedCard[] }];
}
