// A customer's account and a unit's confirmation on paper and as a sheet.
import { z } from 'zod';
import { Refusal } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { id, period } from '#platform/params';
import { action } from '#platform/service';
import { withAllRuns, withOpenRuns } from '../debt/debt-actions.ts';
import { clearanceData, drawClearance } from './clearance.ts';
import { drawStatement } from './draw-statement.ts';
import { type StatementData, statementData } from './statement-data.ts';
import { statementSheet } from './statement-sheet.ts';

const lang = z.enum(['vi', 'en']).optional();
const asked = z.object({ customerId: id, from: period.optional(), to: period.optional(), lang });
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const statementActions = {
  printStatement: action({
    rest: 'GET /customers/:customerId/statement.pdf',
    permission: null,
    summary: 'A customer’s account as PDF, to be signed by both',
    params: asked,
    handler: async (ctx) => {
      const data = await read(ctx);
      return answer(ctx, drawStatement(data, today(), said(ctx)), `${data.customer.code}.pdf`, 'application/pdf');
    },
  }),
  exportStatement: action({
    rest: 'GET /customers/:customerId/statement.xlsx',
    permission: null,
    summary: 'A customer’s account as a workbook',
    params: asked,
    handler: async (ctx) => {
      const data = await read(ctx);
      return answer(ctx, await statementSheet(data, said(ctx)), `${data.customer.code}.xlsx`, SHEET);
    },
  }),
  printClearance: action({
    rest: 'GET /buildings/:buildingId/units/:unitId/clearance.pdf',
    permission: 'money.collect',
    summary: 'Confirms that a unit owes nothing; refused while it does',
    params: z.object({ buildingId: id, unitId: id, lang }),
    handler: async (ctx) => {
      const data = await withOpenRuns(ctx, ctx.params.buildingId, (trx) => clearanceData(trx, ctx.meta.user!, ctx.params));
      return answer(ctx, drawClearance(data, said(ctx)), `${data.unit}.pdf`, 'application/pdf');
    },
  }),
};

type Asked = Ctx<z.output<typeof asked>>;
const said = (ctx: Ctx<{ lang?: 'vi' | 'en' | undefined }>) => ctx.params.lang ?? ctx.meta.lang ?? 'vi';
function read(ctx: Asked): Promise<StatementData> {
  const { from, to } = ctx.params;
  if (from && to && from > to) throw new Refusal('ledger.export.backwards', { from, to });
  return withAllRuns(ctx, (trx) => statementData(trx, ctx.meta.user!, ctx.params));
}
function answer(ctx: Ctx, bytes: Uint8Array, name: string, type: string): Buffer {
  ctx.meta.$responseType = type;
  // a code is a clerk's own text: a header takes ASCII only, and no quote
  const safe = name.replace(/[^\w.-]/g, '_');
  ctx.meta.$responseHeaders = {
    'Content-Disposition': `${type === 'application/pdf' ? 'inline' : 'attachment'}; filename="${safe}"`,
  };
  return Buffer.from(bytes);
}
