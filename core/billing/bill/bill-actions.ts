// Actions of bills: list, show, explain, print.
import { z } from 'zod';
import { id, listQuery, period } from '#platform/params';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { drawExplanation } from '../explain/draw-explanation.ts';
import { explainBill, explanationOf } from './explain-bill.ts';
import { correctingCharges, invoiceCharges } from './invoice-charges.ts';
import { listBills, placeOfBill } from './list-bills.ts';
import { noticeDataOf } from './notice-data-of.ts';
import { pdfAnswer } from './pdf-answer.ts';
import { recomputeMonth } from './recompute-month.ts';
import { chargeView, storedCharges } from './stored-charges.ts';

const billId = z.object({ billId: id, period: period.optional() });
const lang = z.enum(['vi', 'en']).optional();
const MINUTES_10 = 600_000;

export const billActions = {
  listBills: action({
    rest: 'GET /bills',
    permission: null,
    summary: 'Bills of a month, with the debt from before',
    params: z.object({
      buildingId: id,
      period,
      unit: z.string().max(60).optional(),
      customer: z.string().max(200).optional(),
      page: listQuery.page,
      pageSize: listQuery.pageSize,
    }),
    handler: (ctx) => listBills(ctx, ctx.params),
  }),
  getBill: action({
    rest: 'GET /bills/:billId',
    permission: null,
    params: billId,
    handler: async (ctx) => {
      const place = await inScope(ctx, (trx) => placeOfBill(trx, ctx.params.billId));
      const { rows } = await listBills(ctx, { ...place, page: 1, pageSize: Number.MAX_SAFE_INTEGER });
      const charges = await inScope(ctx, (trx) => storedCharges(trx, { ...place, billIds: [ctx.params.billId] }));
      return { ...rows.find(({ id: each }) => each === ctx.params.billId)!, charges: charges.map(chargeView) };
    },
  }),
  explainBill: action({
    rest: 'GET /bills/:billId/explain',
    permission: null,
    summary: 'Prices the stored inputs again, step by step',
    params: billId,
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const { billId: wanted } = ctx.params;
        const at = { ...(await placeOfBill(trx, wanted)), billId: wanted };
        const charges = await explainBill(trx, at, ctx.meta.lang ?? 'vi');
        return { charges, agrees: charges.every(({ agrees }) => agrees) };
      }),
  }),
  explainPdf: action({
    rest: 'GET /bills/:billId/explain.pdf',
    permission: null,
    summary: 'The same on paper',
    params: billId.extend({ lang }),
    timeoutMs: 60_000,
    handler: async (ctx) => {
      const language = ctx.params.lang ?? ctx.meta.lang ?? 'vi';
      const { billId: wanted } = ctx.params;
      const place = await inScope(ctx, (trx) => placeOfBill(trx, wanted));
      const [notice] = await noticeDataOf(ctx, { ...place, billId: wanted });
      const charges = await inScope(ctx, (trx) => explanationOf(trx, { ...place, billId: wanted }, language));
      const { company, building, unit, customer, number, period: month, charges: total } = notice!;
      const of = { company: company.name, building: building.name, unit: unit.code, customer: customer.name };
      ctx.meta.$responseType = 'application/pdf';
      ctx.meta.$responseHeaders = { 'Content-Disposition': `inline; filename="explain-${wanted}.pdf"` };
      return Buffer.from(drawExplanation({ ...of, number, period: month, total, charges }, language));
    },
  }),
  listCorrections: action({
    permission: null,
    params: z.object({ buildingId: id, period }),
    handler: (ctx) => inScope(ctx, (trx) => correctingCharges(trx, ctx.params)),
  }),
  listInvoiceCharges: action({
    permission: null,
    params: z.object({ buildingId: id, period, billIds: z.array(id).optional() }),
    timeoutMs: MINUTES_10,
    handler: (ctx) =>
      inScope(ctx, (trx) => {
        const { billIds, ...month } = ctx.params;
        return invoiceCharges(trx, billIds ? { ...month, billIds } : month);
      }),
  }),
  recomputeMonth: action({
    permission: null,
    params: z.object({ buildingId: id, period }),
    timeoutMs: MINUTES_10,
    handler: (ctx) => inScope(ctx, (trx) => recomputeMonth(trx, ctx.params)),
  }),
  noticePdf: action({
    rest: 'GET /bills/:billId/notice.pdf',
    permission: null,
    params: billId.extend({ lang }),
    timeoutMs: 60_000,
    handler: async (ctx) => {
      const place = await inScope(ctx, (trx) => placeOfBill(trx, ctx.params.billId));
      const notices = await noticeDataOf(ctx, { ...place, billId: ctx.params.billId });
      return pdfAnswer(ctx, notices, ctx.params.lang, notices[0]!.unit.code);
    },
  }),
  noticesPdf: action({
    rest: 'GET /buildings/:buildingId/notices.pdf',
    permission: null,
    summary: 'All notices of a month in one file',
    params: z.object({ buildingId: id, period, lang }),
    timeoutMs: MINUTES_10,
    handler: async (ctx) => pdfAnswer(ctx, await noticeDataOf(ctx, ctx.params), ctx.params.lang, ctx.params.period),
  }),
};
