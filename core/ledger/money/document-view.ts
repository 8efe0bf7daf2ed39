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

export async function listDocuments(trx: Knex.Transaction, given: ParamsOf<'ledger.listDocuments'>) {
  const { buildingId, from, to, kind, customerId, page = 1, pageSize = 200 } = given;
  const where = (query: Knex.QueryBuilder) => {
    query.where('d.building_id', buildingId);
    if (from) query.where('d.on_date', '>=', from);
    if (to) query.where('d.on_date', '<=', to);
    if (kind) query.where('d.kind', kind);
    if (customerId) query.where('d.customer_id', customerId);
  };
  const [{ count }] = (await trx('document as d').modify(where).count()) as [{ count: number }];
  const rows: MoneyDocument[] = await documents(trx)
    .modify(where)
    .orderBy([
      { column: 'd.on_date', order: 'desc' },
      { column: 'd.id', order: 'desc' },
    ])
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return { rows, total: Number(count) };
}

function documents(trx: Knex.Transaction): Knex.QueryBuilder {
  return trx('document as d')
    .leftJoin('unit as u', 'u.id', 'd.unit_id')
    .leftJoin('customer as c', 'c.id', 'd.customer_id')
    .leftJoin('app_user as w', 'w.id', 'd.created_by')
    .leftJoin('document_void as v', 'v.document_id', 'd.id')
    .leftJoin('app_user as x', 'x.id', 'v.voided_by')
    .select(
      ...['d.id', 'd.kind', 'd.method', 'd.party', 'd.address', 'd.reason', 'd.reference', 'd.amount'],
      ...[trx.raw(`d.series || d.year || '/' || lpad(d.number::text, 6, '0') as number`)],
      ...[trx.raw(`to_char(d.period, 'YYYY-MM') as period`), trx.raw(`coalesce(w.name, '') as by`)],
      trx.raw(`case when v.document_id is not null
        then json_build_object('reason', v.reason, 'at', v.voided_at, 'by', coalesce(x.name, '')) end as voided`),
      {
        ...{ onDate: 'd.on_date', buildingId: 'd.building_id', unitId: 'd.unit_id', unit: 'u.code' },
        ...{ customerId: 'd.customer_id', customer: 'c.name' },
      },
    );
}
