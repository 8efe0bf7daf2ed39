// Moving out and in as one action: meters read on the last day, the occupancy ended, the next one begun the day after.
import { addDays, Refusal } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';
import { call } from '#platform/call';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { inUnit } from '#platform/in-unit';
import { refuseClash } from './occupancy-repository.ts';
import { range, refuseUnit, told } from './people-desk.ts';

/** Refuses as a whole, with what is wrong at which meter; then nothing has changed. */
export function move(ctx: Ctx, asked: ParamsOf<'customer.move'>): Promise<ResultOf<'customer.move'>> {
  const { buildingId, unitId, on, role, readings, followerId, members = [], reason } = asked;
  if (on > today()) throw new Refusal('customer.move.future', { on });
  const period = on.slice(0, 7);
  return inUnit(ctx, async (trx, unit) => {
    await refuseUnit(trx, buildingId, unitId);
    await trx.raw('select from unit where building_id = ? and id = ? for update', [buildingId, unitId]);
    const leaving = await trx('occupancy')
      .where({ building_id: buildingId, unit_id: unitId, role })
      .whereRaw('valid @> ?::date', [on])
      .first('id', 'customer_id', trx.raw('lower(valid)::text as from'), trx.raw('(upper(valid) - 1)::text as to'))
      .forUpdate();
    if (!leaving) throw new Refusal(`customer.move.nobody.${role}`, { on }, 409);
    if (followerId === leaving.customer_id) throw new Refusal('customer.move.same', {}, 409);
    await trx('occupancy')
      .where({ id: leaving.id })
      .update({ valid: range(trx, leaving.from, on) });
    if (followerId !== undefined) {
      const from = addDays(on, 1);
      await refuseClash(trx, { buildingId, unitId, role, from, to: null, id: 0 });
      const row = { building_id: buildingId, unit_id: unitId, customer_id: followerId, role, valid: range(trx, from, null) };
      await trx('occupancy').insert(row);
    }
    await trx.raw(
      `update member set valid = daterange(lower(valid), ?::date, '[]') where building_id = ? and unit_id = ? and id = any (?::bigint[])
       and lower(valid) <= ?::date and (upper_inf(valid) or upper(valid) > ?::date)`,
      [on, buildingId, unitId, `{${members.join(',')}}`, on, on],
    );
    const close = { buildingId, period, unitId, on, readings, reason };
    const { findings } = await call(ctx, 'metering.closeForMove', close, { unitOfWork: unit });
    if (findings.length > 0) throw new Refusal('customer.move.readings', { problems: findings.length }, 422, findings);
    const [{ id }] = await trx('unit_move')
      .insert({
        ...{ building_id: buildingId, unit_id: unitId, moved_on: on, role, leaver_id: leaving.customer_id },
        ...{ follower_id: followerId ?? null, reason },
      })
      .returning('id')
      .catch(refuseTwice);
    const detail = { unitId, on, role, leaver: leaving.customer_id, follower: followerId ?? null, reason };
    await told(ctx, unit, { buildingId, action: 'customer.unit.moved', subjectKind: 'unit', subjectId: unitId, detail });
    return { id, period, findings: [] };
  });
}

function refuseTwice(error: { code?: string }): never {
  if (error.code === '23505') throw new Refusal('customer.move.twice', {}, 409);
  throw error;
}
