// A month's supplies and what is left out, read from billing and the ledger by the building's rule.
import type { Knex } from 'knex';
import type { PeriodText } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { billSupplies } from '../draw/bill-supplies.ts';
import { feeSupplies, paymentSupplies } from '../draw/document-supplies.ts';
import type { Supplies } from '../draw/supply.ts';
import type { House } from '../store/parties.ts';
import { readFees, readFirstPayments, readNoSupplies } from '../store/read-books.ts';
import { readPayments } from '../store/read-payments.ts';
import { billsOfMonth } from './bills-of-month.ts';

const MINUTES_5 = 300_000;

export async function monthSupplies(
  ctx: Ctx,
  trx: Knex.Transaction,
  house: House,
  month: { buildingId: number; period: PeriodText },
): Promise<Supplies> {
  const ratesOn = await ratesByDay(ctx);
  const found = house.basis === 'bill' ? await ofBills(ctx, trx, house, month) : await ofPayments(ctx, trx, month, ratesOn);
  // what is collected ahead is invoiced then, whatever the rule; a fee owed at once when it is owed, or with its payment
  const fees = feeSupplies(await readFees(trx, month, house.basis === 'bill' ? ['fee', 'prepaid'] : ['prepaid']), ratesOn);
  return {
    supplies: [...found.supplies, ...fees.supplies],
    notInvoiced: [...found.notInvoiced, ...fees.notInvoiced, ...(await readNoSupplies(trx, month))],
  };
}

async function ofBills(ctx: Ctx, trx: Knex.Transaction, house: House, month: { buildingId: number; period: PeriodText }) {
  const { charges, reduced } = await billsOfMonth(ctx, trx, month);
  const billIds = [...new Set(charges.map(({ billId }) => billId))];
  const paidOn = await readFirstPayments(trx, month);
  const { supplies, notInvoiced } = billSupplies(charges, { lists: house.lists, reduced, paidOn });
  const paid = await paidSeparately(trx, month.buildingId, billIds);
  return { supplies: supplies.filter(({ billIds: [billId] }) => !paid.has(billId!)), notInvoiced };
}

function ofPayments(
  ctx: Ctx,
  trx: Knex.Transaction,
  month: { buildingId: number; period: PeriodText },
  ratesOn: (day: string) => string[],
): Promise<Supplies> {
  const { buildingId } = month;
  const chargesOf = async (months: Map<PeriodText, number[]>) => {
    const lists = [];
    for (const [period, billIds] of months) // one call a month of bills, of which a month's payments touch a few
      lists.push(await call(ctx, 'billing.listInvoiceCharges', { buildingId, period, billIds }, { timeoutMs: MINUTES_5 }));
    return lists.flat();
  };
  return readPayments(trx, month, chargesOf, ratesOn).then(paymentSupplies);
}

/** Bills that payments have invoices for already: a building that changes its rule never invoices one twice. */
async function paidSeparately(trx: Knex.Transaction, buildingId: number, billIds: readonly number[]): Promise<Set<number>> {
  const { rows } = await trx.raw(
    `select distinct b as id from invoice v, unnest(v.bill_ids) b
     where v.building_id = ? and v.key not like 'bill:%' and v.state <> 'discarded' and v.bill_ids && ?::bigint[]`,
    [buildingId, [...billIds]],
  );
  return new Set(rows.map(({ id }: { id: number }) => id));
}

async function ratesByDay(ctx: Ctx): Promise<(day: string) => string[]> {
  const { rows } = await call(ctx, 'billing.listVatRates', {});
  return (day) => rows.filter(({ from, to }) => from <= day && (to === null || day <= to)).map(({ rate }) => rate);
}
