// Requests as rows of the database.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import type { DueRequest, RequestInput, RequestRow } from './request.contract.ts';

const HOURS = `trim_scale(round(extract(epoch from upper(r.span) - lower(r.span)) / 3600, 6))::text`;
const LIST = `
  select r.id, r.unit_id as "unitId", u.code as unit, r.service, r.kind, r.on_day as on, to_char(r.from_time, 'HH24:MI') as from,
    to_char(r.to_time, 'HH24:MI') as to, ${HOURS} as hours, r.quantity, trim_scale(r.area_m2)::text as "areaM2",
    r.requested_by as "requestedBy", r.note, r.state, r.reason, c.name as "createdBy", d.name as "decidedBy", r.run_id is not null as charged
  from service_request r join unit u on u.id = r.unit_id join app_user c on c.id = r.created_by left join app_user d on d.id = r.decided_by
  where r.building_id = ? and r.on_day between ?::date and ?::date order by r.on_day, u.code, r.from_time`;

export async function listRequests(
  trx: Knex.Transaction,
  { buildingId, from, to }: { buildingId: number; from: string; to: string },
): Promise<RequestRow[]> {
  return (await trx.raw(LIST, [buildingId, from, to])).rows;
}

export async function insertRequest(
  trx: Knex.Transaction,
  { buildingId, ...input }: RequestInput & { buildingId: number },
): Promise<number> {
  const row = {
    ...{ building_id: buildingId, unit_id: input.unitId, service: input.service, kind: input.kind, on_day: input.on },
    ...{ from_time: input.from, to_time: input.to, quantity: input.quantity ?? 1, area_m2: input.areaM2 ?? null },
    ...{ requested_by: input.requestedBy, note: input.note ?? null },
  };
  const [made] = await trx('service_request').insert(row).returning('id').catch(refuseOverlap(input));
  return made.id;
}

// Only the database sees what another desk enters at this moment.
const refuseOverlap =
  ({ on, from, to }: RequestInput) =>
  (error: { code?: string }): never => {
    if (error.code === '23P01') throw new Refusal('request.overlap', { on, from, to }, 409);
    throw error;
  };

export async function listDue(trx: Knex.Transaction, buildingId: number, until: string): Promise<DueRequest[]> {
  const { rows } = await trx.raw(
    `select r.id, r.unit_id as "unitId", r.service, r.kind, r.on_day as on, ${HOURS} as hours, r.quantity, trim_scale(r.area_m2)::text as "areaM2"
     from service_request r where r.building_id = ? and r.on_day <= ?::date and r.state = 'approved' and r.run_id is null
     order by r.unit_id, r.on_day, r.id`,
    [buildingId, until],
  );
  return rows;
}
