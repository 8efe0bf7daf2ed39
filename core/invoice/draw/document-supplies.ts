// Money documents → supplies: fees owed at once outside a bill; and, where a building invoices by payment, what a payment paid.
import { type DecimalText, type Localized, type PeriodText, sumVnd, type Vnd, vnd } from '#kit';
import type { InvoiceLine, InvoiceShare, TaxRate } from '../invoice.contract.ts';
import { apportion } from './apportion.ts';
import { mergeShares, type NotInvoiced, ofMonth, type Supplies, type Supply } from './supply.ts';
import { rateBehind } from './tax-rate.ts';

export interface FeeDocument {
  id: number;
  kind: 'fee' | 'prepaid';
  number: string;
  unitId: number;
  customerId: number;
  service: string;
  name: Localized;
  reason: string;
  onDate: string;
  period: PeriodText;
  net: Vnd;
  vat: Vnd;
  /** Not an own supply: deposits. */
  other: Vnd;
}

/** `rates` are those of the fee's day. */
export function feeSupplies(fees: readonly FeeDocument[], ratesOn: (day: string) => readonly DecimalText[]): Supplies {
  const supplies: Supply[] = [];
  const notInvoiced: NotInvoiced[] = [];
  for (const fee of fees) {
    const { unitId, customerId, service, number: source, net, vat } = fee;
    const about = { unitId, customerId, service, source };
    if (fee.other !== 0)
      notInvoiced.push({ ...about, code: 'invoice.leftOut.deposit', params: { service }, amount: fee.other, own: null });
    if (net === 0 && vat === 0) continue;
    const rate = rateBehind(net, vat, ratesOn(fee.onDate));
    if (rate === null) {
      const params = { service, rate: `${vat}/${net}` };
      notInvoiced.push({ ...about, code: 'invoice.leftOut.rate', params, amount: vnd(net + vat), own: { net, vat } });
      continue;
    }
    const name = fee.reason ? { vi: `${fee.name.vi}: ${fee.reason}`, en: `${fee.name.en}: ${fee.reason}` } : fee.name;
    supplies.push({
      ...{ key: `${fee.kind}:${fee.id}`, billIds: [], unitId, customerId, period: fee.period, source },
      ...{ fromDay: fee.onDate, dueOn: fee.onDate, listed: [], shares: [{ service, name, rate, net, vat }] },
      lines: [{ service, name, unit: null, quantity: null, unitPrice: null, net, rate }],
    });
  }
  return { supplies, notInvoiced };
}

/** What a payment paid of one open item, and what of that item is an own supply. */
export interface PaidItem {
  /** `receipt:55/12/9`: one invoice a document, unit and payer. */
  key: string;
  source: string;
  itemId: number;
  billId: number | null;
  unitId: number;
  customerId: number;
  service: string;
  name: Localized;
  /** The item's own month; the payment's is the supply's. */
  itemPeriod: PeriodText;
  period: PeriodText;
  onDate: string;
  /** false: taken in another month, or a reduction; it only leaves less of the item. */
  inMonth: boolean;
  amount: Vnd;
  /** The whole item by parts. */
  parts: { rate: TaxRate | null; net: Vnd; vat: Vnd }[];
  other: Vnd;
}

/** In the order of booking, from the item's first; each takes its share of what is left of the item, so the last takes the rest exactly. */
export function paymentSupplies(paid: readonly PaidItem[]): Supplies {
  const left = new Map<number, { parts: PaidItem['parts']; other: Vnd }>();
  const supplies = new Map<string, Supply>();
  const notInvoiced: NotInvoiced[] = [];
  for (const item of paid) {
    const now = left.get(item.itemId) ?? { parts: item.parts, other: item.other };
    const weights = [...now.parts.flatMap(({ net, vat }) => [net, vat]), now.other];
    const taken = apportion(item.amount, weights);
    left.set(item.itemId, {
      parts: now.parts.map((part, n) => ({
        ...part,
        net: vnd(part.net - taken[2 * n]!),
        vat: vnd(part.vat - taken[2 * n + 1]!),
      })),
      other: vnd(now.other - taken.at(-1)!),
    });
    if (!item.inMonth) continue;
    const { unitId, customerId, service, source } = item;
    const about = { unitId, customerId, service, source };
    if (taken.at(-1)! > 0)
      notInvoiced.push({ ...about, code: 'invoice.leftOut.passThrough', params: { service }, amount: taken.at(-1)!, own: null });
    now.parts.forEach(({ rate }, n) => {
      const [net, vat] = [taken[2 * n]!, taken[2 * n + 1]!];
      if (net === 0 && vat === 0) return;
      if (rate === null)
        notInvoiced.push({
          ...about,
          code: 'invoice.leftOut.rate',
          params: { service, rate: '?' },
          amount: vnd(net + vat),
          own: { net, vat },
        });
      else addTo(supplies, item, { service, name: item.name, rate, net, vat });
    });
  }
  return { supplies: [...supplies.values()], notInvoiced };
}

function addTo(supplies: Map<string, Supply>, item: PaidItem, share: InvoiceShare): void {
  const { key, unitId, customerId, period, source, onDate } = item;
  const known = supplies.get(key) ?? {
    ...{
      key,
      billIds: [],
      unitId,
      customerId,
      period,
      source,
      fromDay: onDate,
      dueOn: onDate,
      lines: [],
      listed: [],
      shares: [],
    },
  };
  const { service, name, rate, net } = share;
  const line: InvoiceLine = {
    service,
    name: ofMonth(name, item.itemPeriod),
    unit: null,
    quantity: null,
    unitPrice: null,
    net,
    rate,
  };
  const same = known.lines.find((one) => one.service === service && one.rate === rate && one.name.vi === line.name.vi);
  supplies.set(key, {
    ...known,
    billIds: item.billId === null ? known.billIds : [...new Set([...known.billIds, item.billId])],
    lines: same
      ? known.lines.map((one) => (one === same ? { ...one, net: sumVnd([one.net, net]) } : one))
      : net === 0
        ? known.lines
        : [...known.lines, line],
    shares: mergeShares([...known.shares, share]),
  });
}
