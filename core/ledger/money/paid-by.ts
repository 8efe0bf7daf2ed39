// What a receipt pays now: its items, and what is left of its surplus, with everything that moved or returned it since.
import type { Knex } from 'knex';
import type { Vnd } from '#kit';

export interface PaidPart {
  item_id: number | null;
  credit_id: number | null;
  unit_id: number;
  customer_id: number;
  account: string;
  service: string | null;
  amount: Vnd;
}

/** At one unit, or at all. */
export async function paidBy(trx: Knex.Transaction, receiptId: number, unitId: number | null = null): Promise<PaidPart[]> {
  const { rows } = await trx.raw(
    `with about as (select id from document where id = :receiptId
       or kind in ('move', 'return') and (detail->>'receiptId')::bigint = :receiptId
         and not exists (select from document_void v where v.document_id = document.id))
     select i.id as item_id, null::bigint as credit_id, i.unit_id, i.customer_id, i.account, i.service, sum(a.amount)::bigint as amount
       from allocation a join open_item i on i.id = a.item_id
       where (:unitId::bigint is null or i.unit_id = :unitId) and a.document_id in (select id from about)
       group by i.id having sum(a.amount) > 0
     union all
     select null, c.id, c.unit_id, c.customer_id, c.account, null, c.remaining from credit c
       where c.document_id in (select id from about) and (:unitId::bigint is null or c.unit_id = :unitId)
         and c.kind = 'surplus' and c.remaining > 0`,
    { receiptId, unitId },
  );
  return rows;
}
