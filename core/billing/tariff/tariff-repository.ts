// Tariffs of a building, as rows of the database.
import type { Knex } from 'knex';
import { addDays, Refusal } from '#kit';
import type { TariffRow, TariffStatus } from './tariff.contract.ts';

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
  examples: TariffRow['examples'];
  revision: number;
  changed_by: string | null;
  changed_at: Date;
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
    examples: stored.examples,
    revision: stored.revision,
    changedBy: stored.changed_by,
    changedAt: stored.changed_at.toISOString(),
  };
}

function select(trx: Knex.Transaction): Knex.QueryBuilder {
  return trx('tariff')
    .orderBy(['service', 'unit_class', { column: 'valid', order: 'desc' }, 'version'])
    .select('id', 'building_id', 'service', 'unit_class', 'status', 'version', 'name', 'legal_basis', 'preset', 'body')
    .select('examples', 'revision', 'changed_at')
    .select(trx.raw('lower(valid) as valid_from, upper(valid) as valid_until'))
    .select(trx.raw('(select u.name from app_user u where u.id = tariff.changed_by) as changed_by'));
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

export type NewTariff = Omit<TariffRow, 'id' | 'status' | 'version' | 'revision' | 'changedBy' | 'changedAt'>;

export async function insertTariff(trx: Knex.Transaction, tariff: NewTariff, userId: number): Promise<TariffRow> {
  const { rows } = await trx.raw(
    `insert into tariff (building_id, service, unit_class, valid, version, name, legal_basis, preset, body, examples, changed_by)
     select t.building_id, t.service, t.unit_class, ?::daterange,
       1 + coalesce((select max(version) from tariff v
         where v.building_id = t.building_id and v.service = t.service and v.unit_class = t.unit_class), 0),
       ?, ?, ?, ?::jsonb, ?::jsonb, ?
     from (select ?::bigint as building_id, ?::text as service, ?::text as unit_class) as t returning id`,
    [
      rangeOf(tariff.validFrom, tariff.validTo),
      tariff.name,
      tariff.legalBasis,
      tariff.preset,
      JSON.stringify(tariff.body),
      JSON.stringify(tariff.examples),
      userId,
      tariff.buildingId,
      tariff.service,
      tariff.unitClass,
    ],
  );
  return getTariff(trx, rows[0].id);
}

/** Writes a draft where it still is at `revision`; false where somebody else was first, or it is no draft any more. */
export async function updateDraft(trx: Knex.Transaction, tariff: TariffRow, userId: number): Promise<boolean> {
  const { id, revision, name, legalBasis, validFrom, validTo, body, examples } = tariff;
  const changed = await trx('tariff')
    .where({ id, revision, status: 'draft' })
    .update({
      name,
      legal_basis: legalBasis,
      valid: rangeOf(validFrom, validTo),
      body: JSON.stringify(body),
      examples: JSON.stringify(examples),
      revision: revision + 1,
      changed_by: userId,
      changed_at: trx.fn.now(),
    });
  return changed === 1;
}

/** Published tariffs of the same class whose days meet the draft's, locked until the end of the transaction. */
export async function lockRivals(trx: Knex.Transaction, tariff: TariffRow): Promise<TariffRow[]> {
  const range = rangeOf(tariff.validFrom, tariff.validTo);
  const rivals = (await select(trx)
    .where({ building_id: tariff.buildingId, service: tariff.service, unit_class: tariff.unitClass, status: 'published' })
    .whereRaw('valid && ?::daterange', [range])
    .forUpdate()) as Stored[];
  return rivals.map(rowOf);
}

/** Switches a draft on: those it follows end the day before it starts; those that start later are superseded. */
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
