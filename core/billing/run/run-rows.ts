// A run's rows as the screen asks for them: filtered, sorted, by page; and its parked units with their sentences.
import type { Knex } from 'knex';
import { lastDay, Refusal } from '#kit';
import type { Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import type { ParkedRow, RunRow } from '../billing.contract.ts';
import { diffRuns } from './diff-runs.ts';
import type { Run } from './run-repository.ts';
import type { ParsedRows } from './run-rows-query.ts';

const SORTABLE: Record<string, string> = {
  unit: 'unit',
  payer: 'payer',
  service: 'service',
  total: 'total',
  previousTotal: 'previous_total',
  quantity: 'quantity',
  change: 'change',
  delta: 'delta',
};

// who left, where the run is for him alone; else the payer of the period's last day: the tenant where there is one, else the owner
const PAYER = `left join lateral (
  select c.name, 0 as n from run join unit_move m on m.id = run.move_id join customer c on c.id = m.leaver_id where run.id = r.run_id
  union all (select c.name, 1 from occupancy o join customer c on c.id = o.customer_id
    where o.unit_id = r.unit_id and o.valid @> ?::date order by o.role = 'tenant' desc limit 1)
  order by n limit 1) as p on true`;

export async function listRunRows(trx: Knex.Transaction, run: Run, query: ParsedRows) {
  const { rows } = await trx.raw(
    `with found as (
       select r.unit_id, u.code as unit, p.name as payer, r.service, r.quantity, r.total, r.previous_total, r.change,
         r.total - coalesce(r.previous_total, 0) as delta
       from run_row r join unit u on u.id = r.unit_id ${PAYER}
       where r.run_id = ? and r.period = ?
         and (? = '' or fold(u.code || ' ' || coalesce(p.name, '')) like '%' || fold(?) || '%')
         and (? = '' or r.service = ?) and (? = '' or r.change = ?)),
     counted as (select count(*) as count, coalesce(sum(total), 0)::bigint as sum, coalesce(sum(previous_total), 0)::bigint as sum_previous from found)
     select counted.*, page.* from counted left join lateral (
       select * from found order by ${orderBy(query.sort)} limit ? offset ?) as page on true`,
    [
      lastDay(run.period),
      run.id,
      `${run.period}-01`,
      query.text,
      query.text,
      query.service,
      query.service,
      query.change,
      query.change,
      query.pageSize,
      (query.page - 1) * query.pageSize,
    ],
  );
  const { count, sum, sum_previous } = rows[0];
  return {
    rows: rows.filter((row: { unit: string | null }) => row.unit !== null).map(rowOf),
    total: count,
    sum: { total: sum, previousTotal: sum_previous },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the query above names its columns
function rowOf(row: any): RunRow {
  const { change, delta, deltaTenths } = diffRuns(row.change === 'gone' ? null : row.total, row.previous_total);
  return {
    unitId: row.unit_id,
    unit: row.unit,
    payer: row.payer,
    service: row.service,
    quantity: row.quantity,
    total: row.total,
    previousTotal: row.previous_total,
    delta,
    deltaTenths,
    change,
  };
}

function orderBy(sort: string): string {
  const parts = sort
    .split(',')
    .filter(Boolean)
    .map((part) => {
      const name = part.replace(/^-/, '');
      const column = Object.hasOwn(SORTABLE, name) ? SORTABLE[name] : undefined; // `constructor` is no column
      if (!column) throw new Refusal('billing.list.unknownSort', { sort: part, known: Object.keys(SORTABLE).join(', ') });
      return `${column} ${part.startsWith('-') ? 'desc' : 'asc'} nulls last`;
    });
  return [...parts, 'unit', 'service'].join(', ');
}

export async function listParked(trx: Knex.Transaction, run: Run, lang: Lang): Promise<ParkedRow[]> {
  const { rows } = await trx.raw(
    `select r.unit_id as "unitId", u.code as unit, p.name as payer, r.service, r.code, r.params
     from run_parked r join unit u on u.id = r.unit_id ${PAYER}
     where r.run_id = ? and r.period = ? order by u.code, r.service`,
    [lastDay(run.period), run.id, `${run.period}-01`],
  );
  return rows.map((row: Omit<ParkedRow, 'message'>) => ({ ...row, message: sentence(lang, row) }));
}
