// Who pays which service, by days: the owner the management fee and the tenant the utilities, say.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import type { Ctx } from '#platform/context';
import { inUnit } from '#platform/in-unit';
import type { PayerRule, Payment, UnitMove } from './payment.contract.ts';
import { range, refuseUnit, told } from './people-desk.ts';

const RULE = `id, unit_id as "unitId", service, role, lower(valid)::text as from, (upper(valid) - 1)::text as to, note`;
const MOVE = `
  select m.id, m.unit_id as "unitId", m.moved_on as on, m.role, m.leaver_id as "leaverId", l.name as leaver,
    m.follower_id as "followerId", f.name as follower, m.reason
  from unit_move m join customer l on l.id = m.leaver_id left join customer f on f.id = m.follower_id`;
const CONCERNED = `
  select o.unit_id as "unitId", c.id as "customerId", c.code, c.name, c.kind, o.role, c.tax_code as "taxCode", c.phone,
    lower(o.valid)::text as from, (upper(o.valid) - 1)::text as to
  from occupancy o join customer c on c.id = o.customer_id
  where o.building_id = :buildingId and o.valid && daterange(:from::date, :to::date, '[]') and (:all or o.unit_id = any (:units::bigint[]))`;

export async function listPayment(
  trx: Knex.Transaction,
  { buildingId, from, to }: { buildingId: number; from: string; to: string },
): Promise<Payment> {
  const asked = { buildingId, from, to };
  const { rows: rules } = await trx.raw<{ rows: PayerRule[] }>(
    `select ${RULE} from payer_rule where building_id = :buildingId and valid && daterange(:from::date, :to::date, '[]') order by id`,
    asked,
  );
  const { rows: moves } = await trx.raw<{ rows: UnitMove[] }>(
    `${MOVE} where m.building_id = :buildingId and m.moved_on between :from::date and :to::date order by m.unit_id, m.moved_on`,
    asked,
  );
  if (rules.length + moves.length === 0) return { rules, moves, occupants: [] };
  const all = rules.some(({ unitId }) => unitId === null);
  const units = `{${[...new Set([...rules, ...moves].flatMap(({ unitId }) => unitId ?? []))].join(',')}}`;
  return { rules, moves, occupants: (await trx.raw(CONCERNED, { ...asked, all, units })).rows };
}

export async function listRules(trx: Knex.Transaction, buildingId: number, unitId?: number): Promise<PayerRule[]> {
  const { rows } = await trx.raw(
    `select ${RULE} from payer_rule where building_id = :buildingId and (:unitId::bigint is null or unit_id is null or unit_id = :unitId::bigint)
     order by unit_id nulls first, service, lower(valid)`,
    { buildingId, unitId: unitId ?? null },
  );
  return rows;
}

export async function listMoves(trx: Knex.Transaction, buildingId: number, unitId?: number): Promise<UnitMove[]> {
  const { rows } = await trx.raw(
    `${MOVE} where m.building_id = :buildingId and (:unitId::bigint is null or m.unit_id = :unitId::bigint) order by m.moved_on desc, m.id desc`,
    { buildingId, unitId: unitId ?? null },
  );
  return rows;
}

/** A rule that begins ends the one before it of the same unit and service. */
export function addRule(ctx: Ctx, asked: ParamsOf<'customer.addPayerRule'>): Promise<PayerRule> {
  return inUnit(ctx, async (trx, unit) => {
    const { buildingId, unitId = null, service, role, from, to = null, note = null } = asked;
    if (to !== null && to < from) throw new Refusal('customer.range.backwards', {});
    if (unitId !== null) await refuseUnit(trx, buildingId, unitId);
    await trx.raw(
      `update payer_rule set valid = daterange(lower(valid), :from::date) where building_id = :buildingId and service = :service
       and unit_id is not distinct from :unitId::bigint and upper_inf(valid) and lower(valid) < :from::date`,
      { buildingId, service, unitId, from },
    );
    const row = { building_id: buildingId, unit_id: unitId, service, role, note, valid: range(trx, from, to) };
    const [{ id }] = await trx('payer_rule').insert(row).returning('id').catch(refuseOverlap);
    const detail = { unitId, service, role, from, to };
    await told(ctx, unit, { buildingId, action: 'customer.payerRule.added', subjectKind: 'payerRule', subjectId: id, detail });
    return ruleOf(trx, buildingId, id);
  });
}

export function changeRule(ctx: Ctx, { buildingId, ruleId, to }: ParamsOf<'customer.changePayerRule'>): Promise<PayerRule> {
  return inUnit(ctx, async (trx, unit) => {
    const was = await ruleOf(trx, buildingId, ruleId);
    if (to !== null && to < was.from) throw new Refusal('customer.range.backwards', {});
    await trx('payer_rule')
      .where({ building_id: buildingId, id: ruleId })
      .update({ valid: range(trx, was.from, to) })
      .catch(refuseOverlap);
    const entry = { buildingId, action: 'customer.payerRule.changed', subjectKind: 'payerRule', subjectId: ruleId };
    await told(ctx, unit, { ...entry, detail: { was, to } });
    return ruleOf(trx, buildingId, ruleId);
  });
}

async function ruleOf(trx: Knex.Transaction, buildingId: number, id: number): Promise<PayerRule> {
  const { rows } = await trx.raw(`select ${RULE} from payer_rule where building_id = ? and id = ?`, [buildingId, id]);
  if (!rows[0]) throw new Refusal('customer.payerRule.gone', { id }, 404);
  return rows[0];
}

// Only the exclusion constraint sees what another desk enters at this moment.
function refuseOverlap(error: { code?: string }): never {
  if (error.code === '23P01') throw new Refusal('customer.payerRule.overlap', {}, 409);
  throw error;
}
