// Registered people one by one: dated facts with a document and its expiry. Leaving ends a fact; only a slip is taken away.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import type { Ctx } from '#platform/context';
import { inUnit } from '#platform/in-unit';
import type { MemberInput, MemberRow } from './people.contract.ts';
import { range, refuseUnit, told } from './people-desk.ts';

const SOON_DAYS = 60;
const LIST = `
  with here as (
    select m.*, m.valid @> :on::date as now from member m
    where m.building_id = :buildingId and (:unitId::bigint is null or m.unit_id = :unitId::bigint)
  ),
  twice as (
    select distinct on (h.id) h.id, u.code from here h
    join member other on other.personal_id = h.personal_id and other.unit_id <> h.unit_id and other.valid @> :on::date
    join unit u on u.id = other.unit_id where h.now order by h.id, u.code
  )
  select here.id, here.unit_id as "unitId", u.code as unit, here.name, here.personal_id as "personalId",
    here.document_ref as "documentRef", here.document_until as "documentUntil", lower(here.valid)::text as from,
    (upper(here.valid) - 1)::text as to, here.now, twice.code as "alsoIn",
    case when not here.now then null when here.document_ref is null then 'none' when here.document_until < :on::date then 'expired'
      when here.document_until < :on::date + :soon::int then 'soon' else 'valid' end as proof
  from here join unit u on u.id = here.unit_id left join twice on twice.id = here.id
  order by u.code, here.now desc, lower(here.valid), here.name`;

export async function listMembers(
  trx: Knex.Transaction,
  asked: { buildingId: number; unitId?: number; on: string },
): Promise<MemberRow[]> {
  return (await trx.raw(LIST, { soon: SOON_DAYS, ...asked, unitId: asked.unitId ?? null })).rows;
}

export function addMember(ctx: Ctx, { buildingId, ...input }: ParamsOf<'customer.addMember'>): Promise<{ id: number }> {
  return inUnit(ctx, async (trx, unit) => {
    const { unitId, from, to = null } = input;
    await refuseUnit(trx, buildingId, unitId);
    refuseBackwards(from, to);
    await refuseTwice(trx, { buildingId, unitId, personalId: input.personalId ?? null, from, to, id: 0 });
    const row = { building_id: buildingId, unit_id: unitId, ...stored(trx, { ...input, from, to }) };
    const [{ id }] = await trx('member').insert(row).returning('id');
    const detail = { unitId, name: input.name, documentRef: input.documentRef ?? null, from, to };
    await told(ctx, unit, { buildingId, action: 'customer.member.added', subjectKind: 'member', subjectId: id, detail });
    return { id };
  });
}

export function changeMember(ctx: Ctx, asked: ParamsOf<'customer.changeMember'>): Promise<{ id: number }> {
  const { buildingId, memberId, ...change } = asked;
  return inUnit(ctx, async (trx, unit) => {
    const before = await memberOf(trx, buildingId, memberId);
    const after = { ...before, ...defined(change) } as MemberInput & { to: string | null };
    if (after.documentRef === null) after.documentUntil = null; // no document, no expiry
    refuseBackwards(after.from, after.to);
    await refuseTwice(trx, { buildingId, ...after, personalId: after.personalId ?? null, id: memberId });
    await trx('member').where({ building_id: buildingId, id: memberId }).update(stored(trx, after));
    const hidden = ({ personalId: _, ...rest }: Partial<MemberInput>) => rest;
    const detail = { was: hidden(before), change: hidden(change) };
    await told(ctx, unit, { buildingId, action: 'customer.member.changed', subjectKind: 'member', subjectId: memberId, detail });
    return { id: memberId };
  });
}

export function removeMember(ctx: Ctx, asked: { buildingId: number; memberId: number; reason: string }): Promise<{ id: number }> {
  const { buildingId, memberId, reason } = asked;
  return inUnit(ctx, async (trx, unit) => {
    const { personalId: _, ...was } = await memberOf(trx, buildingId, memberId);
    await trx('member').where({ building_id: buildingId, id: memberId }).delete();
    const entry = { buildingId, action: 'customer.member.removed', subjectKind: 'member', subjectId: memberId };
    await told(ctx, unit, { ...entry, detail: { was, reason } });
    return { id: memberId };
  });
}

async function memberOf(trx: Knex.Transaction, buildingId: number, id: number): Promise<MemberInput & { to: string | null }> {
  const days = [trx.raw('lower(valid)::text as from'), trx.raw('(upper(valid) - 1)::text as to')];
  const names = { unitId: 'unit_id', personalId: 'personal_id', documentRef: 'document_ref', documentUntil: 'document_until' };
  const row = await trx('member')
    .where({ building_id: buildingId, id })
    .first('name', names, ...days)
    .forUpdate();
  if (!row) throw new Refusal('customer.member.gone', { id }, 404);
  return row;
}

const stored = (trx: Knex.Transaction, input: Omit<MemberInput, 'unitId'> & { to: string | null }) => ({
  name: input.name,
  personal_id: input.personalId ?? null,
  document_ref: input.documentRef ?? null,
  document_until: input.documentUntil ?? null,
  valid: range(trx, input.from, input.to),
});
const defined = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;

function refuseBackwards(from: string, to: string | null): void {
  if (to !== null && to < from) throw new Refusal('customer.range.backwards', {});
}

// The schema holds it too; asked first, so that the sentence can name the person.
async function refuseTwice(
  trx: Knex.Transaction,
  asked: { buildingId: number; unitId: number; personalId: string | null; from: string; to: string | null; id: number },
): Promise<void> {
  if (asked.personalId === null) return;
  await trx.raw('select from unit where building_id = ? and id = ? for update', [asked.buildingId, asked.unitId]);
  const { rows } = await trx.raw(
    `select name from member where building_id = :buildingId and unit_id = :unitId and personal_id = :personalId and id <> :id
       and valid && daterange(:from::date, :to::date, '[]') limit 1`,
    asked,
  );
  if (rows[0]) throw new Refusal('customer.member.twice', { name: rows[0].name }, 409);
}
