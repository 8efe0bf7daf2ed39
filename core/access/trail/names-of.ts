// Names of what a page of the trail speaks of, by kind and id, in one query; row-level security leaves foreign ones out.
import type { Knex } from 'knex';
import type { AuditRow } from '../access.contract.ts';

const SOURCES: Record<string, string> = {
  unit: 'select id, code as name from unit',
  customer: 'select id, name from customer',
  user: 'select id, name from app_user',
  building: 'select id, name from building',
  card: 'select id, number as name from card where number is not null',
  document: `select id, series || ' ' || number || '/' || year as name from document`,
};
/** Fields of a detail that hold such an id. */
export const idFields: Record<string, string> = {
  unitId: 'unit',
  fromUnitId: 'unit',
  customerId: 'customer',
  buildingIds: 'building',
  userId: 'user',
};

export type Names = (kind: string, id: unknown) => string | null;

export async function namesOf(trx: Knex.Transaction, rows: readonly AuditRow[]): Promise<Names> {
  const wanted = new Map(Object.keys(SOURCES).map((kind) => [kind, new Set<number>()]));
  const want = (kind: string, id: unknown) => Number.isSafeInteger(Number(id)) && wanted.get(kind)?.add(Number(id));
  for (const { subjectKind, subjectId, detail, buildingId } of rows) {
    want(subjectKind, subjectId);
    if (buildingId !== null) want('building', buildingId);
    for (const at of [detail, detail.change, detail.was] as Record<string, unknown>[])
      for (const [field, kind] of Object.entries(idFields)) for (const id of [at?.[field] ?? []].flat()) want(kind, id);
    const lists = (detail as { changes?: { buildingIds?: { before?: number[]; after?: number[] } } }).changes?.buildingIds;
    for (const id of [...(lists?.before ?? []), ...(lists?.after ?? [])]) want('building', id);
  }
  const parts = [...wanted].filter(([, ids]) => ids.size > 0);
  if (parts.length === 0) return () => null;
  const sql = parts
    .map(([kind]) => `select '${kind}' as kind, id, name from (${SOURCES[kind]}) x where id = any (?)`)
    .join(' union all ');
  const found = (await trx.raw(sql, parts.map(([, ids]) => [...ids]) as never)).rows as {
    kind: string;
    id: number;
    name: string;
  }[];
  const names = new Map(found.map(({ kind, id, name }) => [`${kind} ${id}`, name]));
  return (kind, id) => names.get(`${kind} ${id}`) ?? null;
}
