// One customer with the units he owns, rents or had, and the people registered in those he has now.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { CustomerView } from './customer-view.contract.ts';

const OCCUPANCIES = `
  select o.building_id as "buildingId", b.name as building, o.unit_id as "unitId", u.code as unit, u.kind, u.area_m2::text as "areaM2",
    o.role, lower(o.valid)::text as from, (upper(o.valid) - 1)::text as to, o.valid @> :on::date as now
  from occupancy o join unit u on u.id = o.unit_id join building b on b.id = o.building_id
  where o.customer_id = :id order by o.valid @> :on::date desc, b.name, u.code, lower(o.valid)`;
const MEMBERS = `
  select m.id, m.unit_id as "unitId", u.code as unit, m.name, m.personal_id as "personalId", m.document_ref as "documentRef",
    lower(m.valid)::text as from, (upper(m.valid) - 1)::text as to, m.valid @> :on::date as now
  from member m join unit u on u.id = m.unit_id
  where m.unit_id in (select unit_id from occupancy where customer_id = :id and valid @> :on::date)
  order by u.code, m.valid @> :on::date desc, lower(m.valid), m.name`;

/** Identity numbers are personal data: who may not write customers sees the last four digits. */
export async function viewCustomer(
  trx: Knex.Transaction,
  { id, on, whole }: { id: number; on: string; whole: boolean },
): Promise<CustomerView> {
  const { rows } = await trx.raw(
    `select id, code, kind, name, tax_code as "taxCode", phone, email, personal_id as "personalId" from customer where id = ?`,
    [id],
  );
  if (!rows[0]) throw new Refusal('customer.customer.gone', { id }, 404);
  const { rows: units } = await trx.raw(OCCUPANCIES, { id, on });
  const { rows: members } = await trx.raw(MEMBERS, { id, on });
  const seen = <T extends { personalId: string | null }>(row: T): T =>
    whole || row.personalId === null ? row : { ...row, personalId: `••••${row.personalId.slice(-4)}` };
  return { ...seen(rows[0]), units, members: members.map(seen) };
}
