// What `ledger` answers of the house's questions: documents found, debts that are overdue, money nobody has recognised.
import { today } from '#platform/clock';
import { searchAction, waitingAction } from '#platform/questions';
import type { WaitingItem } from '#platform/questions.contract';
import { inScope } from '#platform/scope';
import { openRuns } from './money/open-runs.ts';
import { searchDocuments } from './money/search-documents.ts';

const permission = 'money.collect';

export const answers = {
  search: searchAction(searchDocuments),
  waiting: waitingAction((ctx) =>
    inScope(ctx, async (trx) => {
      const { companyId } = ctx.meta.user!;
      const { rows: unopened } = await trx.raw(
        `select distinct building_id as id from run r where status = 'posted' and not exists (select from opened_run o where o.run_id = r.id) order by 1`,
      );
      for (const { id } of unopened) await openRuns(trx, companyId, id); // a building whose month was just posted, seldom more than one
      const { rows: debts } = await trx.raw(
        `select building_id as "buildingId", count(distinct (unit_id, customer_id))::int as count, sum(open)::bigint as amount
         from open_item where building_id = any (app_buildings()) and open > 0 and due_on < ?::date group by 1`,
        [today()],
      );
      const { rows: unknown } = await trx.raw(
        `select building_id as "buildingId", count(*)::int as count, sum(remaining)::bigint as amount from credit
         where building_id = any (app_buildings()) and kind = 'unidentified' and remaining > 0 group by 1`,
      );
      const of =
        (words: string, tone: WaitingItem['tone'], path: string) =>
        (row: { buildingId: number; count: number; amount: number }) => ({
          ...{ words, tone, path, permission, buildingId: row.buildingId, params: { count: row.count, amount: row.amount } },
        });
      return [
        ...debts.map(of('ledger.waiting.overdue', 'error', '/debts')),
        ...unknown.map(of('ledger.waiting.unidentified', 'info', '/documents')),
      ];
    }),
  ),
};
