// A price change inside a reading period, by EVN's published method ("tính tiền trong tháng đổi giá").
import type { CalcNode, Facts, PricedCharge } from './contract.ts';
import { type Decimal, decimalOf, mulDiv, roundTo, sub, textOf } from './decimal.ts';
import { amountsOf, type PriceOptions, type Pricer, withTree } from './price-charge.ts';
import type { Part } from './price-lines.ts';
import { PricingProblem } from './pricing-problem.ts';
import { variableValue } from './tariff-values.ts';
import type { DayShare } from './tiers.ts';

export interface SplitOptions extends PriceOptions {
  oldDays: number; // Nc: from the previous reading day to the day the new price starts
  newDays: number; // Nm: from that day to this reading day; oldDays + newDays = T, the days between the readings
  limitDays: number; // Tcal: calendar days of the month before the billing month
  share?: DayShare; // one payer's part of lines without consumption, where others share the period; default all
}

export interface StayOptions extends PriceOptions {
  days: number; // of the stay: between its readings
  share: DayShare; // the stay's part of lines that depend on neither consumption nor days
  limitDays: number; // as for a price change
}

/**
 * One payer's stay in a period that others share (move-in, move-out): `facts` are the stay's own, limits are scaled by its days as
 * EVN scales a short period (Mq ÷ Tcal × N × h), half-up to whole measures.
 */
export function priceStay(pricer: Pricer, facts: Facts, options: StayOptions): PricedCharge {
  const { days, share, limitDays, taxDate } = options;
  refuseShare(share);
  if (!isCount(days) || !isCount(limitDays) || limitDays === 0) throw new PricingProblem('pricing.badStay', { days, limitDays });
  const nodes: CalcNode[] = [];
  const { lines, quota } = pricer.linesOf(facts, options, { share, limits: { days, of: limitDays } }, nodes);
  const amounts = amountsOf(lines, pricer.vatRates, taxDate, quota);
  return withTree(amounts, [{ step: 'stay', value: `${days}`, unit: 'day', of: nodes }], pricer.vatRates, taxDate);
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
function refuseShare({ days, of }: DayShare): void {
  if (!isCount(days) || !isCount(of) || of === 0 || days > of)
    throw new PricingProblem('pricing.badStay', { days, limitDays: of });
}

/**
 * Old energy = S ÷ T × Nc and every limit × N ÷ Tcal × its scale, both half-up to whole measures; the rest of the energy is the new
 * price's. Lines that depend on neither consumption nor days are shared by days. VAT once over both sides, at one tax date.
 * (The published formula for new limits prints Nc; its own legend defines Nm for it.)
 */
export function priceSplit(oldPricer: Pricer, newPricer: Pricer, facts: Facts, options: SplitOptions): PricedCharge {
  const { oldDays, newDays, limitDays, taxDate } = options;
  const total = oldDays + newDays;
  const mine = options.share ?? { days: 1, of: 1 };
  refuseShare(mine);
  const whole = [oldDays, newDays, limitDays].every((days) => Number.isSafeInteger(days) && days >= 0);
  if (!whole || total === 0 || limitDays === 0) throw new PricingProblem('pricing.badSplit', { oldDays, newDays, limitDays });
  const shares = splitFacts(oldPricer, facts, oldDays, newDays);
  const side = (pricer: Pricer, name: 'old' | 'new', days: number) => {
    const nodes: CalcNode[] = [];
    const part: Part = { name, share: { days: days * mine.days, of: total * mine.of }, limits: { days, of: limitDays } };
    const { lines, quota } = pricer.linesOf({ ...facts, ...shares[name] }, options, part, nodes);
    return { lines, quota, node: { step: name, value: `${days}`, unit: 'day', of: nodes } };
  };
  const before = side(oldPricer, 'old', oldDays);
  const after = side(newPricer, 'new', newDays);
  const amounts = amountsOf([...before.lines, ...after.lines], newPricer.vatRates, taxDate, after.quota ?? before.quota);
  return withTree(amounts, [before.node, after.node], newPricer.vatRates, taxDate);
}

// Every register's consumption is cut by days; a missing one stays missing, so that pricing reports it.
function splitFacts(pricer: Pricer, facts: Facts, oldDays: number, newDays: number): Record<'old' | 'new', Facts> {
  const shares: Record<'old' | 'new', Facts> = { old: {}, new: {} };
  for (const variable of pricer.plugin.variables) {
    if (variable.source === 'days') {
      shares.old[variable.name] = oldDays;
      shares.new[variable.name] = newDays;
    }
    // requests are charged once, at the price of the period's end
    if (variable.source === 'request') shares.old[variable.name] = '0';
    if (variable.source !== 'consumption' || !Object.hasOwn(facts, variable.name)) continue;
    const all = variableValue(variable, facts[variable.name]) as Decimal | undefined;
    if (all === undefined) continue;
    const old = roundTo(mulDiv(all, decimalOf(oldDays), decimalOf(oldDays + newDays)), 0);
    const kept = old > all ? all : old; // half-up of less than one measure must not leave a negative rest
    shares.old[variable.name] = textOf(kept);
    shares.new[variable.name] = textOf(sub(all, kept));
  }
  return shares;
}
