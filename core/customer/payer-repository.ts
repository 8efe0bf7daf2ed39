// Who pays for a unit on a day: the tenant where there is one, else the owner.
import type { Knex } from 'knex';
import type { PayerRow } from './customer.contract.ts';

const PAYERS = `
  select distinct on (occupancy.unit_id) occupancy.unit_id as "unitId", customer.id as "customerId", customer.code, customer.name,
    customer.kind, occupancy.role, customer.tax_code as "taxCode", customer.phone
  from occupancy join customer on customer.id = occupancy.customer_id
  where occupancy.building_id = ? and occupancy.valid @> ?::date
  order by occupancy.unit_id, occupancy.role = 'tenant' desc`;

export async function listPayers(trx: Knex.Transaction, buildingId: number, on: string): Promise<PayerRow[]> {
  return (await trx.raw(PAYERS, [buildingId, on])).rows;
}
