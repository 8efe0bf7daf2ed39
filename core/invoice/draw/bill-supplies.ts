// Bills of a month → one supply a bill, less what was taken off its price before it was invoiced.
import { type DayText, sumVnd, vnd } from '#kit';
import type { InvoiceLine, InvoiceShare } from '../invoice.contract.ts';
import { apportion } from './apportion.ts';
import { type ChargeLines, chargeLines, type InvoiceCharge } from './charge-lines.ts';
import { invoiceDueOn } from './invoice-day.ts';
import { mergeShares, type NotInvoiced, ofMonth, type Supplies, type Supply } from './supply.ts';

/** What reductions took off a service of a bill, as the ledger posted it. */
export interface Reduced {
  billId: number;
  service: string;
  net: number;
  vat: number;
}
export interface BillFacts {
  /** Services whose lines go to an attached list. */
  lists: ReadonlySet<string>;
  reduced: readonly Reduced[];
  /** First payment by bill. */
  paidOn: ReadonlyMap<number, DayText>;
}
type Priced = { charge: InvoiceCharge; priced: ChargeLines };

export function billSupplies(charges: readonly InvoiceCharge[], facts: BillFacts): Supplies {
  const supplies: Supply[] = [];
  const notInvoiced: NotInvoiced[] = [];
  for (const [billId, own] of Map.groupBy(charges, (charge) => charge.billId)) {
    const kept: Priced[] = [];
    for (const charge of own) {
      const priced = chargeLines(charge);
      notInvoiced.push(...leftOf(charge, priced));
      if (invoiceable(priced)) kept.push({ charge, priced });
    }
    const reduced = facts.reduced.filter((row) => row.billId === billId);
    const supply = supplyOf(billId, kept, reduced, facts);
    if (supply) supplies.push(supply);
  }
  return { supplies, notInvoiced };
}

/** The own shares of one bill as the books have them now. */
export function billShares(charges: readonly InvoiceCharge[], reduced: readonly Reduced[]): InvoiceShare[] {
  const priced = charges.map(chargeLines).filter(invoiceable);
  return mergeShares([...priced.flatMap(({ shares }) => shares), ...reductionShares(priced, reduced)]);
}

const sumOf = ({ shares }: ChargeLines): number => sumVnd(shares.flatMap(({ net, vat }) => [net, vat]));
const invoiceable = (priced: ChargeLines): boolean =>
  sumOf(priced) > 0 && priced.shares.every(({ net, vat }) => net >= 0 && vat >= 0);

function leftOf(charge: InvoiceCharge, priced: ChargeLines): NotInvoiced[] {
  const { unitId, customerId, service, period, billNumber } = charge;
  const about = { unitId, customerId, service, source: billSource(period, billNumber) };
  const left: NotInvoiced[] = priced.others.map(({ nature, amount }) => ({
    ...{ ...about, code: `invoice.leftOut.${nature}`, params: { service }, amount, own: null },
  }));
  if (priced.unknownRate !== null) {
    const net = sumVnd(charge.lines.filter(({ nature }) => nature === 'own').map((line) => line.net));
    const vat = sumVnd(charge.vat.filter(({ nature }) => nature === 'own').map(({ amount }) => amount));
    const params = { service, rate: priced.unknownRate };
    left.push({ ...about, code: 'invoice.leftOut.rate', params, amount: vnd(net + vat), own: { net, vat } });
  } else if (priced.shares.length > 0 && !invoiceable(priced)) {
    const own = { net: sumVnd(priced.shares.map(({ net }) => net)), vat: sumVnd(priced.shares.map(({ vat }) => vat)) };
    const amount = vnd(own.net + own.vat);
    // a correction is taken off the invoice of the month it puts right, and counted there
    if (charge.correctionOf !== null)
      left.push({
        ...about,
        code: 'invoice.leftOut.correction',
        params: { service, period: charge.correctionOf },
        amount,
        own: null,
      });
    else if (amount !== 0) left.push({ ...about, code: 'invoice.leftOut.negative', params: { service }, amount, own });
  }
  return left;
}

function supplyOf(billId: number, kept: readonly Priced[], reduced: readonly Reduced[], facts: BillFacts): Supply | null {
  const [first] = kept;
  if (!first) return null;
  const { period, unitId, customerId, billNumber } = first.charge;
  const minus = reductionShares(
    kept.map(({ priced }) => priced),
    reduced,
  );
  const shares = mergeShares([...kept.flatMap(({ priced }) => priced.shares), ...minus]);
  if (shares.length === 0) return null;
  const lines = kept.flatMap(({ charge, priced }) =>
    facts.lists.has(charge.service) ? priced.shares.map((share) => listLine(share, period)) : priced.lines,
  );
  const listed = kept.flatMap(({ charge, priced }) => (facts.lists.has(charge.service) ? priced.lines : []));
  const dueOn = kept
    .map(({ charge }) => invoiceDueOn({ ...charge, paidOn: facts.paidOn.get(billId) ?? null }))
    .reduce((least, day) => (day < least ? day : least));
  return {
    ...{ key: `bill:${billId}`, billIds: [billId], unitId, customerId, period, source: billSource(period, billNumber) },
    ...{ fromDay: first.charge.issuedOn, dueOn, lines: [...lines, ...minus.map((share) => reductionLine(share, period))] },
    ...{ listed, shares },
  };
}

/** Net and VAT taken off a service, over its rates: negative shares. */
function reductionShares(priced: readonly ChargeLines[], reduced: readonly Reduced[]): InvoiceShare[] {
  return reduced.flatMap(({ service, net, vat }) => {
    const shares = priced.flatMap((one) => one.shares).filter((share) => share.service === service);
    const merged = mergeShares(shares);
    const nets = apportion(
      net,
      merged.map((share) => share.net),
    );
    const vats = apportion(
      vat,
      merged.map((share) => share.vat),
    );
    return merged
      .map((share, index): InvoiceShare => ({ ...share, net: vnd(-nets[index]!), vat: vnd(-vats[index]!) }))
      .filter((share) => share.net !== 0 || share.vat !== 0);
  });
}

const listLine = ({ service, name, rate, net }: InvoiceShare, period: string): InvoiceLine => ({
  ...{ service, name: ofMonth(name, period), unit: null, quantity: null, unitPrice: null, net, rate },
});
const reductionLine = ({ service, name, rate, net }: InvoiceShare, period: string): InvoiceLine => ({
  ...{ service, rate, net, unit: null, quantity: null, unitPrice: null },
  name: ofMonth({ vi: `Giảm giá: ${name.vi}`, en: `Reduction: ${name.en}` }, period),
});
const billSource = (period: string, number: number): string => `${period.replace('-', '')}-${String(number).padStart(4, '0')}`;
