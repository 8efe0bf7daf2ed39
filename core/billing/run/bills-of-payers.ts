// Who gets which of a unit's charges.
import type { PricedSource, PricedUnit } from './price-month.ts';
import type { Payer } from './read-month.ts';

/** A correction goes to who was billed for its month: a bill of its own where that is somebody else by now. */
export function billsOfPayers(priced: PricedUnit): PricedUnit[] {
  const mine: PricedSource[] = [];
  const others = new Map<number, PricedUnit>();
  for (const charge of priced.charges) {
    const charged = charge.source.correction?.charged;
    if (!charged || charged.customerId === priced.payer?.customerId) {
      mine.push(charge);
      continue;
    }
    const { customerId, customerCode: code, customer: name } = charged;
    const payer: Payer = { ...priced.payer!, customerId, code, name };
    const other = others.get(customerId) ?? { unit: priced.unit, payer, charges: [], problems: [], cards: [] };
    other.charges.push(charge);
    others.set(customerId, other);
  }
  return [{ ...priced, charges: mine }, ...others.values()];
}
