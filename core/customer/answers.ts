// What `customer` answers of the house's questions: people found, proofs of residence that run out, units with somebody in them.
import { addDays } from '#kit';
import { today } from '#platform/clock';
import { searchAction, setupAction, waitingAction } from '#platform/questions';
import { inScope } from '#platform/scope';
import { searchPeople } from './search-people.ts';

const SOON_DAYS = 60;
const permission = 'customers.write';

export const answers = {
  search: searchAction(searchPeople),
  waiting: waitingAction((ctx) =>
    inScope(
      ctx,
      async (trx) => {
        const { rows } = await trx.raw(
          `select building_id as "buildingId", count(*)::int as count, count(*) filter (where document_until < :on::date)::int as over
           from member where valid @> :on::date and document_until < :soon::date group by 1`,
          { on: today(), soon: addDays(today(), SOON_DAYS) },
        );
        return rows.map(({ buildingId, count, over }: { buildingId: number; count: number; over: number }) => ({
          ...{ words: 'customer.waiting.proofs', params: { count, over }, tone: over > 0 ? 'warn' : 'info' },
          ...{ buildingId, permission, path: '/people' },
        }));
      },
      { readOnly: true },
    ),
  ),
  setup: setupAction((ctx, buildingId) =>
    inScope(
      ctx,
      async (trx) => {
        const { rows } = await trx.raw(
          `select count(*)::int as units,
             count(*) filter (where exists (select from occupancy o where o.unit_id = u.id and o.valid @> :on::date))::int as lived
           from unit u where u.building_id = :buildingId::bigint and u.archived_on is null and u.kind <> 'common'`,
          { buildingId: buildingId ?? null, on: today() },
        );
        const { units, lived } = rows[0];
        return [{ step: 'people', order: 40, count: lived, done: units > 0 && lived === units, permission, path: '/people' }];
      },
      { readOnly: true },
    ),
  ),
};
