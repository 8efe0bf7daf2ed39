// The audit trail: who did what to which thing. Rows are only ever added.
import { z } from 'zod';
import { id, listQuery } from '../platform/params.ts';
import { inScope } from '../platform/scope.ts';
import { action, defineService } from '../platform/service.ts';
import type { AuditRow } from './access.contract.ts';

const entry = z.object({
  buildingId: id.nullish(),
  action: z.string().min(1),
  subjectKind: z.string().min(1),
  subjectId: z.union([z.string(), z.number()]).transform(String),
  detail: z.record(z.string(), z.unknown()).default({}),
});

export default defineService({
  name: 'audit',
  actions: {
    append: action({
      permission: null,
      params: z.object({ entries: z.array(entry) }),
      handler: async (ctx) => {
        const { companyId, id: userId } = ctx.meta.user!;
        const entries = ctx.params.entries;
        await inScope(ctx, (trx) =>
          trx.raw(
            `insert into audit (company_id, user_id, building_id, action, subject_kind, subject_id, detail)
             select ?, ?, e.building_id, e.action, e.subject_kind, e.subject_id, e.detail
             from jsonb_to_recordset(?::jsonb) as e (building_id bigint, action text, subject_kind text, subject_id text, detail jsonb)`,
            [companyId, userId, JSON.stringify(entries.map(rowOf))],
          ),
        );
        return { appended: entries.length };
      },
    }),
    list: action({
      rest: 'GET /audit',
      permission: 'audit.read',
      summary: 'What was done, newest first',
      params: z.object({
        ...listQuery,
        buildingId: id.optional(),
        subjectKind: z.string().max(50).optional(),
        subjectId: z.string().max(50).optional(),
      }),
      handler: async (ctx) => {
        const { page, pageSize, buildingId, subjectKind, subjectId } = ctx.params;
        const wanted = {
          ...(buildingId ? { 'a.building_id': buildingId } : {}),
          ...(subjectKind ? { subject_kind: subjectKind } : {}),
          ...(subjectId ? { subject_id: subjectId } : {}),
        };
        return inScope(ctx, async (trx) => {
          const [{ count }] = (await trx('audit as a').where(wanted).count()) as [{ count: number }];
          const rows: AuditRow[] = await trx('audit as a')
            .leftJoin('app_user as u', 'u.id', 'a.user_id')
            .where(wanted)
            .orderBy('a.id', 'desc')
            .limit(pageSize)
            .offset((page - 1) * pageSize)
            .select('a.id', 'a.at', 'a.action', 'a.detail', {
              userId: 'a.user_id',
              user: 'u.name',
              buildingId: 'a.building_id',
              subjectKind: 'subject_kind',
              subjectId: 'subject_id',
            });
          return { rows, total: count };
        });
      },
    }),
  },
});

function rowOf({ buildingId, subjectKind, subjectId, ...rest }: z.infer<typeof entry>): object {
  return { ...rest, building_id: buildingId ?? null, subject_kind: subjectKind, subject_id: subjectId };
}
