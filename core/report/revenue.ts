// Revenue, reductions, output VAT and money collected for others, as the ledger posted them, by service or month.
import type { Knex } from 'knex';
import { sumOf } from './collected.ts';
import type { Drawn, Span } from './span.ts';

const IDS = ['revenue', 'reductions', 'net', 'vat', 'passThrough', 'total'];

export async function revenueBy(trx: Knex.Transaction, span: Span, by: 'service' | 'month'): Promise<Drawn> {
  const key = by === 'service' ? 'p.service' : `to_char(p.period, 'YYYY-MM')`;
  const { rows } = await trx.raw(
    `select key as "${by}", revenue, reductions, (revenue + reductions)::bigint as net, vat, pass as "passThrough",
       (revenue + reductions + vat + pass)::bigint as total
     from (
       select ${key} as key,
         coalesce(-sum(p.amount) filter (where p.account like '511%' and k.kind <> 'reduction'), 0)::bigint as revenue,
         coalesce(-sum(p.amount) filter (where p.account like '521%' or p.account like '511%' and k.kind = 'reduction'), 0)::bigint as reductions,
         coalesce(-sum(p.amount) filter (where p.account like '33311%'), 0)::bigint as vat,
         coalesce(-sum(p.amount) filter (where p.account like '3388%' and p.service is not null), 0)::bigint as pass
       from posting p join journal j on j.id = p.journal_id and j.period = p.period left join document d on d.journal_id = j.reverses
         cross join lateral (select case when j.kind = 'void' then coalesce(d.kind, 'void') else j.kind end as kind) k
       where p.building_id = any (:buildings) and p.period between :from and :last and p.customer_id is null
         and (p.account like '511%' or p.account like '521%' or p.account like '33311%' or p.account like '3388%' and p.service is not null)
       group by 1) x order by ${by === 'month' ? 'key' : 'total desc, key'}`,
    span.values,
  );
  return {
    columns: [{ id: by, kind: by }, ...IDS.map((id) => ({ id, kind: 'money' as const }))],
    rows,
    sum: sumOf(rows, IDS),
  };
}
