// A month's revenue and output VAT in the ledger against its invoices: what is not on an invoice is named, the rest must be nothing.
import type { Knex } from 'knex';
import { firstDay, type PeriodText, sumVnd } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { standingShares } from '../change/standing-shares.ts';
import type { InvoiceCheck } from '../invoice.contract.ts';
import { planMonth } from '../make/plan-month.ts';
import { readRevenue } from '../store/read-books.ts';

export async function checkMonth(
  ctx: Ctx,
  trx: Knex.Transaction,
  { buildingId, period }: { buildingId: number; period: PeriodText },
): Promise<InvoiceCheck> {
  const revenue = await readRevenue(trx, { buildingId, period });
  const { rows } = await trx.raw(
    `select count(*)::int as count, coalesce(sum(net), 0)::bigint as net, coalesce(sum(vat), 0)::bigint as vat from invoice
     where building_id = ? and period = ? and state not in ('discarded', 'replaced')`,
    [buildingId, firstDay(period)],
  );
  const invoiced = rows[0] as InvoiceCheck['invoiced'];
  const { answer } = await planMonth(ctx, trx, { buildingId, period, onDate: today() });
  const own = answer.leftOut.flatMap((one) => (one.own ? [one.own] : []));
  const parts = {
    waiting: { net: answer.sum.net, vat: answer.sum.vat, count: answer.rows.length },
    leftOut: { ...totalOf(own), count: own.length },
    toAdjust: await changesOf(ctx, trx, { buildingId, period }),
  };
  const side = (key: 'net' | 'vat') =>
    revenue[key] - sumVnd([invoiced[key], parts.waiting[key], parts.leftOut[key], parts.toAdjust[key]]);
  return { revenue, invoiced, ...parts, difference: { net: side('net'), vat: side('vat') }, basis: answer.basis };
}

/** Invoiced bills that the ledger has changed since, by the month of the change. */
async function changesOf(ctx: Ctx, trx: Knex.Transaction, { buildingId, period }: { buildingId: number; period: PeriodText }) {
  const { rows } = await trx.raw(
    `select v.key, to_char(v.period, 'YYYY-MM') as period, v.bill_ids as "billIds"
     from invoice v where v.building_id = :buildingId and v.kind = 'original' and v.state <> 'discarded' and (
       v.key like 'bill:%' and exists (select from open_item i join allocation a on a.item_id = i.id join document d on d.id = a.document_id
         where i.bill_id = any (v.bill_ids) and i.building_id = :buildingId and d.kind in ('reduction', 'release'))
       or v.key like 'bill:%' and exists (select from charge c where c.building_id = :buildingId and c.unit_id = v.unit_id
         and c.period > v.period and c.subject = 'fix:' || to_char(v.period, 'YYYY-MM') and c.total < 0)
       or v.key ~ '^(fee|prepaid|receipt):' and exists (
         select from document_void x where x.document_id = substring(v.key from '^[a-z]+:([0-9]+)')::bigint
         union all select from document r where r.kind = 'return'
           and r.detail->>'receiptId' = substring(v.key from '^[a-z]+:([0-9]+)')))`,
    { buildingId },
  );
  const standing = await standingShares(ctx, trx, buildingId, rows);
  const found = [...standing.values()].filter((one) => one.difference.length > 0 && one.period === period);
  return { ...totalOf(found.flatMap((one) => one.difference)), count: found.length };
}

const totalOf = (rows: readonly { net: number; vat: number }[]) => ({
  net: sumVnd(rows.map(({ net }) => net)),
  vat: sumVnd(rows.map(({ vat }) => vat)),
});
