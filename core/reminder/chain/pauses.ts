// No letters for a while: the debt is disputed, or payment is promised by a day.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { now, today } from '#platform/clock';

export async function pauseDunning(
  trx: Knex.Transaction,
  userId: number,
  { buildingId, unitId, customerId, kind, until, reason }: ParamsOf<'reminder.pause'>,
): Promise<{ id: number }> {
  if (kind === 'promise' && until === undefined) throw new Refusal('reminder.pause.noDay', {});
  if (until !== undefined && until < today()) throw new Refusal('reminder.pause.past', { day: until });
  const known = await trx('unit').where({ building_id: buildingId, id: unitId }).first('id');
  const customer = await trx('customer').where({ id: customerId }).first('id');
  if (!known || !customer) throw new Refusal('reminder.pause.unknown', {}, 404);
  const running = trx('reminder_pause as p').leftJoin('reminder_pause_end as e', 'e.pause_id', 'p.id').whereNull('e.pause_id');
  const before: { id: number }[] = await running.where({ unit_id: unitId, customer_id: customerId }).select('p.id');
  for (const { id } of before) await endPause(trx, userId, { buildingId, pauseId: id, reason });
  const row = { building_id: buildingId, unit_id: unitId, customer_id: customerId, kind, until: until ?? null, reason };
  const [made] = await trx('reminder_pause')
    .insert({ ...row, made_by: userId, made_at: now() })
    .returning('id');
  return made;
}

export async function resumeDunning(
  trx: Knex.Transaction,
  userId: number,
  given: ParamsOf<'reminder.resume'>,
): Promise<{ id: number }> {
  const { buildingId, pauseId } = given;
  const pause = await trx('reminder_pause').where({ id: pauseId, building_id: buildingId }).first('id');
  if (!pause) throw new Refusal('reminder.pause.unknown', {}, 404);
  await endPause(trx, userId, given);
  return { id: pauseId };
}

/** Ending twice changes nothing. */
async function endPause(trx: Knex.Transaction, userId: number, { buildingId, pauseId, reason }: ParamsOf<'reminder.resume'>) {
  const row = { pause_id: pauseId, building_id: buildingId, reason, ended_by: userId, ended_at: now() };
  await trx('reminder_pause_end').insert(row).onConflict('pause_id').ignore();
}
