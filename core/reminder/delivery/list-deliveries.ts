// The trace: every delivery with all that happened to it, newest first.
import type { Knex } from 'knex';
import type { ParamsOf, ResultOf } from '#platform/actions';
import type { DeliveryRow, DeliveryState } from '../reminder.contract.ts';
import { stateNow } from './deliveries.ts';

export async function listDeliveries(
  trx: Knex.Transaction,
  given: ParamsOf<'reminder.list'>,
): Promise<ResultOf<'reminder.list'>> {
  const { buildingId, runId, state, page = 1, pageSize = 200 } = given;
  const { rows } = await trx.raw(
    `select d.id, r.id as "reminderId", r.run_id as "runId", r.on_date as "onDate", r.level, u.code as unit, c.name as customer, r.amount, r.lang,
       d.channel, d.address, e.events
     from reminder_delivery d join reminder r on r.id = d.reminder_id join unit u on u.id = r.unit_id join customer c on c.id = r.customer_id
     join lateral (select json_agg(json_build_object('state', e.state, 'detail', e.detail, 'by', coalesce(w.name, ''), 'at', e.at) order by e.seq) as events
       from reminder_event e left join app_user w on w.id = e.by_user where e.delivery_id = d.id) e on true
     where d.building_id = :buildingId and (:runId::bigint is null or r.run_id = :runId) order by d.id desc`,
    { buildingId, runId: runId ?? null },
  );
  const all = (rows as DeliveryRow[]).map((row): DeliveryRow => {
    const last = row.events.at(-1)!;
    return { ...row, state: stateNow(last.state, new Date(last.at)), detail: last.detail, by: last.by, at: last.at };
  });
  const counts: Record<DeliveryState, number> = {
    queued: 0,
    sending: 0,
    sent: 0,
    failed: 0,
    uncertain: 0,
    refused: 0,
    cancelled: 0,
  };
  for (const row of all) counts[row.state]++;
  const wanted = all.filter((row) => state === undefined || row.state === state);
  return { rows: wanted.slice((page - 1) * pageSize, page * pageSize), total: wanted.length, counts };
}
