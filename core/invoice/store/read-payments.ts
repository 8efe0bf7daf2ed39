// What was paid in a month, item by item, with the item's own supply as its journal posted it: for buildings that invoice by payment.
import type { Knex } from 'knex';
import { addMonths, firstDay, type PeriodText } from '#kit';
import { plugins } from '#platform/plugins';
import type { InvoiceCharge } from '../draw/charge-lines.ts';
import { chargeLines } from '../draw/charge-lines.ts';
import type { PaidItem } from '../draw/document-supplies.ts';
import { rateBehind } from '../draw/tax-rate.ts';

interface Row {
  key: string;
  source: string;
  itemId: number;
  billId: number | null;
  unitId: number;
  customerId: number;
  service: string;
  itemPeriod: PeriodText;
  onDate: string;
  inMonth: boolean;
  amount: number;
  total: number;
  /** The item's own credits. */
  net: number;
  vat: number;
}

/** Everything that ever took from the items paid in the month, in order; items whose bill has an invoice of its own are left to it. */
export async function readPayments(
  trx: Knex.Transaction,
  { buildingId, period }: { buildingId: number; period: PeriodText },
  chargesOf: (months: Map<PeriodText, number[]>) => Promise<InvoiceCharge[]>,
  ratesOn: (day: string) => readonly string[],
): Promise<PaidItem[]> {
  const span = { buildingId, from: firstDay(period), after: firstDay(addMonths(period, 1)) };
  const { rows } = (await trx.raw(TAKEN, span)) as { rows: Row[] };
  const months = new Map<PeriodText, number[]>();
  for (const { billId, itemPeriod } of rows)
    if (billId !== null) months.set(itemPeriod, [...new Set([...(months.get(itemPeriod) ?? []), billId])]);
  const charges = Map.groupBy(await chargesOf(months), ({ billId, service }) => `${billId} ${service}`);
  return rows.map(({ net, vat, total, ...row }): PaidItem => {
    const charge = charges.get(`${row.billId} ${row.service}`)?.find((one) => one.total === total);
    const shares = charge ? chargeLines(charge).shares : [];
    const whole = { rate: rateBehind(net, vat, ratesOn(row.onDate)), net, vat };
    const parts = shares.length > 0 ? shares.map((share) => ({ rate: share.rate, net: share.net, vat: share.vat })) : [whole];
    const name = charge?.name ?? plugins.get(row.service).name;
    return { ...row, name, period, parts, other: total - net - vat };
  });
}

const TAKEN = `
  with taken as (
    select a.item_id, case when d.id is null then 'offset:' || a.on_date else 'receipt:' || d.id end as origin,
      case when d.id is null then 'OFFSET' else d.series || d.year || '/' || lpad(d.number::text, 6, '0') end as source,
      coalesce(d.on_date, a.on_date) as on_date, coalesce(d.kind, 'receipt') not in ('reduction', 'release')
        and coalesce(d.period, date_trunc('month', a.on_date)::date) >= :from
        and coalesce(d.period, date_trunc('month', a.on_date)::date) < :after as in_month,
      min(a.id) as seq, sum(a.amount)::bigint as amount
    from allocation a left join document d on d.id = a.document_id
    where a.building_id = :buildingId and a.item_id is not null and a.item_id in (
        select b.item_id from allocation b left join document e on e.id = b.document_id
        where b.building_id = :buildingId and coalesce(e.period, date_trunc('month', b.on_date)::date) >= :from
          and coalesce(e.period, date_trunc('month', b.on_date)::date) < :after)
      and (d.id is null or d.kind in ('receipt', 'match', 'depositKept', 'move', 'reduction', 'release'))
      and not exists (select from document r where r.kind = 'return' and r.building_id = :buildingId
        and (r.detail->>'receiptId')::bigint = d.id and not exists (select from document_void v where v.document_id = r.id))
    group by 1, 2, 3, 4, 5 having sum(a.amount) > 0)
  select w.origin || '/' || i.unit_id || '/' || i.customer_id as key, w.source, i.id as "itemId", i.bill_id as "billId",
    i.unit_id as "unitId", i.customer_id as "customerId", i.service, to_char(i.period, 'YYYY-MM') as "itemPeriod",
    w.on_date::text as "onDate", w.in_month as "inMonth", w.amount, i.total, own.net, own.vat
  from taken w join open_item i on i.id = w.item_id
    cross join lateral (
      select coalesce(-sum(p.amount) filter (where p.account like '511%'), 0)::bigint as net,
        coalesce(-sum(p.amount) filter (where p.account like '33311%'), 0)::bigint as vat
      from posting p where p.journal_id = i.journal_id and p.period = i.period and p.n > i.n
        and p.n < coalesce((select min(q.n) from posting q where q.journal_id = i.journal_id and q.period = i.period
          and q.n > i.n and q.customer_id is not null), 32767)) own
  where i.service <> 'late-interest' and not exists (select from invoice v where i.bill_id is not null
    and v.bill_ids @> array[i.bill_id] and v.key like 'bill:%' and v.state <> 'discarded')
  order by w.seq`;
