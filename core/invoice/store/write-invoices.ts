// New invoices and their first event in one statement; a key that has an invoice already is passed over.
import type { Knex } from 'knex';
import { now } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import type { Supply } from '../draw/supply.ts';
import type { InvoiceData, InvoiceKind } from '../invoice.contract.ts';

export interface NewInvoice {
  supply: Supply;
  data: InvoiceData;
}

/** Answers the ids of those written. */
export async function writeInvoices(
  trx: Knex.Transaction,
  user: SessionUser,
  buildingId: number,
  invoices: readonly NewInvoice[],
  { kind = 'original', refersTo = null }: { kind?: InvoiceKind; refersTo?: number | null } = {},
): Promise<number[]> {
  const rows = invoices.map(({ supply, data }) => ({
    ...{ key: supply.key, bill_ids: supply.billIds, unit_id: supply.unitId, customer_id: supply.customerId },
    ...{ period: `${supply.period}-01`, on_date: data.onDate, due_on: supply.dueOn, data },
    ...{ net: data.net, vat: data.vat, total: data.total },
  }));
  const { rows: written } = await trx.raw(
    `with given as (
       select * from jsonb_to_recordset(:rows::jsonb) as r(key text, bill_ids bigint[], unit_id bigint, customer_id bigint, period date,
         on_date date, due_on date, data json, net bigint, vat bigint, total bigint)),
     written as (
       insert into invoice (company_id, building_id, unit_id, customer_id, refers_to, net, vat, total, period, on_date, due_on, kind, key,
         bill_ids, data, created_by, created_at)
       select app_company(), :buildingId, unit_id, customer_id, :refersTo::bigint, net, vat, total, period, on_date, due_on, :kind, key,
         bill_ids, data, :userId, :at from given order by key
       on conflict (company_id, key) where state <> 'discarded' do nothing returning id),
     told as (
       insert into invoice_event (invoice_id, building_id, kind, by_user, at)
       select id, :buildingId, 'drafted', :userId, :at from written)
     select id from written order by id`,
    { rows: JSON.stringify(rows), buildingId, refersTo, kind, userId: user.id, at: now() },
  );
  return written.map(({ id }: { id: number }) => id);
}

/** Making and changing invoices of one building goes one at a time. */
export async function lockInvoices(trx: Knex.Transaction, buildingId: number): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('invoice ' || ?::text, 7294))`, [buildingId]);
}

/** The state goes on, and the trace says so. */
export async function moveState(
  trx: Knex.Transaction,
  user: SessionUser,
  invoiceIds: readonly number[],
  state: string,
  event: { kind: string; detail?: object },
): Promise<void> {
  if (invoiceIds.length === 0) return;
  await trx('invoice')
    .whereIn('id', [...invoiceIds])
    .update({ state });
  await trx.raw(
    `insert into invoice_event (invoice_id, building_id, kind, by_user, at, detail)
     select id, building_id, :kind, :userId, :at, :detail from invoice where id = any (:ids::bigint[])`,
    {
      ...{ ids: [...invoiceIds], kind: event.kind, userId: user.id, at: now() },
      detail: JSON.stringify(event.detail ?? {}),
    },
  );
}
