// What `billing` answers of the house's questions: bills found; runs, parked units and laboratory reports that wait; tariffs set up.
import { addMonths, firstDay } from '#kit';
import { thisPeriod, today } from '#platform/clock';
import { searchAction, setupAction, waitingAction } from '#platform/questions';
import type { WaitingItem } from '#platform/questions.contract';
import { inScope } from '#platform/scope';
import { searchBills } from './bill/search-bills.ts';

const BACK = 6;

interface Found {
  buildingId: number;
  count: number;
  period: string;
  tariff: number;
  name: string;
}

export const answers = {
  search: searchAction(searchBills),
  waiting: waitingAction((ctx) =>
    inScope(
      ctx,
      async (trx) => {
        const since = firstDay(addMonths(thisPeriod(), -BACK));
        const { rows: runs } = await trx.raw(
          `select distinct on (r.building_id, r.period) r.building_id as "buildingId", to_char(r.period, 'YYYY-MM') as period, r.status,
             coalesce((r.totals->>'bills')::int, 0) as count, coalesce((r.totals->>'parked')::int, 0) as parked
           from run r join period p on p.building_id = r.building_id and p.period = r.period and p.status = 'open'
           where r.period >= :since and r.status in ('previewed', 'posted') order by r.building_id, r.period desc, r.seq desc`,
          { since },
        );
        const { rows: reports } = await trx.raw(
          `select distinct on (t.id) r.building_id as "buildingId", t.id as tariff, t.name, 1 as count
           from laboratory_report r join tariff t on t.id = r.tariff_id and t.status = 'draft' and t.revision = r.tariff_revision
           where not exists (select from laboratory_approval a where a.report_id = r.id) order by t.id, r.id desc`,
        );
        const of = (row: Found, words: string, permission: string, path: string, query?: Record<string, string>) => ({
          ...{
            words,
            params: { count: row.count, period: row.period, name: row.name ?? '' },
            tone: 'warn' as const,
            permission,
            path,
          },
          ...{ buildingId: row.buildingId, ...(query ? { query } : {}) },
        });
        return [
          ...runs
            .filter((run: { status: string; count: number }) => run.status === 'previewed' && run.count > 0)
            .map((run: Found) => of(run, 'billing.waiting.approval', 'runs.approve', '/run', { p: run.period })),
          ...parkedOf(runs).map((row) => of(row, 'billing.waiting.parked', 'runs.preview', '/run', { p: row.period })),
          ...reports.map((report: Found) =>
            of(report, 'billing.waiting.laboratory', 'tariffs.approve', `/laboratory/${report.tariff}`),
          ),
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
          `select (select count(*)::int from tariff where building_id = :buildingId::bigint and status = 'published' and (upper_inf(valid) or upper(valid) > :on::date)) as tariffs,
             (select count(*)::int from run where building_id = :buildingId::bigint and status = 'posted') as runs`,
          { buildingId: buildingId ?? null, on: today() },
        );
        const { tariffs, runs } = rows[0];
        return [
          { step: 'tariffs', order: 60, count: tariffs, done: tariffs > 0, permission: 'tariffs.draft', path: '/tariffs' },
          { step: 'run', order: 90, count: runs, done: runs > 0, permission: 'runs.preview', path: '/run' },
        ];
      },
      { readOnly: true },
    ),
  ),
};

/** A building's parked charges of all months in one line; the door is the newest month's. */
function parkedOf(runs: readonly (Found & { parked: number })[]): Found[] {
  const byBuilding = Map.groupBy(
    runs.filter(({ parked }) => parked > 0),
    ({ buildingId }) => buildingId,
  );
  return [...byBuilding.values()].map((own) => ({ ...own[0]!, count: own.reduce((sum, { parked }) => sum + parked, 0) }));
}
