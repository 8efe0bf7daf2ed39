// The audit trail: who did what to which thing. Rows are only ever added.
import { z } from 'zod';
import { Refusal } from '#kit';
import type { Ctx } from '../platform/context.ts';
import { day, flag, id, listQuery } from '../platform/params.ts';
import { inScope } from '../platform/scope.ts';
import { action, defineService } from '../platform/service.ts';
import { answerSheet } from '../platform/sheet/answer-sheet.ts';
import { findTrail, type TrailQuery, trailChoices } from './trail/find-trail.ts';
import { namesOf } from './trail/names-of.ts';
import { tellRow } from './trail/tell-row.ts';
import { trailSheet } from './trail/trail-sheet.ts';

const entry = z.object({
  buildingId: id.nullish(),
  action: z.string().min(1),
  subjectKind: z.string().min(1),
  subjectId: z.union([z.string(), z.number()]).transform(String),
  detail: z.record(z.string(), z.unknown()).default({}),
});
const wanted = {
  from: day.optional(),
  to: day.optional(),
  userId: id.optional(),
  buildingId: id.optional(),
  kind: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
  subjectKind: z.string().max(50).optional(),
  subjectId: z.string().max(50).optional(),
  routine: flag.default(true),
  lang: z.enum(['vi', 'en']).optional(),
};
const EXPORT_MAX = 20_000;

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
      summary: 'What was done, newest first, as stored and in words',
      params: z.object({ ...listQuery, ...wanted }),
      handler: (ctx) => told(ctx, ctx.params),
    }),
    choices: action({
      rest: 'GET /audit/choices',
      permission: 'audit.read',
      summary: 'People and kinds the trail can be narrowed to',
      params: z.object({}),
      handler: (ctx) => inScope(ctx, (trx) => trailChoices(trx, ctx.meta.user!.companyId), { readOnly: true }),
    }),
    export: action({
      rest: 'GET /audit.xlsx',
      permission: 'audit.read',
      summary: 'The trail as .xlsx',
      params: z.object(wanted),
      timeoutMs: 120_000,
      handler: async (ctx) => {
        const { rows, total } = await told(ctx, { ...ctx.params, page: 1, pageSize: EXPORT_MAX });
        if (total > EXPORT_MAX) throw new Refusal('audit.export.tooMany', { total, limit: EXPORT_MAX });
        return answerSheet(ctx, 'nhat-ky', await trailSheet(rows, ctx.params.lang ?? ctx.meta.lang ?? 'vi'));
      },
    }),
  },
});

function told(ctx: Ctx, query: TrailQuery & { lang?: 'vi' | 'en' | undefined }) {
  const lang = query.lang ?? ctx.meta.lang ?? 'vi';
  return inScope(
    ctx,
    async (trx) => {
      const { rows, total } = await findTrail(trx, query);
      const names = await namesOf(trx, rows);
      return { rows: rows.map((row) => ({ ...row, ...tellRow(row, names, lang) })), total };
    },
    { readOnly: true },
  );
}

function rowOf({ buildingId, subjectKind, subjectId, ...rest }: z.infer<typeof entry>): object {
  return { ...rest, building_id: buildingId ?? null, subject_kind: subjectKind, subject_id: subjectId };
}
