// What the ledger holds for invoices, set-wise: fees outside bills, reductions, first payments, documents that are no supply.
import type { Knex } from 'knex';
import { addMonths, firstDay, type PeriodText } from '#kit';
import { plugins } from '#platform/plugins';
import type { Reduced } from '../draw/bill-supplies.ts';
import type { FeeDocument } from '../draw/document-supplies.ts';
import { monthOf, type NotInvoiced } from '../draw/supply.ts';

interface Month {
  buildingId: number;
  period: PeriodText;
}
const NUMBER = `d.series || d.year || '/' || lpad(d.number::text, 6, '0')`;
const NOT_VOIDED = 'not exists (select from document_void v where v.document_id = d.id)';
/**
 * Net, VAT and the rest of a document's postings beside the receivable and the money: revenue 511 with its reductions 521 and what was
 * collected ahead 3387, output VAT 33311.
 */
const SPLIT = (sign: string) => `
  coalesce(sum(${sign}p.amount) filter (where p.account ~ '^(511|521|3387)'), 0)::bigint as net,
  coalesce(sum(${sign}p.amount) filter (where p.account ~ '^33311'), 0)::bigint as vat,
  coalesce(sum(${sign}p.amount) filter (where p.account !~ '^(511|521|3387|33311|11)'), 0)::bigint as other`;

/** Owed at once outside a bill (`fee`), or collected some months ahead (`prepaid`): the month's, with what is an own supply. */
export async function readFees(
  trx: Knex.Transaction,
  { buildingId, period }: Month,
  kinds: ('fee' | 'prepaid')[],
): Promise<FeeDocument[]> {
  const { rows } = await trx.raw(
    `select d.id, d.kind, ${NUMBER} as number, d.unit_id as "unitId", d.customer_id as "customerId", d.reason, d.on_date as "onDate",
       to_char(d.period, 'YYYY-MM') as period, min(p.service) as service, ${SPLIT('-')},
       d.detail->>'from' as from, (d.detail->>'months')::int as months
     from document d join posting p on p.journal_id = d.journal_id and p.period = d.period and p.customer_id is null
     where d.building_id = ? and d.period = ? and d.kind = any (?) and ${NOT_VOIDED}
     group by d.id order by d.id`,
    [buildingId, firstDay(period), kinds],
  );
  return rows.map(({ from, months, ...row }: FeeDocument & { from: string | null; months: number | null }) => {
    const { name } = plugins.get(row.service);
    return { ...row, name, reason: from && months ? aheadOf(from, months) : row.reason };
  });
}
const aheadOf = (from: PeriodText, months: number): string => `${monthOf(from)}–${monthOf(addMonths(from, months - 1))}`;

/**
 * What was taken off bills, by service: reductions, and months that were invoiced when they were collected ahead. `period` is the month
 * it was posted in. A document's lines end with the receivable they belong to, in the order of its allocations.
 */
export async function readReductions(
  trx: Knex.Transaction,
  { buildingId, billIds }: { buildingId: number; billIds: readonly number[] },
): Promise<(Reduced & { period: PeriodText })[]> {
  if (billIds.length === 0) return [];
  const { rows } = await trx.raw(
    `with docs as materialized (
       select d.id, d.journal_id, d.period from document d where d.building_id = :buildingId and d.kind in ('reduction', 'release')
         and ${NOT_VOIDED} and d.id in (select a.document_id from open_item i join allocation a on a.item_id = i.id
           where i.building_id = :buildingId and i.bill_id = any (:billIds::bigint[]))),
     taken as (
       select a.document_id, a.item_id, row_number() over (partition by a.document_id order by a.id) as part
       from docs join allocation a on a.document_id = docs.id where a.item_id is not null and a.amount > 0),
     posted as (
       select d.id, d.period, p.account, p.amount, p.customer_id, 1 + count(*) filter (where p.customer_id is not null)
         over (partition by d.id order by p.n rows between unbounded preceding and 1 preceding) as part
       from docs d join posting p on p.journal_id = d.journal_id and p.period = d.period)
     select i.bill_id as "billId", i.service, to_char(p.period, 'YYYY-MM') as period, ${SPLIT('')}
     from taken t join open_item i on i.id = t.item_id and i.bill_id = any (:billIds::bigint[])
       join posted p on p.id = t.document_id and p.part = t.part and p.customer_id is null group by 1, 2, 3`,
    { buildingId, billIds: [...billIds] },
  );
  return rows;
}

/** Day of the first payment by bill; what has been paid only by an offset counts too. */
export async function readFirstPayments(trx: Knex.Transaction, { buildingId, period }: Month): Promise<Map<number, string>> {
  const { rows } = await trx.raw(
    `select i.bill_id as id, min(a.on_date)::text as day from open_item i join allocation a on a.item_id = i.id and a.amount > 0
       left join document d on d.id = a.document_id
     where i.building_id = ? and i.period = ? and i.bill_id is not null
       and (d.id is null or d.kind in ('receipt', 'match', 'depositKept') and ${NOT_VOIDED}) group by 1`,
    [buildingId, firstDay(period)],
  );
  return new Map(rows.map(({ id, day }: { id: number; day: string }) => [id, day]));
}

/** Interest, deposits and compensation of the month: money that gets no invoice (art. 7 k. 8 c, art. 9 k. 2). */
export async function readNoSupplies(trx: Knex.Transaction, { buildingId, period }: Month): Promise<NotInvoiced[]> {
  const { rows } = await trx.raw(
    `select ${NUMBER} as source, d.kind, d.unit_id as "unitId", d.customer_id as "customerId", d.amount from document d
     where d.building_id = ? and d.period = ? and d.kind in ('interest', 'depositIn', 'depositKept', 'recovery') and ${NOT_VOIDED}
       and (d.kind <> 'depositKept' or exists (select from posting p where p.journal_id = d.journal_id and p.period = d.period
         and p.account like '711%')) order by d.id`,
    [buildingId, firstDay(period)],
  );
  return rows.map(({ kind, ...row }: { kind: string } & Omit<NotInvoiced, 'code' | 'params' | 'service' | 'own'>) => ({
    ...{ ...row, code: CODES[kind]!, params: {}, service: null, own: null },
  }));
}
const CODES: Record<string, string> = {
  interest: 'invoice.leftOut.interest',
  depositIn: 'invoice.leftOut.depositTaken',
  depositKept: 'invoice.leftOut.damages',
  recovery: 'invoice.leftOut.recovery',
};

/** Own revenue and output VAT the ledger posted in a month, reductions taken off. */
export async function readRevenue(trx: Knex.Transaction, { buildingId, period }: Month): Promise<{ net: number; vat: number }> {
  const { rows } = await trx.raw(`select ${SPLIT('-')} from posting p where p.building_id = ? and p.period = ?`, [
    buildingId,
    firstDay(period),
  ]);
  return { net: rows[0].net, vat: rows[0].vat };
}
