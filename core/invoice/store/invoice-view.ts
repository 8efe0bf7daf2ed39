// Invoices as others see them.
import type { Knex } from 'knex';
import { firstDay, type PeriodText, Refusal } from '#kit';
import type { InvoiceData, InvoiceEvent, InvoiceRow, InvoiceState, InvoiceView } from '../invoice.contract.ts';

const COLUMNS = `v.id, v.key, v.kind, v.state, to_char(v.period, 'YYYY-MM') as period, v.on_date as "onDate", v.due_on as "dueOn",
  v.on_date > v.due_on as late, v.building_id as "buildingId", v.unit_id as "unitId", v.customer_id as "customerId", v.bill_ids as "billIds",
  v.net, v.vat, v.total, v.refers_to as "refersTo", v.data->'buyer'->>'name' as buyer, v.data->'buyer'->>'taxCode' as "taxCode",
  v.data->>'source' as source, v.data->>'unit' as unit, coalesce(n.symbol, v.data->>'symbol') as symbol, n.number, n.code, n.link,
  n.signed_on as "signedOn"`;
const FROM = 'invoice v left join invoice_number n on n.invoice_id = v.id';

export interface InvoiceQuery {
  buildingId: number;
  period?: PeriodText | undefined;
  state?: InvoiceState | undefined;
  search?: string | undefined;
  page?: number;
  pageSize?: number;
}

export async function listInvoices(trx: Knex.Transaction, given: InvoiceQuery) {
  const { buildingId, period, state, search = '', page = 1, pageSize = 200 } = given;
  const at = {
    buildingId,
    month: period ? firstDay(period) : null,
    state: state ?? null,
    search,
    pageSize,
    skip: (page - 1) * pageSize,
  };
  const where = `v.building_id = :buildingId and (:month::date is null or v.period = :month::date)
    and (:state::text is null or v.state = :state::text)
    and (:search = '' or fold(concat_ws(' ', v.data->>'unit', v.data->'buyer'->>'name', v.data->'buyer'->>'taxCode', v.data->>'source', n.number))
      like '%' || fold(:search) || '%')`;
  // what stands: a discarded or replaced invoice is shown but not counted
  const { rows: sums } = await trx.raw(
    `select count(*) as count, coalesce(sum(v.net) filter (where counts), 0)::bigint as net,
       coalesce(sum(v.vat) filter (where counts), 0)::bigint as vat, coalesce(sum(v.total) filter (where counts), 0)::bigint as total
     from ${FROM} cross join lateral (select v.state not in ('discarded', 'replaced') as counts) c where ${where}`,
    at,
  );
  // the page first: what an invoice says is parsed for its rows only
  const { rows } = await trx.raw(
    `select ${COLUMNS} from (select v.id from ${FROM} where ${where} order by v.id desc limit :pageSize offset :skip) page
       join invoice v on v.id = page.id left join invoice_number n on n.invoice_id = v.id order by v.id desc`,
    at,
  );
  const { count, ...sum } = sums[0];
  return { rows: rows as InvoiceRow[], total: Number(count), sum };
}

export type Stored = InvoiceRow & { data: InvoiceData; unitId: number; billIds: number[]; signedOn: string | null };

export async function getStored(trx: Knex.Transaction, ids: readonly number[]): Promise<Stored[]> {
  const { rows } = await trx.raw(`select ${COLUMNS}, v.data from ${FROM} where v.id = any (?::bigint[]) order by v.id`, [
    [...ids],
  ]);
  return rows;
}
export async function demandInvoice(trx: Knex.Transaction, invoiceId: number): Promise<Stored> {
  const [found] = await getStored(trx, [invoiceId]);
  if (!found) throw new Refusal('invoice.unknown', { id: invoiceId }, 404);
  return found;
}

export async function eventsOf(trx: Knex.Transaction, invoiceId: number): Promise<InvoiceEvent[]> {
  return trx('invoice_event as e')
    .leftJoin('app_user as w', 'w.id', 'e.by_user')
    .where('e.invoice_id', invoiceId)
    .orderBy('e.id')
    .select('e.kind', 'e.at', 'e.detail', trx.raw(`coalesce(w.name, '') as by`));
}

export async function relatedTo(trx: Knex.Transaction, stored: Stored): Promise<InvoiceView['related']> {
  const { rows } = await trx.raw(
    `select ${COLUMNS} from ${FROM} where v.refers_to = :id or v.id = :about or (v.refers_to = :about and v.id <> :id) order by v.id`,
    { id: stored.id, about: stored.refersTo },
  );
  return (rows as Stored[]).map(({ id, kind, state, symbol, number, total }) => ({ id, kind, state, symbol, number, total }));
}
