// Who owns and who rents which unit, with days. `to` is the last day; null: until further notice.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { OccupancyRow } from './people.contract.ts';

const LIST = `
  select o.id, o.unit_id as "unitId", u.code as unit, o.customer_id as "customerId", c.code as "customerCode", c.name, c.kind,
    c.phone, c.email, c.tax_code as "taxCode", c.personal_id as "personalId", o.role, lower(o.valid)::text as from,
    (upper(o.valid) - 1)::text as to, o.valid @> :on::date as now
  from occupancy o join unit u on u.id = o.unit_id join customer c on c.id = o.customer_id
  where o.building_id = :buildingId order by u.code, o.role, lower(o.valid)`;

export async function listOccupancies(trx: Knex.Transaction, buildingId: number, on: string): Promise<OccupancyRow[]> {
  return (await trx.raw(LIST, { buildingId, on })).rows;
}

export interface OccupancyDays {
  from: string;
  to: string | null;
}
const CLASH = `
  select c.name, lower(o.valid)::text as from, (upper(o.valid) - 1)::text as to, u.code as unit
  from occupancy o join customer c on c.id = o.customer_id join unit u on u.id = o.unit_id
  where o.building_id = :buildingId and o.unit_id = :unitId and o.role = :role and o.id <> :id
    and o.valid && daterange(:from::date, :to::date, '[]') order by lower(o.valid) limit 1`;

/** A unit has one owner and one tenant a day: refuses by naming who is there. */
export async function refuseClash(
  trx: Knex.Transaction,
  asked: { buildingId: number; unitId: number; role: string; id: number } & OccupancyDays,
): Promise<void> {
  if (asked.to !== null && asked.to < asked.from) throw new Refusal('customer.range.backwards', {});
  // one desk at a time at a unit: what is free now is still free when the row is written
  await trx.raw('select from unit where building_id = ? and id = ? for update', [asked.buildingId, asked.unitId]);
  const { rows } = await trx.raw(CLASH, { ...asked });
  if (!rows[0]) return;
  const { name, from, to, unit } = rows[0] as { name: string; from: string; to: string | null; unit: string };
  const code = to === null ? 'customer.occupancy.takenOpen' : 'customer.occupancy.taken';
  throw new Refusal(code, { name, from, to, unit, role: asked.role }, 409);
}
