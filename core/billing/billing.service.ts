// Service `billing`: tariffs, the run from readings to bills, and the bills with their notices.
import { z } from 'zod';
import type { Facts, TariffBody } from '#kit';
import { log } from '#platform/log';
import { day, flag, id, listQuery, period } from '#platform/params';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import './billing.contract.ts';
import { explainCharge } from './bill/explain-charge.ts';
import { listBills, placeOfBill } from './bill/list-bills.ts';
import { noticeDataOf } from './bill/notice-data-of.ts';
import { pdfAnswer } from './bill/pdf-answer.ts';
import { recomputeMonth } from './bill/recompute-month.ts';
import { chargeView, storedCharges } from './bill/stored-charges.ts';
import { listLocks, listPeriods, setPeriod } from './periods.ts';
import { approveRun, discardRun, readRun } from './run/approve-run.ts';
import { startPreview } from './run/preview-run.ts';
import { streamRun } from './run/run-events.ts';
import { resetCrashedRuns } from './run/run-lock.ts';
import { listRuns } from './run/run-repository.ts';
import { listParked, listRunRows } from './run/run-rows.ts';
import { parseRowsQuery } from './run/run-rows-query.ts';
import { priceCase } from './tariff/price-case.ts';
import { adoptPreset, publishTariff, saveTariff } from './tariff/tariff-desk.ts';
import { listTariffs } from './tariff/tariff-repository.ts';
import { listVatRates } from './tariff/vat-rate-repository.ts';

const runId = z.object({ runId: id });
const billId = z.object({ billId: id, period: period.optional() });
const lang = z.enum(['vi', 'en']).optional();
const service = z.string().min(1).max(60);
const body = z.custom<TariffBody>(
  (value) => typeof value === 'object' && value !== null && 'lines' in value,
  'billing.tariff.malformed',
);
const facts = z.record(z.string().max(60), z.union([z.string().max(40), z.number(), z.boolean()]));
const MINUTES_10 = 600_000;

