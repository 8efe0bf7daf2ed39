// What cards do by themselves: run out after their last day, open again once a debt is paid. Done whenever a gate asks, and on wish.
import type { Knex } from 'knex';
import type { CardAction, CardPlugin, RuleConditions } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { plugins } from '#platform/plugins';
import { unitOfWork } from '#platform/scope';
import { newLater, tell } from './act-frame.ts';
import { act } from './act-on-card.ts';
import { lockCards, trySharedWithRuns } from './card-locks.ts';
import { DEBT_FACTS, debtsOf } from './debt-of.ts';
import { inSavepoint } from './savepoint.ts';

interface Candidate {
  id: number;
  revision: number;
  unitId: number;
  customerId: number;
}
const BY_RULE = { userId: 0, permissions: [] };
const AT_ONCE = 1000;

/** Answers how many cards moved; whoever does not wait leaves them alone while a run is posted. Each action has a transaction of its own, so that none holds doors while it waits for cards. */
export async function sweep(ctx: Ctx, buildingId: number, { waits = true } = {}): Promise<number> {
  let moved = 0;
  for (const plugin of plugins.list()) {
    if (plugin.kind !== 'card') continue;
    for (const action of plugin.actions) {
      if (action.automatic)
        moved += await unitOfWork(ctx, (trx, unit) => sweepAction(ctx, trx, unit, { buildingId, plugin, action, waits }));
    }
  }
  return moved;
}

async function sweepAction(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  { buildingId, plugin, action, waits }: { buildingId: number; plugin: CardPlugin; action: CardAction; waits: boolean },
): Promise<number> {
  const asked = factsIn(action.guard!);
  const candidates = await candidatesOf(trx, buildingId, plugin.id, action.from, asked.has('daysLeft'));
  if (candidates.length === 0 || !(waits || (await trySharedWithRuns(trx, buildingId)))) return 0;
  await lockCards(
    trx,
    buildingId,
    candidates.map(({ id }) => id),
  );
  const later = newLater();
  const ofDebt = DEBT_FACTS.some((name) => asked.has(name));
  const debts = ofDebt ? await debtsOf(ctx, trx, unit, buildingId, candidates) : null;
  let moved = 0;
  for (const { id, revision } of candidates) {
    // a debt that is there keeps the card as it is: no need to try
    if (debts && debts.get(id)!.debt > 0) continue;
    const input = { id, revision, action: action.id };
    // its guard, or a clerk who was faster: the card stays
    const { result } = await inSavepoint(trx, () =>
      act(ctx, trx, unit, input, { ...BY_RULE, later, ...(debts ? { debts } : {}) }),
    );
    if (result) moved++;
  }
  await tell(ctx, trx, unit, buildingId, later);
  return moved;
}

async function candidatesOf(
  trx: Knex.Transaction,
  buildingId: number,
  service: string,
  states: readonly string[],
  past: boolean,
): Promise<Candidate[]> {
  const { rows } = await trx.raw(
    `select id, revision, unit_id as "unitId", customer_id as "customerId" from card
     where building_id = ? and service = ? and state = any (?) and (not ? or upper(valid) <= ?::date) order by id limit ?`,
    [buildingId, service, states as string[], past, today(), AT_ONCE],
  );
  return rows;
}

function factsIn(conditions: RuleConditions): Set<string> {
  const { all = [], any = [], not } = conditions;
  const inner = [...all, ...any, ...(not ? [not] : [])];
  return new Set(inner.flatMap((each) => ('fact' in each ? [each.fact as string] : [...factsIn(each as RuleConditions)])));
}
