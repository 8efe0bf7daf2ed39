// Actions of the tariff laboratory: try a draft on posted months, look, export, approve.
import type { Knex } from 'knex';
import { z } from 'zod';
import { preparePricer, Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { id, listQuery } from '#platform/params';
import { plugins } from '#platform/plugins';
import { inScope } from '#platform/scope';
import { action } from '#platform/service';
import { recordTariff } from '../tariff/audit-tariff.ts';
import { joinUnit } from '../tariff/join-unit.ts';
import { getTariff, tariffsOf } from '../tariff/tariff-repository.ts';
import { listVatRates } from '../tariff/vat-rate-repository.ts';
import { bodyHash } from './body-hash.ts';
import type { LaboratoryReport } from './laboratory.contract.ts';
import { getStoredReport, reportRows, reportsOf, type StoredReport, storeReport } from './laboratory-repository.ts';
import { postedCharges } from './posted-charges.ts';
import { parseReportQuery } from './report-query.ts';
import { reportSheet } from './report-sheet.ts';
import { reprice } from './reprice.ts';
import { summarize } from './summarize.ts';

const reportId = z.object({ reportId: id });
const MINUTES_10 = 600_000;
const ALL = Number.MAX_SAFE_INTEGER;

export const laboratoryActions = {
  tryTariff: action({
    rest: 'POST /tariffs/:tariffId/laboratory',
    permission: 'tariffs.draft',
    summary: 'Prices the last posted months again with a tariff; posts nothing',
    params: z.object({ tariffId: id, months: z.coerce.number().int().min(1).max(12) }),
    timeoutMs: MINUTES_10,
    handler: (ctx) =>
      joinUnit(ctx, async (trx, unit) => {
        const { tariffId, months } = ctx.params;
        const tariff = await getTariff(trx, tariffId);
        if (tariff.status !== 'draft') throw new Refusal('billing.tariff.published', { name: tariff.name }, 409);
        const charges = await postedCharges(trx, tariff, months);
        if (charges.length === 0)
          throw new Refusal('laboratory.nothing', { service: tariff.service, unitClass: tariff.unitClass, months });
        const pricer = preparePricer(plugins.get(tariff.service), tariff.body, await listVatRates(trx));
        const { summary, judged } = summarize(await reprice(pricer, charges));
        const made = await storeReport(trx, tariff, { months, summary, judged, userId: ctx.meta.user!.id });
        const { posted, draft, outliers } = summary;
        await recordTariff(ctx, unit, 'billing.laboratory.tried', tariff, { report: made, months, posted, draft, outliers });
        return oneReport(trx, made);
      }),
  }),
  listReports: action({
    rest: 'GET /tariffs/:tariffId/laboratory',
    permission: null,
    summary: 'Reports of a tariff, newest first',
    params: z.object({ tariffId: id }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        await getTariff(trx, ctx.params.tariffId);
        const rows = await withCurrent(trx, await reportsOf(trx, { tariff_id: ctx.params.tariffId }));
        return { rows, total: rows.length };
      }),
  }),
  getReport: action({
    rest: 'GET /laboratory/:reportId',
    permission: null,
    params: reportId,
    handler: (ctx) => inScope(ctx, (trx) => oneReport(trx, ctx.params.reportId)),
  }),
  listReportRows: action({
    rest: 'GET /laboratory/:reportId/rows',
    permission: null,
    summary: 'Bill by bill: as posted, and as the draft would have it',
    params: z.object({ reportId: id, ...listQuery }),
    handler: (ctx) =>
      inScope(ctx, async (trx) => {
        const query = parseReportQuery(ctx.params);
        await getStoredReport(trx, ctx.params.reportId);
        return reportRows(trx, ctx.params.reportId, query, ctx.meta.lang ?? 'vi');
      }),
  }),
  reportSheet: action({
    rest: 'GET /laboratory/:reportId/report.xlsx',
    permission: null,
    summary: 'The report as a workbook',
    params: reportId.extend({ lang: z.enum(['vi', 'en']).optional() }),
    timeoutMs: MINUTES_10,
    handler: async (ctx) => {
      const lang = ctx.params.lang ?? ctx.meta.lang ?? 'vi';
      const { report, rows } = await inScope(ctx, async (trx) => ({
        report: await oneReport(trx, ctx.params.reportId),
        rows: (await reportRows(trx, ctx.params.reportId, parseReportQuery({ page: 1, pageSize: ALL }), lang)).rows,
      }));
      ctx.meta.$responseType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      ctx.meta.$responseHeaders = { 'content-disposition': `attachment; filename="laboratory-${report.id}.xlsx"` };
      return Buffer.from(await reportSheet(report, rows, lang));
    },
  }),
  approveReport: action({
    rest: 'POST /laboratory/:reportId/approve',
    permission: 'tariffs.approve',
    summary: 'Approves what a draft would have done; permits publishing it',
    params: reportId,
    handler: (ctx) => joinUnit(ctx, (trx, unit) => approveReport(ctx, trx, unit, ctx.params.reportId)),
  }),
};

async function approveReport(ctx: Ctx, trx: Knex.Transaction, unit: string, wanted: number): Promise<LaboratoryReport> {
  const report = await oneReport(trx, wanted);
  if (report.approvedAt !== null) throw new Refusal('laboratory.report.approved', { by: report.approvedBy ?? '' }, 409);
  if (!report.current) throw new Refusal('laboratory.report.outdated', { name: report.tariff }, 409);
  const userId = ctx.meta.user!.id;
  const { changed_by: author } = await trx('tariff').where({ id: report.tariffId }).first('changed_by');
  const { settings } = await call(ctx, 'building.getBuilding', { buildingId: report.buildingId });
  // the same setting as for runs: only an explicit `false` switches the second pair of eyes off
  if (settings.fourEyes && author === userId) throw new Refusal('laboratory.report.samePerson', {}, 403);
  await trx('laboratory_approval').insert({ report_id: wanted, building_id: report.buildingId, approved_by: userId });
  const { posted, draft } = report.summary;
  const tariff = await getTariff(trx, report.tariffId);
  await recordTariff(ctx, unit, 'billing.laboratory.approved', tariff, { report: wanted, posted, draft });
  return oneReport(trx, wanted);
}

async function oneReport(trx: Knex.Transaction, wanted: number): Promise<LaboratoryReport> {
  const [report] = await withCurrent(trx, [await getStoredReport(trx, wanted)]);
  return report!;
}

async function withCurrent(trx: Knex.Transaction, reports: readonly StoredReport[]): Promise<LaboratoryReport[]> {
  const tariffs = await tariffsOf(trx, [...new Set(reports.map(({ tariffId }) => tariffId))]);
  return reports.map(({ bodyHash: made, ...report }) => ({
    ...report,
    current: bodyHash(tariffs.get(report.tariffId)!) === made,
  }));
}
