// Documents as others see them: number, party, void, and what they paid.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import type { MoneyDocument, MoneyDocumentDetail } from '../money.contract.ts';

export async function getDocument(trx: Knex.Transaction, documentId: number): Promise<MoneyDocumentDetail> {
  const [document] = await documents(trx).where('d.id', documentId);
  if (!document) throw new Refusal('ledger.document.unknown', { document: documentId }, 404);
  const { rows: allocations } = await trx.raw(
    `select i.id as "itemId", u.code as unit, i.service, to_char(i.period, 'YYYY-MM') as period, sum(a.amount)::bigint as amount
     from allocation a join open_item i on i.id = a.item_id join unit u on u.id = i.unit_id
     where a.document_id = ? and a.amount > 0 group by 1, 2, 3, i.period, i.due_on order by i.due_on, 1`,
    [documentId],
  );
  const credit = await trx('credit').where({ document_id: documentId }).sum('total as total').first();
  const postings = await trx('posting')
    .whereRaw('(journal_id, period) = (select journal_id, period from document where id = ?)', [documentId])
    .orderBy('n')
    .select('account', 'amount', 'service', { unitId: 'unit_id' });
  return { ...document, allocations, credit: Number(credit?.total ?? 0), postings };
}

/** `mine` are the documents of the user who asks; `search` is part of a number, a party, a unit or a transfer's reference. */
export async function listDocuments(trx: Knex.Transaction, given: ParamsOf<'ledger.listDocuments'>, userId: number) {
  const { buildingId, from, to, kind, customerId, method, search, mine, page = 1, pageSize = 200 } = given;
  const where = (query: Knex.QueryBuilder) => {
    query.where('d.building_id', buildingId);
    if (from) query.where('d.on_date', '>=', from);
    if (to) query.where('d.on_date', '<=', to);
    if (kind) query.where('d.kind', kind);
    if (customerId) query.where('d.customer_id', customerId);
    if (method) query.where('d.method', method);
    if (mine) query.where('d.created_by', userId);
    if (search)
      query.whereRaw(
        `(${NUMBER} ilike :like or d.party ilike :like or d.reference ilike :like
          or exists (select from unit s where s.id = d.unit_id and s.code ilike :like))`,
        { like: `%${search.replace(/[\\%_]/g, '\\$&')}%` },
      );
  };
  // a voided document moved no money in the end
  const { rows: sums } = await trx.raw(
    `select count(*)::int as count, coalesce(sum(amount) filter (where way > 0), 0)::bigint as "in",
       coalesce(sum(amount) filter (where way < 0), 0)::bigint as "out" from (?) x`,
    [
      trx('document as d')
        .modify(where)
        .select(
          'd.amount',
          trx.raw(`case when exists (select from document_void v where v.document_id = d.id) then 0
          when d.series in ('PT', 'BC') then 1 when d.series in ('PC', 'BN') then -1 else 0 end as way`),
        ),
    ],
  );
  const [{ count, ...sum }] = sums as [{ count: number; in: number; out: number }];
  const rows: MoneyDocument[] = await documents(trx)
    .modify(where)
    .orderBy([
      { column: 'd.on_date', order: 'desc' },
      { column: 'd.id', order: 'desc' },
    ])
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { rows, total: count, sum };
}

const NUMBER = `d.series || d.year || '/' || lpad(d.number::text, 6, '0')`;
function documents(trx: Knex.Transaction): Knex.QueryBuilder {
  return trx('document as d')
    .leftJoin('unit as u', 'u.id', 'd.unit_id')
    .leftJoin('customer as c', 'c.id', 'd.customer_id')
    .leftJoin('app_user as w', 'w.id', 'd.created_by')
    .leftJoin('document_void as v', 'v.document_id', 'd.id')
    .leftJoin('app_user as x', 'x.id', 'v.voided_by')
    .select(
      ...['d.id', 'd.kind', 'd.method', 'd.party', 'd.address', 'd.reason', 'd.reference', 'd.amount'],
      ...[trx.raw(`${NUMBER} as number`)],
      ...[trx.raw(`to_char(d.period, 'YYYY-MM') as period`), trx.raw(`coalesce(w.name, '') as by`), 'd.created_at as at'],
      trx.raw(`case when v.document_id is not null
        then json_build_object('reason', v.reason, 'at', v.voided_at, 'by', coalesce(x.name, '')) end as voided`),
      {
        ...{ onDate: 'd.on_date', buildingId: 'd.building_id', unitId: 'd.unit_id', unit: 'u.code' },
        ...{ customerId: 'd.customer_id', customer: 'c.name' },
      },
    );
}