export default defineService({
  name: 'billing',
  actions: {
    listTariffs: action({
      rest: 'GET /buildings/:buildingId/tariffs',
      permission: null,
      summary: 'Tariffs of a building',
      params: z.object({
        buildingId: id,
        service: service.optional(),
        status: z.enum(['draft', 'published', 'superseded']).optional(),
      }),
      handler: (ctx) => inScope(ctx, async (trx) => listed(await listTariffs(trx, ctx.params))),
    }),
    adoptPreset: action({
      rest: 'POST /buildings/:buildingId/tariffs',
      permission: 'tariffs.write',
      summary: 'Copies a preset of a plugin into the building',
      params: z.object({
        buildingId: id,
        service,
        preset: z.string().min(1).max(100),
        unitClass: z.string().min(1).max(40).optional(),
        validFrom: day.optional(),
        validTo: day.nullish(),
        publish: flag.optional(),
      }),
      handler: (ctx) => inScope(ctx, (trx) => adoptPreset(trx, { ...ctx.params, lang: ctx.meta.lang ?? 'vi' })),
    }),
    saveTariff: action({
      rest: 'PATCH /tariffs/:tariffId',
      permission: 'tariffs.write',
      summary: 'Changes a draft',
      params: z.object({
        tariffId: id,
        name: z.string().min(1).max(200).optional(),
        legalBasis: z.string().max(500).optional(),
        validFrom: day.optional(),
        validTo: day.nullish(),
        body: body.optional(),
      }),
      handler: (ctx) => inScope(ctx, (trx) => saveTariff(trx, ctx.params)),
    }),
    publishTariff: action({
      rest: 'POST /tariffs/:tariffId/publish',
      permission: 'tariffs.write',
      summary: 'Switches a draft on; its examples must hold',
      params: z.object({ tariffId: id }),
      handler: (ctx) => inScope(ctx, (trx) => publishTariff(trx, ctx.params.tariffId)),
    }),
    price: action({
      rest: 'POST /price',
      permission: null,
      summary: 'Prices one case without storing anything',
      params: z.object({
        service,
        tariff: body.optional(),
        tariffId: id.optional(),
        preset: z.string().optional(),
        taxDate: day.optional(),
        input: facts,
      }),
      handler: (ctx) =>
        inScope(ctx, (trx) => priceCase(ctx, trx, { ...ctx.params, input: ctx.params.input as Facts }), { readOnly: true }),
    }),

    listLocks: action({
      permission: null,
      params: z.object({ buildingId: id, period }),
      handler: (ctx) => inScope(ctx, (trx) => listLocks(trx, ctx.params.buildingId, ctx.params.period)),
    }),
    listPeriods: action({
      rest: 'GET /buildings/:buildingId/periods',
      permission: null,
      summary: 'Months of a building: read, billed, parked',
      params: z.object({ buildingId: id }),
      handler: (ctx) => listPeriods(ctx, ctx.params.buildingId),
    }),
    setPeriod: action({
      rest: 'PATCH /buildings/:buildingId/periods/:period',
      permission: 'periods.close',
      summary: 'Closes a month, or opens it again with a reason',
      params: z.object({ buildingId: id, period, status: z.enum(['open', 'closed']), reason: z.string().max(500).optional() }),
      handler: (ctx) => setPeriod(ctx, ctx.params),
    }),

    startRun: action({
      rest: 'POST /runs',
      permission: 'runs.preview',
      summary: 'Starts a preview of a month',
      timeoutMs: MINUTES_10,
      params: z.object({ buildingId: id, period, wait: flag.optional() }),
      handler: async (ctx) => {
        const { created, done } = startPreview(ctx, ctx.params);
        const runOfPreview = await created;
        if (ctx.params.wait) await done;
        else
          done.catch((error) =>
            log('error', 'billing', 'a preview failed', { run: runOfPreview, error: (error as Error).message }),
          );
        ctx.meta.$statusCode = 202;
        return { id: runOfPreview };
      },
    }),
    getRun: action({
      rest: 'GET /runs/:runId',
      permission: null,
      params: runId,
      handler: (ctx) => readRun(ctx, ctx.params.runId),
    }),
    runEvents: action({
      rest: 'GET /runs/:runId/events',
      permission: null,
      summary: 'Progress of a run as server-sent events',
      params: runId,
      handler: (ctx) => streamRun(ctx, ctx.params.runId),
    }),
    listRuns: action({
      rest: 'GET /runs',
      permission: null,
      params: z.object({ buildingId: id, period: period.optional() }),
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          await resetCrashedRuns(trx, ctx.params.buildingId);
          return listed(await listRuns(trx, ctx.params.buildingId, ctx.params.period));
        }),
    }),
    listRunRows: action({
      rest: 'GET /runs/:runId/rows',
      permission: null,
      summary: 'What a run charges, against the month before',
      params: z.object({ runId: id, ...listQuery }),
      handler: async (ctx) => {
        const run = await readRun(ctx, ctx.params.runId);
        return inScope(ctx, (trx) => listRunRows(trx, run, parseRowsQuery(ctx.params)));
      },
    }),
    listParked: action({
      rest: 'GET /runs/:runId/parked',
      permission: null,
      summary: 'Units that could not be priced, and why',
      params: runId,
      handler: async (ctx) => {
        const run = await readRun(ctx, ctx.params.runId);
        return inScope(ctx, async (trx) => listed(await listParked(trx, run, ctx.meta.lang ?? 'vi')));
      },
    }),
    approveRun: action({
      rest: 'POST /runs/:runId/approve',
      permission: 'runs.approve',
      summary: 'Posts the month; answers when it is in the books',
      timeoutMs: MINUTES_10,
      params: runId,
      handler: (ctx) => approveRun(ctx, ctx.params.runId),
    }),
    discardRun: action({
      rest: 'POST /runs/:runId/discard',
      permission: 'runs.preview',
      params: runId,
      handler: (ctx) => discardRun(ctx, ctx.params.runId),
    }),

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
          const place = await placeOfBill(trx, ctx.params.billId);
          const stored = await storedCharges(trx, { ...place, billIds: [ctx.params.billId] });
          const vatRates = await listVatRates(trx);
          const charges = await Promise.all(stored.map((charge) => explainCharge(charge, plugins.get(charge.service), vatRates)));
          return { charges, agrees: charges.every(({ agrees }) => agrees) };
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
  },
});

const listed = <T>(rows: T[]): { rows: T[]; total: number } => ({ rows, total: rows.length });
