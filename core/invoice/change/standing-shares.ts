// What the books say of an invoice's source now, and what its invoices say: the difference is what an adjusting invoice carries.
import type { Knex } from 'knex';
import { type PeriodText, vnd } from '#kit';
import type { Ctx } from '#platform/context';
import { billShares } from '../draw/bill-supplies.ts';
import { mergeShares } from '../draw/supply.ts';
import type { InvoiceData, InvoiceShare } from '../invoice.contract.ts';
import { type BillsOfMonth, billsOfMonth } from '../make/bills-of-month.ts';

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
  const found = await booksOf(ctx, trx, buildingId, bills);
  const charges = Map.groupBy(found.charges, ({ billId }) => billId);
  const reduced = Map.groupBy(found.reduced, ({ billId }) => billId);
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

async function booksOf(ctx: Ctx, trx: Knex.Transaction, buildingId: number, bills: readonly Source[]): Promise<BillsOfMonth> {
  const found: BillsOfMonth = { charges: [], reduced: [] };
  for (const [period, own] of Map.groupBy(bills, (bill) => bill.period)) {
    const { charges, reduced } = await billsOfMonth(ctx, trx, {
      buildingId,
      period,
      billIds: own.flatMap((bill) => bill.billIds),
    });
    found.charges.push(...charges);
    found.reduced.push(...reduced);
  }
  return found;
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

/** Fees and receipts that were voided or given back, with the month of it. */
async function voidedKeys(trx: Knex.Transaction, sources: readonly Source[]): Promise<Map<string, PeriodText>> {
  const documents = new Map(
    sources.flatMap(({ key }) => {
      const id = /^(?:fee|prepaid|receipt):(\d+)/.exec(key)?.[1];
      return id ? [[key, Number(id)] as const] : [];
    }),
  );
  const { rows } = await trx.raw(
    `select document_id as id, to_char(period, 'YYYY-MM') as month from document_void where document_id = any (:ids::bigint[])
     union all select (d.detail->>'receiptId')::bigint, to_char(d.period, 'YYYY-MM') from document d
       where d.kind = 'return' and (d.detail->>'receiptId')::bigint = any (:ids::bigint[])
         and not exists (select from document_void v where v.document_id = d.id)`,
    { ids: [...documents.values()] },
  );
  const months = new Map((rows as { id: number; month: string }[]).map(({ id, month }) => [id, month]));
  return new Map([...documents].flatMap(([key, id]) => (months.has(id) ? [[key, months.get(id)!] as const] : [])));
}
