// Rows of the trail, newest first, by day, person, building, kind and subject.
import type { Knex } from 'knex';
import type { AuditRow } from '../access.contract.ts';

export interface TrailQuery {
  from?: string | undefined;
  to?: string | undefined;
  userId?: number | undefined;
  buildingId?: number | undefined;
  /** The first part of the action: `ledger` for `ledger.receipt`. */
  kind?: string | undefined;
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  /** false leaves out the row that each posted bill writes. */
  routine: boolean;
  page: number;
  pageSize: number;
}
const ROUTINE = 'billing.bill.posted';

export async function findTrail(trx: Knex.Transaction, query: TrailQuery): Promise<{ rows: AuditRow[]; total: number }> {
  const { page, pageSize } = query;
  const wanted = () => trx('audit as a').modify((rows: Knex.QueryBuilder) => narrow(rows, query));
  const [{ count }] = (await wanted().count()) as unknown as [{ count: number }];
  const rows: AuditRow[] = await wanted()
    .leftJoin('app_user as u', 'u.id', 'a.user_id')
    .orderBy('a.id', 'desc')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .select('a.id', 'a.at', 'a.action', 'a.detail', {
      ...{ userId: 'a.user_id', user: 'u.name', buildingId: 'a.building_id' },
      ...{ subjectKind: 'subject_kind', subjectId: 'subject_id' },
    });
  return { rows, total: count };
}

function narrow(rows: Knex.QueryBuilder, query: TrailQuery): void {
  const { from, to, userId, buildingId, kind, subjectKind, subjectId, routine } = query;
  if (from) rows.whereRaw(`a.at >= ?::timestamp at time zone 'Asia/Ho_Chi_Minh'`, [from]);
  if (to) rows.whereRaw(`a.at < (?::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`, [to]);
  if (userId) rows.where('a.user_id', userId);
  if (buildingId) rows.where('a.building_id', buildingId);
  if (kind) rows.whereRaw(`split_part(a.action, '.', 1) = ?`, [kind]);
  if (subjectKind) rows.where('subject_kind', subjectKind);
  if (subjectId) rows.where('subject_id', subjectId);
  if (!routine) rows.where('a.action', '<>', ROUTINE);
}

/** What may be chosen: people of the company and the kinds of what was done, each found by one step in the index. */
export async function trailChoices(
  trx: Knex.Transaction,
  companyId: number,
): Promise<{ people: { id: number; name: string }[]; kinds: string[] }> {
  const people = await trx('app_user').orderBy('name').select('id', 'name');
  const { rows } = await trx.raw(
    `with recursive step as (
       (select action from audit where company_id = :companyId order by action limit 1)
       union all
       select (select a.action from audit a where a.company_id = :companyId and a.action > step.action order by a.action limit 1)
       from step where step.action is not null)
     select distinct split_part(action, '.', 1) as kind from step where action is not null order by 1`,
    { companyId },
  );
  return { people, kinds: rows.map(({ kind }: { kind: string }) => kind) };
}
