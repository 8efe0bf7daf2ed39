// Tariffs of a building, as rows of the database.
import type { Knex } from 'knex';
import { addDays, Refusal } from '#kit';
import type { TariffRow, TariffStatus } from '../billing.contract.ts';

interface Stored {
  id: number;
  building_id: number;
  service: string;
  unit_class: string;
  valid_from: string;
  valid_until: string | null;
  status: TariffStatus;
  version: number;
  name: string;
  legal_basis: string;
  preset: string | null;
  body: TariffRow['body'];
}

/** `daterange` text of two inclusive days. */
export const rangeOf = (from: string, to: string | null): string => `[${from},${to === null ? '' : addDays(to, 1)})`;

function rowOf(stored: Stored): TariffRow {
  return {
    id: stored.id,
    buildingId: stored.building_id,
    service: stored.service,
    unitClass: stored.unit_class,
    name: stored.name,
    legalBasis: stored.legal_basis,
    validFrom: stored.valid_from,
    validTo: stored.valid_until === null ? null : addDays(stored.valid_until, -1),
    status: stored.status,
    version: stored.version,
    preset: stored.preset,
    body: stored.body,
  };
}

function select(trx: Knex.Transaction): Knex.QueryBuilder {
  return trx('tariff')
    .orderBy(['service', 'unit_class', { column: 'valid', order: 'desc' }, 'version'])
    .select('id', 'building_id', 'service', 'unit_class', 'status', 'version', 'name', 'legal_basis', 'preset', 'body')
    .select(trx.raw('lower(valid) as valid_from, upper(valid) as valid_until'));
}

export async function listTariffs(
  trx: Knex.Transaction,
  { buildingId, service, status }: { buildingId: number; service?: string | undefined; status?: TariffStatus | undefined },
): Promise<TariffRow[]> {
  const wanted = { building_id: buildingId, ...(service ? { service } : {}), ...(status ? { status } : {}) };
  return ((await select(trx).where(wanted)) as Stored[]).map(rowOf);
}

export async function tariffsOf(trx: Knex.Transaction, ids: readonly number[]): Promise<Map<number, TariffRow>> {
  const rows = (await select(trx).whereIn('id', [...ids])) as Stored[];
  return new Map(rows.map((stored) => [stored.id, rowOf(stored)]));
}

export async function getTariff(trx: Knex.Transaction, id: number): Promise<TariffRow> {
  const found = (await tariffsOf(trx, [id])).get(id);
  if (!found) throw new Refusal('billing.tariff.unknown', { id }, 404);
  return found;
}

export type NewTariff = Omit<TariffRow, 'id' | 'status' | 'version'>;

export async function insertTariff(trx: Knex.Transaction, tariff: NewTariff): Promise<TariffRow> {
  const { rows } = await trx.raw(
    `insert into tariff (building_id, service, unit_class, valid, version, name, legal_basis, preset, body)
     select t.building_id, t.service, t.unit_class, ?::daterange,
       1 + coalesce((select max(version) from tariff v
         where v.building_id = t.building_id and v.service = t.service and v.unit_class = t.unit_class), 0),
       ?, ?, ?, ?::jsonb
     from (select ?::bigint as building_id, ?::text as service, ?::text as unit_class) as t returning id`,
    [
      rangeOf(tariff.validFrom, tariff.validTo),
      tariff.name,
      tariff.legalBasis,
      tariff.preset,
      JSON.stringify(tariff.body),
      tariff.buildingId,
      tariff.service,
      tariff.unitClass,
    ],
  );
  return getTariff(trx, rows[0].id);
}

/** Switches a draft on: those it follows end the day before it starts; those it covers whole are superseded. */
export async function switchOn(trx: Knex.Transaction, tariff: TariffRow): Promise<void> {
  const range = rangeOf(tariff.validFrom, tariff.validTo);
  await trx.raw(
    `update tariff set
       status = case when lower(valid) >= ?::date then 'superseded' else status end,
       valid = case when lower(valid) >= ?::date then valid else daterange(lower(valid), ?::date) end
     where building_id = ? and service = ? and unit_class = ? and status = 'published' and valid && ?::daterange`,
    [tariff.validFrom, tariff.validFrom, tariff.validFrom, tariff.buildingId, tariff.service, tariff.unitClass, range],
  );
  await trx('tariff').where({ id: tariff.id }).update({ status: 'published' });
}
