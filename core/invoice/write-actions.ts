// Actions that make invoices and move them on.
import { z } from 'zod';
import { Refusal } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { day, id, period } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { readCells } from '#platform/sheet/read-cells';
import { readUpload } from '#platform/upload';
import { adjustInvoice, discardInvoice, replaceInvoice } from './change/change-invoice.ts';
import { parseReturned } from './hand-over/parse-returned.ts';
import { takeBack } from './hand-over/take-back.ts';
import { inOneUnit, withBooks } from './in-one-unit.ts';
import { planMonth } from './make/plan-month.ts';
import { viewOf } from './read-actions.ts';
import { lockInvoices, moveState, writeInvoices } from './store/write-invoices.ts';

const reason = z.string().trim().min(3, 'invoice.reason.missing').max(300);
const change = z.object({ invoiceId: id, reason, onDate: day.optional() });
const key = z.string().trim().min(1).max(80);
const text = z.string().trim().max(300);
const returned = z.object({
  ...{ key, number: z.coerce.number().int().min(1).max(99_999_999), symbol: text.optional(), signedOn: day.optional() },
  ...{ code: text.optional(), link: text.optional() },
});
const ROWS_MAX = 50_000;
const MINUTES_5 = 300_000;

export const writeActions = {
  makeMonth: action({
    rest: 'POST /buildings/:buildingId/invoices',
    permission: 'invoices.write',
    summary: 'Makes the month’s invoices; what stands already stays',
    params: z.object({ buildingId: id, period, onDate: day.optional(), keys: z.array(key).max(20_000).optional() }),
    timeoutMs: MINUTES_5,
    handler: (ctx) =>
      withBooks(ctx, async (trx) => {
        const { buildingId, keys, onDate = today() } = ctx.params;
        if (onDate > today()) throw new Refusal('invoice.day.future', { day: onDate });
        await lockInvoices(trx, buildingId);
        const { drawn, answer } = await planMonth(ctx, trx, { ...ctx.params, onDate });
        const wanted = keys ? drawn.filter(({ supply }) => keys.includes(supply.key)) : drawn;
        const written = await writeInvoices(trx, ctx.meta.user!, buildingId, wanted);
        return { ...answer, made: written.length };
      }),
  }),
  markExported: action({
    rest: 'POST /buildings/:buildingId/invoices/exported',
    permission: 'invoices.write',
    summary: 'The drafts of a month, or those named, are with the provider now',
    params: z.object({
      buildingId: id,
      period: period.optional(),
      ids: z.array(id).max(20_000).optional(),
      format: z.enum(['xml', 'xlsx']),
    }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const { buildingId, period: month, ids, format } = ctx.params;
        if (!ids && !month) throw new Refusal('invoice.export.which', {});
        await lockInvoices(trx, buildingId);
        const query = trx('invoice').where({ building_id: buildingId, state: 'draft' });
        if (ids) query.whereIn('id', ids);
        else query.where({ period: `${month}-01` });
        const drafts: number[] = await query.pluck('id');
        await moveState(trx, ctx.meta.user!, drafts, 'exported', { kind: 'exported', detail: { format } });
        return { exported: drafts.length };
      }),
  }),
  adjust: action({
    rest: 'POST /invoices/:invoiceId/adjust',
    permission: 'invoices.change',
    summary: 'An adjusting invoice of what the books have changed since',
    params: change,
    handler: (ctx) => inOneUnit(ctx, async (trx) => viewOf(ctx, trx, await adjustInvoice(ctx, trx, ctx.params))),
  }),
  replace: action({
    rest: 'POST /invoices/:invoiceId/replace',
    permission: 'invoices.change',
    summary: 'A new invoice in its place, as the books and the buyer’s data are now',
    params: change,
    handler: (ctx) => inOneUnit(ctx, async (trx) => viewOf(ctx, trx, await replaceInvoice(ctx, trx, ctx.params))),
  }),
  discard: action({
    rest: 'POST /invoices/:invoiceId/discard',
    permission: 'invoices.change',
    summary: 'Throws away an invoice without number',
    params: z.object({ invoiceId: id, reason }),
    handler: (ctx) =>
      inOneUnit(ctx, async (trx) => {
        await discardInvoice(ctx, trx, ctx.params);
        return viewOf(ctx, trx, ctx.params.invoiceId);
      }),
  }),
  takeBack: action({
    rest: 'POST /buildings/:buildingId/invoices/numbers',
    permission: 'invoices.write',
    summary: 'Numbers, codes and links the provider gave, as JSON',
    params: z.object({ buildingId: id, numbers: z.array(returned).min(1).max(ROWS_MAX) }),
    timeoutMs: MINUTES_5,
    handler: (ctx) => {
      const { buildingId, numbers } = ctx.params;
      const answers = numbers.map(({ key: of, number, symbol, signedOn, code, link }) => ({
        ...{ key: of, number, ...(symbol ? { symbol } : {}), ...(signedOn ? { signedOn } : {}) },
        ...{ ...(code ? { code } : {}), ...(link ? { link } : {}) },
      }));
      return inScope(ctx, (trx) => takeBack(ctx, trx, { buildingId, answers }));
    },
  }),
  takeBackSheet: action({
    rest: 'POST /buildings/:buildingId/invoices/numbers/import',
    permission: 'invoices.write',
    upload: true,
    summary: 'The same from a workbook',
    params: z.object({ buildingId: id }),
    timeoutMs: MINUTES_5,
    handler: (ctx) => fromSheet(ctx),
  }),
};

async function fromSheet(ctx: Ctx<{ buildingId: number }>) {
  const { content } = await readUpload(ctx);
  const { sheets, refused } = await readCells(content, ROWS_MAX);
  if (refused) throw new Refusal(refused.code, refused.params);
  const { rows, findings } = parseReturned(sheets, today());
  return inScope(ctx, (trx) => takeBack(ctx, trx, { buildingId: ctx.params.buildingId, answers: rows, findings }));
}
