// Plans of a building by their first day.
import type { Knex } from 'knex';
import { now } from '#platform/clock';
import type { ReminderPlan } from '../reminder.contract.ts';

const plans = (trx: Knex.Transaction, buildingId: number) =>
  trx('reminder_plan as p')
    .leftJoin('app_user as w', 'w.id', 'p.made_by')
    .where('p.building_id', buildingId)
    .select('p.id', 'p.steps', { validFrom: 'p.valid_from', minAmount: 'p.min_amount', by: 'w.name', at: 'p.made_at' });

/** The plan in force on a day; null where the building has none yet. */
export async function planOn(trx: Knex.Transaction, buildingId: number, day: string): Promise<ReminderPlan | null> {
  const query = plans(trx, buildingId).where('p.valid_from', '<=', day);
  return (
    (await query
      .orderBy([
        { column: 'p.valid_from', order: 'desc' },
        { column: 'p.id', order: 'desc' },
      ])
      .first()) ?? null
  );
}

export async function plansAfter(trx: Knex.Transaction, buildingId: number, day: string): Promise<ReminderPlan[]> {
  return plans(trx, buildingId).where('p.valid_from', '>', day).orderBy(['p.valid_from', 'p.id']);
}

export async function addPlan(
  trx: Knex.Transaction,
  userId: number,
  given: { buildingId: number; validFrom: string; minAmount: number; steps: ReminderPlan['steps'] },
): Promise<void> {
  await trx('reminder_plan').insert({
    ...{ building_id: given.buildingId, valid_from: given.validFrom, min_amount: given.minAmount },
    ...{ steps: JSON.stringify(given.steps), made_by: userId, made_at: now() },
  });
}
