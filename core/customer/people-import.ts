// Takes over customers, occupancies and members of a building in a few statements; all or nothing.
import type { Knex } from 'knex';
import type { Finding } from '#kit';
import type { PeopleInput } from './customer.contract.ts';

type People = Required<PeopleInput>;

const UNKNOWN = `
  select 'customer.unit.unknown' as code, wanted.name, wanted.row from jsonb_to_recordset(:units::jsonb) wanted(name text, row int)
  where not exists (select from unit where building_id = :buildingId and code = wanted.name)
  union all
  select 'customer.customer.unknown', wanted.name, wanted.row from jsonb_to_recordset(:customers::jsonb) wanted(name text, row int)
  where not exists (select from customer where code = wanted.name)
  order by 1, 3 limit 200`;
const CUSTOMERS = `
  insert into customer as old (company_id, code, kind, name, tax_code, personal_id, phone, email)
  select app_company(), c.code, coalesce(c.kind, 'person'), c.name, c."taxCode", c."personalId", c.phone, c.email
  from jsonb_to_recordset(?::jsonb) c(code text, kind text, name text, "taxCode" text, "personalId" text, phone text, email text)
  on conflict (company_id, code) do update set kind = excluded.kind, name = excluded.name,
    tax_code = coalesce(excluded.tax_code, old.tax_code), personal_id = coalesce(excluded.personal_id, old.personal_id),
    phone = coalesce(excluded.phone, old.phone), email = coalesce(excluded.email, old.email)`;
const OCCUPANCIES = `
  insert into occupancy (building_id, unit_id, customer_id, role, valid)
  select unit.building_id, unit.id, customer.id, o.role, daterange(o."from"::date, o."to"::date, '[]')
  from jsonb_to_recordset(?::jsonb) o(unit text, customer text, role text, "from" text, "to" text)
  join unit on unit.building_id = ? and unit.code = o.unit join customer on customer.code = o.customer`;
const MEMBERS = `
  insert into member (building_id, unit_id, name, personal_id, document_ref, document_until, valid)
  select unit.building_id, unit.id, m.name, m."personalId", m."documentRef", m."documentUntil"::date,
    daterange(m."from"::date, m."to"::date, '[]')
  from jsonb_to_recordset(?::jsonb) m(unit text, name text, "personalId" text, "documentRef" text, "documentUntil" text, "from" text,
    "to" text)
  join unit on unit.building_id = ? and unit.code = m.unit`;

/** Findings instead of any change where a unit or customer is named that nobody knows. */
export async function importPeople(trx: Knex.Transaction, buildingId: number, people: People): Promise<Finding[]> {
  const { customers, occupancies, members } = people;
  if (customers.length > 0) await trx.raw(CUSTOMERS, [JSON.stringify(customers)]);
  const named = (list: readonly { unit: string }[]) => list.map(({ unit }, row) => ({ name: unit, row }));
  const { rows } = await trx.raw(UNKNOWN, {
    buildingId,
    units: JSON.stringify([...named(occupancies), ...named(members)]),
    customers: JSON.stringify(occupancies.map(({ customer }, row) => ({ name: customer, row }))),
  });
  if (rows.length > 0) return rows.map((row: { code: string; name: string; row: number }) => findingOf(row));
  if (occupancies.length > 0) await trx.raw(OCCUPANCIES, [JSON.stringify(occupancies), buildingId]);
  if (members.length > 0) await trx.raw(MEMBERS, [JSON.stringify(members), buildingId]);
  return [];
}

function findingOf({ code, name, row }: { code: string; name: string; row: number }): Finding {
  return { code, params: code === 'customer.unit.unknown' ? { unit: name } : { customer: name }, at: { row } };
}
