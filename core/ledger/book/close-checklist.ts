// What stands between a month and its close. A step that fails names how much; locking itself is billing's `setPeriod`.
import type { Knex } from 'knex';
import { firstDay, type PeriodText } from '#kit';
import type { ResultOf } from '#platform/actions';

export async function closeChecklist(
  trx: Knex.Transaction,
  { buildingId, period }: { buildingId: number; period: PeriodText },
): Promise<ResultOf<'ledger.closeChecklist'>> {
  const { rows } = await trx.raw(
    `select
       (select count(*) from reading where building_id = :buildingId and period = :month and state = 'held') as readings,
       (select count(*) from run where building_id = :buildingId and period = :month and status in ('previewing', 'previewed', 'posting')) as runs,
       coalesce((select (totals->>'parked')::bigint from run where building_id = :buildingId and period = :month and status = 'posted'
         order by seq desc limit 1), 0) as parked,
       (select count(*) from credit where building_id = :buildingId and kind = 'unidentified' and remaining > 0
         and on_date < (:month::date + interval '1 month')) as unidentified,
       (select count(*) from (select from posting where building_id = :buildingId and period = :month
         group by journal_id having sum(amount) <> 0) x) as unbalanced,
       (select coalesce(sum(open), 0) - (select coalesce(sum(remaining), 0) from credit where building_id = :buildingId and kind = 'surplus')
         - (select coalesce(sum(balance), 0) from receivable_balance where building_id = :buildingId)
         from open_item where building_id = :buildingId)::bigint as difference,
       coalesce((select status from period where building_id = :buildingId and period = :month), 'open') as status`,
    { buildingId, month: firstDay(period) },
  );
  const { status, ...counts } = rows[0] as { status: 'open' | 'closed' } & Record<string, number>;
  const steps = Object.entries(counts).map(([step, count]) => ({ step, count: Number(count), done: Number(count) === 0 }));
  return { status, ready: steps.every(({ done }) => done), steps };
}
