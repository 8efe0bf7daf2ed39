// Charges as a tax invoice needs them: what is the company's own supply, with the VAT that was posted for it.
import type { Knex } from 'knex';
import { firstDay, type Localized, type PricedAmounts } from '#kit';
import { plugins } from '#platform/plugins';
import type { InvoiceCharge, NatureVat } from '../billing.contract.ts';
import { linesOf } from '../run/charge-detail.ts';
import { correctionOf } from '../run/charged-before.ts';
import { storedCharges } from './stored-charges.ts';

interface Wanted {
  buildingId: number;
  period: string;
  billIds?: readonly number[];
}

/** Charges of later months that put the month's right, as far as they take something back. */
export async function correctingCharges(trx: Knex.Transaction, { buildingId, period }: Wanted): Promise<InvoiceCharge[]> {
  const { rows } = await trx.raw(
    `select to_char(period, 'YYYY-MM') as month, array_agg(distinct bill_id) as bills from charge
     where building_id = ? and period > ? and subject = ? and total < 0 group by 1 order by 1`,
    [buildingId, firstDay(period), correctionOf(period)],
  );
  const found: InvoiceCharge[] = [];
  for (const { month, bills } of rows as { month: string; bills: number[] }[]) // a month is put right in a few later ones
    found.push(...(await invoiceCharges(trx, { buildingId, period: month, billIds: bills })));
  return found.filter((charge) => charge.correctionOf === period && charge.total < 0);
}

/** All charges of a building's month, or of some of its bills, in the order of the notice. */
export async function invoiceCharges(trx: Knex.Transaction, { buildingId, period, billIds }: Wanted): Promise<InvoiceCharge[]> {
  const stored = await storedCharges(trx, { buildingId, period, ...(billIds ? { billIds } : {}) });
  const bills: { id: number; number: number; customerId: number; issuedOn: string }[] = await trx('bill')
    .where({ building_id: buildingId, period: firstDay(period) })
    .modify((query) => {
      if (billIds) query.whereIn('id', [...billIds]);
    })
    .select('id', 'number', { customerId: 'customer_id', issuedOn: 'issued_on' });
  const byId = new Map(bills.map((bill) => [bill.id, bill]));
  return stored
    .map((charge): InvoiceCharge & { order: number } => {
      const plugin = plugins.get(charge.service);
      const bill = byId.get(charge.billId)!;
      const lines = linesOf(charge.detail, charge.tariff.body, charge.before?.body ?? null);
      const card = charge.detail.card?.number;
      return {
        ...{ order: plugin.notice?.order ?? 1000, billId: charge.billId, period, unitId: charge.unitId },
        ...{ customerId: bill.customerId, issuedOn: bill.issuedOn, billNumber: bill.number },
        ...{ service: charge.service, name: card ? named(plugin.name, card) : plugin.name, metered: plugin.kind === 'meter' },
        ...{ measure: charge.measure, quantity: charge.quantity, from: charge.detail.from, to: charge.detail.to },
        ...{ readings: charge.detail.readings, lines, vat: vatByNature({ lines, vat: charge.detail.vat }), total: charge.total },
        correctionOf: charge.detail.correction?.period ?? null,
      };
    })
    .sort((a, b) => a.billId - b.billId || a.order - b.order)
    .map(({ order, ...charge }) => charge);
}

const named = ({ vi, en }: Localized, card: string): Localized => ({ vi: `${vi} ${card}`, en: `${en} ${card}` });

/** VAT groups by nature, shared as the ledger was told (run/charge-detail.ts): by nets, the last nature takes what rounding leaves. */
export function vatByNature({ lines, vat }: Pick<PricedAmounts, 'lines' | 'vat'>): NatureVat[] {
  return vat.flatMap((group): NatureVat[] => {
    const nets = new Map<NatureVat['nature'], number>();
    for (const line of lines) if (line.vat === group.class) nets.set(line.nature, (nets.get(line.nature) ?? 0) + line.net);
    let left = group.amount;
    return [...nets].map(([nature, base], index): NatureVat => {
      const last = index === nets.size - 1;
      const share = group.base === 0 ? 0 : Number((BigInt(group.amount) * BigInt(base)) / BigInt(group.base));
      const amount = last ? left : share;
      left -= amount;
      return { nature, class: group.class, rate: group.rate, base, amount };
    });
  });
}
