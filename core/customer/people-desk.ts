// One person at a desk: who owns or rents a unit from when to when, and customers themselves. Each change leaves its audit row.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { inUnit } from '#platform/in-unit';
import type { CustomerRow } from './customer.contract.ts';
import { refuseClash } from './occupancy-repository.ts';
import type { CustomerInput } from './people.contract.ts';

export interface Change {
  buildingId?: number | null;
  action: string;
  subjectKind: string;
  subjectId: number;
  detail: Record<string, unknown>;
}
export const told = (ctx: Ctx, unit: string, entry: Change): Promise<unknown> =>
  call(ctx, 'audit.append', { entries: [entry] }, { unitOfWork: unit });

export function addOccupancy(ctx: Ctx, asked: ParamsOf<'customer.addOccupancy'>): Promise<{ id: number }> {
  return inUnit(ctx, async (trx, unit) => {
    const { buildingId, unitId, role, from, to = null } = asked;
    await refuseUnit(trx, buildingId, unitId);
    await refuseClash(trx, { buildingId, unitId, role, from, to, id: 0 });
    const customerId = asked.customerId ?? (await makeCustomer(ctx, trx, unit, asked.customer)).id;
    if (asked.customerId !== undefined) await customerOf(trx, customerId);
    const row = { building_id: buildingId, unit_id: unitId, customer_id: customerId, role, valid: range(trx, from, to) };
    const [made] = await trx('occupancy').insert(row).returning('id');
    const detail = { unitId, customerId, role, from, to };
    const entry = { buildingId, action: 'customer.occupancy.added', subjectKind: 'occupancy', subjectId: made.id, detail };
    await told(ctx, unit, entry);
    return { id: made.id };
  });
}

export function changeOccupancy(ctx: Ctx, asked: ParamsOf<'customer.changeOccupancy'>): Promise<{ id: number }> {
  return inUnit(ctx, async (trx, unit) => {
    const { buildingId, occupancyId, reason } = asked;
    const found = await trx('occupancy')
      .where({ building_id: buildingId, id: occupancyId })
      .first('unit_id', 'role', trx.raw(`lower(valid)::text as from`), trx.raw(`(upper(valid) - 1)::text as to`))
      .forUpdate();
    if (!found) throw new Refusal('customer.occupancy.gone', { id: occupancyId }, 404);
    const { from = found.from, to = found.to } = asked;
    await refuseClash(trx, { buildingId, unitId: found.unit_id, role: found.role, from, to, id: occupancyId });
    await trx('occupancy')
      .where({ building_id: buildingId, id: occupancyId })
      .update({ valid: range(trx, from, to) });
    const detail = { was: { from: found.from, to: found.to }, from, to, reason: reason ?? null };
    const entry = { buildingId, action: 'customer.occupancy.changed', subjectKind: 'occupancy', subjectId: occupancyId, detail };
    await told(ctx, unit, entry);
    return { id: occupancyId };
  });
}

export function addCustomer(ctx: Ctx, input: CustomerInput): Promise<CustomerRow> {
  return inUnit(ctx, (trx, unit) => makeCustomer(ctx, trx, unit, input));
}

export function changeCustomer(ctx: Ctx, { id, ...input }: ParamsOf<'customer.changeCustomer'>): Promise<CustomerRow> {
  return inUnit(ctx, async (trx, unit) => {
    const before = await customerOf(trx, id);
    if (input.code !== undefined) await refuseCode(trx, input.code, id);
    const row = stored(input);
    if (Object.keys(row).length > 0) await trx('customer').where({ id }).update(row);
    // a number of identity belongs into no trail
    const { personalId, ...change } = input;
    const detail = { was: before, change: { ...change, ...(personalId === undefined ? {} : { personalId: '…' }) } };
    await told(ctx, unit, { action: 'customer.customer.changed', subjectKind: 'customer', subjectId: id, detail });
    return customerOf(trx, id);
  });
}

async function makeCustomer(ctx: Ctx, trx: Knex.Transaction, unit: string, input?: CustomerInput): Promise<CustomerRow> {
  if (!input) throw new Refusal('customer.occupancy.nobody', {});
  await refuseCode(trx, input.code, 0);
  const [{ id }] = await trx('customer')
    .insert({ ...stored(input), company_id: trx.raw('app_company()') })
    .returning('id');
  const { code, name } = input;
  await told(ctx, unit, { action: 'customer.customer.added', subjectKind: 'customer', subjectId: id, detail: { code, name } });
  return customerOf(trx, id);
}

const COLUMNS = { code: 'code', kind: 'kind', name: 'name', taxCode: 'tax_code', personalId: 'personal_id' } as const;
function stored(input: Partial<CustomerInput>): Record<string, unknown> {
  const all = Object.entries({ ...COLUMNS, phone: 'phone', email: 'email' }) as [keyof CustomerInput, string][];
  return Object.fromEntries(all.flatMap(([name, column]) => (input[name] === undefined ? [] : [[column, input[name]]])));
}

async function customerOf(trx: Knex.Transaction, id: number): Promise<CustomerRow> {
  const row = await trx('customer').where({ id }).first('id', 'code', 'kind', 'name', 'phone', 'email', { taxCode: 'tax_code' });
  if (!row) throw new Refusal('customer.customer.gone', { id }, 404);
  return row;
}

async function refuseCode(trx: Knex.Transaction, code: string, id: number): Promise<void> {
  const taken = await trx('customer').where({ code }).whereNot({ id }).first('name');
  if (taken) throw new Refusal('customer.customer.exists', { code, name: taken.name }, 409);
}

export async function refuseUnit(trx: Knex.Transaction, buildingId: number, unitId: number): Promise<void> {
  const unit = await trx('unit').where({ building_id: buildingId, id: unitId }).first('code', 'archived_on');
  if (!unit) throw new Refusal('building.unit.unknown', { id: unitId }, 404);
  if (unit.archived_on) throw new Refusal('building.unit.archived', { unit: unit.code, on: unit.archived_on }, 409);
}

export const range = (trx: Knex.Transaction, from: string, to: string | null) =>
  trx.raw(`daterange(?::date, ?::date, '[]')`, [from, to]);
