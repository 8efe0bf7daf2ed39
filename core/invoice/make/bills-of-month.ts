// Some bills of a month with everything that was taken off them since: reductions, months collected ahead, corrections of later months.
import type { Knex } from 'knex';
import { type PeriodText, sumVnd, vnd } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { Reduced } from '../draw/bill-supplies.ts';
import { chargeLines, type InvoiceCharge } from '../draw/charge-lines.ts';
import { readReductions } from '../store/read-books.ts';

export interface BillsOfMonth {
  charges: InvoiceCharge[];
  reduced: (Reduced & { period: PeriodText })[];
}
const MINUTES_5 = 300_000;

/** All bills of the month where none are named. */
export async function billsOfMonth(
  ctx: Ctx,
  trx: Knex.Transaction,
  { buildingId, period, billIds }: { buildingId: number; period: PeriodText; billIds?: readonly number[] },
): Promise<BillsOfMonth> {
  const month = { buildingId, period };
  const charges = await call(ctx, 'billing.listInvoiceCharges', billIds ? { ...month, billIds: [...billIds] } : month, {
    timeoutMs: MINUTES_5,
  });
  const corrections = await call(ctx, 'billing.listCorrections', month, { timeoutMs: MINUTES_5 });
  const ids = [...new Set(charges.map(({ billId }) => billId))];
  const reductions = await readReductions(trx, { buildingId, billIds: ids });
  return { charges, reduced: [...reductions, ...corrections.flatMap((one) => takenBack(one, charges))] };
}

/** A correction belongs to the bill of the same unit, payer and service that it puts right. */
function takenBack(correction: InvoiceCharge, charges: readonly InvoiceCharge[]): BillsOfMonth['reduced'] {
  const { unitId, customerId, service, period } = correction;
  const about = charges.find(
    (one) => one.unitId === unitId && one.customerId === customerId && one.service === service && one.correctionOf === null,
  );
  if (!about) return [];
  const { shares } = chargeLines(correction);
  const [net, vat] = [sumVnd(shares.map((share) => share.net)), sumVnd(shares.map((share) => share.vat))];
  return net <= 0 && vat <= 0 ? [{ billId: about.billId, service, period, net: vnd(-net), vat: vnd(-vat) }] : [];
}
