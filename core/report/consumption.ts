// What metered services delivered by month, as it was charged.
import type { Knex } from 'knex';
import { plugins } from '#platform/plugins';
import { sumOf } from './collected.ts';
import type { Drawn, Span } from './span.ts';

export async function consumption(trx: Knex.Transaction, span: Span): Promise<Drawn> {
  const meters = plugins.list().filter(({ kind }) => kind === 'meter');
  const measure = new Map(meters.map(({ id, measure: of }) => [id, of.unit]));
  const { rows } = await trx.raw(
    `select service, to_char(period, 'YYYY-MM') as month, count(distinct unit_id)::int as units,
       trim_scale(coalesce(sum(quantity), 0))::text as quantity, sum(net)::bigint as net
     from charge where building_id = any (:buildings) and period between :from and :last and service = any (:services)
     group by 1, 2 order by 1, 2`,
    { ...span.values, services: [...measure.keys()] },
  );
  return {
    columns: [
      ...[
        { id: 'service', kind: 'service' as const },
        { id: 'month', kind: 'month' as const },
        { id: 'units', kind: 'count' as const },
      ],
      ...[
        { id: 'quantity', kind: 'quantity' as const },
        { id: 'measure', kind: 'text' as const },
        { id: 'net', kind: 'money' as const },
      ],
    ],
    rows: rows.map((row: { service: string }) => ({ ...row, measure: measure.get(row.service) ?? '' })),
    sum: sumOf(rows, ['net']), // quantities of several measures have no sum
  };
}
