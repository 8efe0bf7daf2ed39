// Service `report`: what the books, bills and meters say over some months and buildings. It owns no table.
import type { Knex } from 'knex';
import { z } from 'zod';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { id, period } from '#platform/params';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import { ageing } from './ageing.ts';
import { collectedByBuilding, collectedByMonth, collectedByService } from './collected.ts';
import { consumption } from './consumption.ts';
import { moneyBook } from './money-book.ts';
import { type ReportName, type ReportTable, reportNames } from './report.contract.ts';
import { reportSheet } from './report-sheet.ts';
import { revenueBy } from './revenue.ts';
import { type Drawn, type Span, spanOf } from './span.ts';

const ids = z.preprocess((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value), z.array(id).max(500));
const asked = z.object({
  ...{ name: z.enum(reportNames), buildings: ids.optional(), from: period, to: period },
  lang: z.enum(['vi', 'en']).optional(),
});
type Asked = z.output<typeof asked>;
const MINUTES_2 = 120_000;

const DRAW: Record<ReportName, (trx: Knex.Transaction, span: Span) => Promise<Drawn>> = {
  'collected-month': collectedByMonth,
  'collected-service': collectedByService,
  'collected-building': collectedByBuilding,
  ageing,
  consumption,
  'revenue-service': (trx, span) => revenueBy(trx, span, 'service'),
  'revenue-month': (trx, span) => revenueBy(trx, span, 'month'),
  'cash-book': (trx, span) => moneyBook(trx, span, 'cash'),
  'bank-book': (trx, span) => moneyBook(trx, span, 'bank'),
};
/** Reports that read open items: the ledger opens those of the last run for whoever first asks. */
const NEED_OPEN: ReadonlySet<ReportName> = new Set(['collected-service', 'ageing']);

export default defineService({
  name: 'report',
  actions: {
    getReport: action({
      rest: 'GET /reports/:name',
      permission: null,
      summary: 'A report over some months and buildings: columns, rows, sum',
      params: asked,
      timeoutMs: MINUTES_2,
      handler: draw,
    }),
    exportReport: action({
      rest: 'GET /reports/:name/report.xlsx',
      permission: null,
      summary: 'The same as a workbook',
      params: asked,
      timeoutMs: MINUTES_2,
      handler: async (ctx) => {
        const { name, from, to } = ctx.params;
        const bytes = await reportSheet(await draw(ctx), ctx.params.lang ?? ctx.meta.lang ?? 'vi');
        ctx.meta.$responseType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
        ctx.meta.$responseHeaders = { 'Content-Disposition': `attachment; filename="${name}-${from}-${to}.xlsx"` };
        return Buffer.from(bytes);
      },
    }),
  },
});

async function draw(ctx: Ctx<Asked>): Promise<ReportTable> {
  const { name, from, to } = ctx.params;
  const own = ctx.meta.user!.buildingIds;
  const buildings = ctx.params.buildings ?? own;
  const foreign = buildings.find((one) => !own.includes(one));
  if (foreign !== undefined) throw new Refusal('access.building.foreign', { id: foreign }, 403);
  if (from > to) throw new Refusal('report.span.backwards', { from, to });
  if (NEED_OPEN.has(name))
    for (const buildingId of buildings) await call(ctx, 'ledger.listCredits', { buildingId, kind: 'unidentified' });
  return inScope(ctx, async (trx) => {
    const named = await trx('building').whereIn('id', buildings).orderBy('code').select('id', 'name');
    return { name, from, to, buildings: named, ...(await DRAW[name](trx, spanOf(buildings, from, to))) };
  });
}
