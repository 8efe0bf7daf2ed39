// What the books say of an invoice's source now, and what its invoices say: the difference is what an adjusting invoice carries.
import type { Knex } from 'knex';
import { type PeriodText, vnd } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { billShares } from '../draw/bill-supplies.ts';
import type { InvoiceCharge } from '../draw/charge-lines.ts';
import { mergeShares } from '../draw/supply.ts';
import type { InvoiceData, InvoiceShare } from '../invoice.contract.ts';
import { readReductions } from '../store/read-books.ts';

export interface Standing {
  /** What the books say now, less what its invoices say. */
  difference: InvoiceShare[];
  /** The month the change was posted to: the latest reduction, else the invoice's own. */
  period: PeriodText;
}
/** The first invoice of a family: `bill:17` of `bill:17/adjust/2`. */
export interface Source {
  key: string;
  period: PeriodText;
  billIds: readonly number[];
}
export const rootKey = (key: string): string => key.replace(/\/(adjust|replace)\/.*$/, '');

/** By key; read set-wise, one call a month of bills. */
export async function standingShares(
  ctx: Ctx,
  trx: Knex.Transaction,
  buildingId: number,
  sources: readonly Source[],
): Promise<Map<string, Standing>> {
  const invoiced = await invoicedShares(
    trx,
    sources.map(({ key }) => key),
  );
  const bills = sources.filter(({ key }) => key.startsWith('bill:'));
  const charges = Map.groupBy(await chargesOf(ctx, buildingId, bills), ({ billId }) => billId);
  const billIds = bills.flatMap((source) => source.billIds);
  const reduced = Map.groupBy(await readReductions(trx, { buildingId, billIds }), ({ billId }) => billId);
  const voided = await voidedKeys(trx, sources);
  return new Map(
    sources.map(({ key, period, billIds: [billId] }) => {
      const said = invoiced.get(key) ?? [];
      const own = key.startsWith('bill:') ? (reduced.get(billId!) ?? []) : [];
      const now = key.startsWith('bill:') ? billShares(charges.get(billId!) ?? [], own) : voided.has(key) ? [] : said;
      const minus = said.map((share): InvoiceShare => ({ ...share, net: vnd(-share.net), vat: vnd(-share.vat) }));
      const month = own.map((row) => row.period).reduce((last, each) => (each > last ? each : last), voided.get(key) ?? period);
      return [key, { difference: mergeShares([...now, ...minus]), period: month }];
    }),
  );
}

async function chargesOf(ctx: Ctx, buildingId: number, bills: readonly Source[]): Promise<InvoiceCharge[]> {
  const found: InvoiceCharge[][] = [];
  for (const [period, own] of Map.groupBy(bills, (bill) => bill.period)) {
    const billIds = own.flatMap((bill) => bill.billIds);
    found.push(await call(ctx, 'billing.listInvoiceCharges', { buildingId, period, billIds }, { timeoutMs: 300_000 }));
  }
  return found.flat();
}

/** Everything that stands for a source: the original or what replaced it, and what adjusted that. */
async function invoicedShares(trx: Knex.Transaction, keys: readonly string[]): Promise<Map<string, InvoiceShare[]>> {
  const { rows } = await trx.raw(
    `select regexp_replace(key, '/(adjust|replace)/.*$', '') as root, data from invoice
     where company_id = app_company() and state not in ('discarded', 'replaced')
       and regexp_replace(key, '/(adjust|replace)/.*$', '') = any (?::text[]) order by id`,
    [[...keys]],
  );
  const byRoot = Map.groupBy(rows as { root: string; data: InvoiceData }[], ({ root }) => root);
  return new Map([...byRoot].map(([root, own]) => [root, mergeShares(own.flatMap(({ data }) => data.shares))]));
}

/** Fees and receipts that were taken back, with the month of it. */
async function voidedKeys(trx: Knex.Transaction, sources: readonly Source[]): Promise<Map<string, PeriodText>> {
  const documents = new Map(
    sources.flatMap(({ key }) => {
      const id = /^(?:fee|receipt):(\d+)/.exec(key)?.[1];
      return id ? [[key, Number(id)] as const] : [];
    }),
  );
  const rows: { id: number; month: string }[] = await trx('document_void')
    .whereIn('document_id', [...documents.values()])
    .select({ id: 'document_id' }, trx.raw(`to_char(period, 'YYYY-MM') as month`));
  const months = new Map(rows.map(({ id, month }) => [id, month]));
  return new Map([...documents].flatMap(([key, id]) => (months.has(id) ? [[key, months.get(id)!] as const] : [])));
}
