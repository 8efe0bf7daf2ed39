// What matching needs to know of an account's buildings: who owes at which unit, and the bank receipts entered by hand. Set-wise.
import type { Knex } from 'knex';
import type { HandReceipt, UnitDebts } from './suggest.ts';

// a row taken back since stands behind no receipt any more
const LIVE_OF_DOCUMENT = `select from bank_settlement s where s.document_id = d.id
  and not exists (select from bank_settlement l where l.row_id = s.row_id and l.attempt > s.attempt)`;

/** Every unit with what each payer owes there, payers in their order of owing. */
export async function unitDebts(trx: Knex.Transaction, buildingIds: number[]): Promise<UnitDebts[]> {
  const { rows } = await trx.raw(
    `with owed as materialized (
       select unit_id, customer_id, sum(open)::bigint as open, min(due_on) as due_on from open_item
       where building_id = any (:buildingIds) and open > 0 group by 1, 2),
     debts as (
       select o.unit_id, json_agg(json_build_object('customerId', o.customer_id, 'customer', c.name, 'open', o.open)
         order by o.due_on, o.customer_id) as debts
       from owed o join customer c on c.id = o.customer_id group by 1)
     select u.building_id as "buildingId", b.code as building, u.id as "unitId", u.code as unit, coalesce(d.debts, '[]'::json) as debts
     from unit u join building b on b.id = u.building_id left join debts d on d.unit_id = u.id
     where u.building_id = any (:buildingIds) and u.archived_on is null order by u.id`,
    { buildingIds },
  );
  return rows;
}

/** Bank receipts of the last months that no statement row stands behind. */
export async function handReceipts(trx: Knex.Transaction, buildingIds: number[], from: string): Promise<HandReceipt[]> {
  const { rows } = await trx.raw(
    `select d.id as "documentId", d.series || d.year || '/' || lpad(d.number::text, 6, '0') as number, d.on_date as "onDate", d.amount,
       coalesce(d.reference, '') as reference,
       array(select distinct i.unit_id from allocation a join open_item i on i.id = a.item_id where a.document_id = d.id
         union select d.unit_id where d.unit_id is not null) as "unitIds"
     from document d
     where d.building_id = any (?) and d.method = 'bank' and d.kind in ('receipt', 'unidentified', 'depositIn', 'recovery')
       and d.on_date >= ?::date - 10
       and not exists (select from document_void v where v.document_id = d.id)
       and not exists (${LIVE_OF_DOCUMENT})
     order by d.on_date, d.id`,
    [buildingIds, from],
  );
  return rows;
}

export async function isBehindRow(trx: Knex.Transaction, documentId: number): Promise<boolean> {
  const { rows } = await trx.raw(`select exists (${LIVE_OF_DOCUMENT}) as used from document d where d.id = ?`, [documentId]);
  return rows[0]?.used ?? false;
}
