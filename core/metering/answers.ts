// What `metering` answers of the house's questions: meters found, readings held and verifications that run out, meters hung.
import { addMonths, firstDay } from '#kit';
import { thisPeriod, today } from '#platform/clock';
import { searchAction, setupAction, waitingAction } from '#platform/questions';
import type { WaitingItem } from '#platform/questions.contract';
import { inScope } from '#platform/scope';
import { searchMeters } from './search-meters.ts';

const BACK = 6; // months whose readings can still be billed
const permission = 'meters.write';

export const answers = {
  search: searchAction(searchMeters),
  waiting: waitingAction((ctx) =>
    inScope(
      ctx,
      async (trx) => {
        const { rows: held } = await trx.raw(
          `select r.building_id as "buildingId", to_char(r.period, 'YYYY-MM') as period, r.service, count(*)::int as count
           from reading r left join period p on p.building_id = r.building_id and p.period = r.period
           where r.state = 'held' and r.building_id = any (app_buildings()) and r.period >= :since and p.status is distinct from 'closed'
           group by 1, 2, 3 order by 2 desc, 3`,
          { since: firstDay(addMonths(thisPeriod(), -BACK)) },
        );
        const { rows: worn } = await trx.raw(
          `select m.building_id as "buildingId", count(*)::int as count, count(*) filter (where m.verified_until < :on::date)::int as over
           from meter m left join metering_setting s on s.building_id = m.building_id and s.service = m.service
           where m.verified_until < :on::date + coalesce(s.warn_days, 60)
             and exists (select from mounting h where h.meter_id = m.id and h.valid @> :on::date) group by 1`,
          { on: today() },
        );
        return [
          ...held.map(
            ({ buildingId, period, service, count }: { buildingId: number; period: string; service: string; count: number }) => ({
              ...{ words: 'metering.waiting.held', params: { count, period, service }, tone: 'warn', buildingId },
              ...{ permission: 'readings.accept', path: '/readings', query: { p: period, s: service } },
            }),
          ),
          ...worn.map(({ buildingId, count, over }: { buildingId: number; count: number; over: number }) => ({
            ...{ words: 'metering.waiting.verification', params: { count, over }, tone: over > 0 ? 'warn' : 'info', buildingId },
            ...{ permission, path: '/meters' },
          })),
        ] as WaitingItem[];
      },
      { readOnly: true },
    ),
  ),
  setup: setupAction((ctx, buildingId) =>
    inScope(
      ctx,
      async (trx) => {
        const { rows } = await trx.raw(
          `select count(*)::int as count from mounting where building_id = ?::bigint and valid @> ?::date`,
          [buildingId ?? null, today()],
        );
        return [{ step: 'meters', order: 50, count: rows[0].count, done: rows[0].count > 0, permission, path: '/meters' }];
      },
      { readOnly: true },
    ),
  ),
};
