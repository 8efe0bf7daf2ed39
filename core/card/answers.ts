// What `card` answers of the house's questions: cards found, cards that end soon or have ended, cards of the set-up.
import { addDays } from '#kit';
import { today } from '#platform/clock';
import { searchAction, setupAction, waitingAction } from '#platform/questions';
import { inScope } from '#platform/scope';
import { searchCards } from './search-cards.ts';

const SOON_DAYS = 14;
const permission = 'cards.write';

export const answers = {
  search: searchAction(searchCards),
  waiting: waitingAction((ctx) =>
    inScope(
      ctx,
      async (trx) => {
        // a card that bills is one in use; what was returned or cancelled no longer waits for anybody
        const { rows } = await trx.raw(
          `select building_id as "buildingId", count(*)::int as count, count(*) filter (where upper(valid) <= :on::date)::int as over
           from card where billing and not upper_inf(valid) and upper(valid) <= :soon::date
             and upper(valid) > :on::date - 60 group by 1`,
          { on: today(), soon: addDays(today(), SOON_DAYS) },
        );
        return rows.map(({ buildingId, count, over }: { buildingId: number; count: number; over: number }) => ({
          ...{ words: 'card.waiting.ending', params: { count, over, days: SOON_DAYS }, tone: over > 0 ? 'warn' : 'info' },
          ...{ buildingId, permission, path: '/cards' },
        }));
      },
      { readOnly: true },
    ),
  ),
  setup: setupAction((ctx, buildingId) =>
    inScope(
      ctx,
      async (trx) => {
        const { rows } = await trx.raw('select count(*)::int as count from card where building_id = ?::bigint', [
          buildingId ?? null,
        ]);
        return [{ step: 'cards', order: 70, count: rows[0].count, done: rows[0].count > 0, permission, path: '/cards' }];
      },
      { readOnly: true },
    ),
  ),
};
