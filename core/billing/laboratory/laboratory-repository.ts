// The laboratory's reports as rows of the database.
import type { Knex } from 'knex';
import { firstDay, Refusal } from '#kit';
import type { Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import { plainDecimal } from '../run/charge-detail.ts';
import { diffRuns } from '../run/diff-runs.ts';
import type { TariffRow } from '../tariff/tariff.contract.ts';
import { bodyHash } from './body-hash.ts';
import type { LaboratoryReport, LaboratoryRow, LaboratorySummary } from './laboratory.contract.ts';
import type { ReportQuery } from './report-query.ts';
import type { Judged } from './summarize.ts';

export interface StoredReport extends Omit<LaboratoryReport, 'current'> {
  bodyHash: string;
}

export async function reportsOf(
  trx: Knex.Transaction,
  where: { tariff_id: number } | { 'r.id': number },
): Promise<StoredReport[]> {
  const rows = await trx('laboratory_report as r')
    .join('tariff as t', 't.id', 'r.tariff_id')
    .join('app_user as c', 'c.id', 'r.created_by')
    .leftJoin('laboratory_approval as a', 'a.report_id', 'r.id')
    .leftJoin('app_user as u', 'u.id', 'a.approved_by')
    .where(where)
    .orderBy('r.id', 'desc')
    .select('r.id', 'r.months', 'r.summary', 't.service')
    .select({ buildingId: 'r.building_id', tariffId: 'r.tariff_id', tariff: 't.name', bodyHash: 'r.body_hash' })
    .select({ createdBy: 'c.name', createdAt: 'r.created_at', approvedBy: 'u.name', approvedAt: 'a.approved_at' });
  return rows.map((row: StoredReport & { createdAt: Date; approvedAt: Date | null }) => ({
    ...row,
    createdAt: (row.createdAt as unknown as Date).toISOString(),
    approvedAt: (row.approvedAt as unknown as Date | null)?.toISOString() ?? null,
  }));
}

export async function getStoredReport(trx: Knex.Transaction, reportId: number): Promise<StoredReport> {
  const [report] = await reportsOf(trx, { 'r.id': reportId });
  if (!report) throw new Refusal('laboratory.report.unknown', { id: reportId }, 404);
  return report;
}

/** Keeps a report with its rows; the tariff's earlier reports that nobody approved go. */
export async function storeReport(
  trx: Knex.Transaction,
  tariff: TariffRow,
  { months, summary, judged, userId }: { months: number; summary: LaboratorySummary; judged: readonly Judged[]; userId: number },
): Promise<number> {
  await trx('laboratory_report')
    .where({ tariff_id: tariff.id })
    .whereNotExists(trx('laboratory_approval as a').whereRaw('a.report_id = laboratory_report.id'))
    .delete();
  const [report] = await trx('laboratory_report')
    .insert({
      ...{ building_id: tariff.buildingId, tariff_id: tariff.id, tariff_revision: tariff.revision, body_hash: bodyHash(tariff) },
      ...{ months, summary: JSON.stringify(summary), created_by: userId },
    })
    .returning('id');
  const rows = judged.map(({ charge, draft, outlier }) => ({
    ...{ period: firstDay(charge.period), unit_id: charge.unitId, bill_id: charge.billId, quantity: charge.quantity },
    ...{ subject: charge.subject, caption: charge.caption, posted: charge.posted, outlier },
    ...(typeof draft === 'number' ? { draft } : { code: draft.code, params: draft.params }),
  }));
  await trx.raw(
    `insert into laboratory_row (report_id, building_id, period, unit_id, subject, caption, bill_id, quantity, posted, draft, outlier, code, params)
     select ?, ?, r.period, r.unit_id, r.subject, r.caption, r.bill_id, r.quantity, r.posted, r.draft, r.outlier, r.code, r.params
     from jsonb_to_recordset(?::jsonb) as r (period date, unit_id bigint, subject text, caption text, bill_id bigint, quantity numeric, posted bigint,
       draft bigint, outlier boolean, code text, params json)`,
    [report.id, tariff.buildingId, JSON.stringify(rows)],
  );
  return report.id;
}

/** Rows of a report as asked for, with sums over all that were found. */
export async function reportRows(
  trx: Knex.Transaction,
  reportId: number,
  { text, side, period, order, limit, offset }: ReportQuery,
  lang: Lang,
): Promise<{ rows: LaboratoryRow[]; total: number; sum: { posted: number; draft: number } }> {
  const { rows } = await trx.raw(
    `with found as (
       select to_char(r.period, 'YYYY-MM') as period, r.unit_id as "unitId", u.code as unit, r.subject, r.caption, p.name as payer, r.bill_id as "billId",
         r.quantity, r.posted, r.draft, r.draft - r.posted as delta, r.outlier, r.code, r.params
       from laboratory_row r join unit u on u.id = r.unit_id
       left join bill b on b.id = r.bill_id and b.period = r.period left join customer p on p.id = b.customer_id
       where r.report_id = :reportId
         and (:text = '' or fold(concat_ws(' ', u.code, r.caption, p.name)) like '%' || fold(:text) || '%')
         and (:period = '' or to_char(r.period, 'YYYY-MM') = :period)
         and case :side when '' then true when 'more' then r.draft > r.posted when 'less' then r.draft < r.posted
           when 'same' then r.draft = r.posted when 'outlier' then r.outlier else r.draft is null end),
     counted as (select count(*) as count, coalesce(sum(posted), 0)::bigint as sum_posted, coalesce(sum(draft), 0)::bigint as sum_draft from found)
     select counted.*, page.* from counted left join lateral (select * from found order by ${order} limit :limit offset :offset) as page on true`,
    { reportId, text, side, period, limit, offset },
  );
  const { count, sum_posted, sum_draft } = rows[0];
  const named = rows.filter((row: { unit: string | null }) => row.unit !== null);
  return {
    rows: named.map((row: Parameters<typeof rowOf>[0]) => rowOf(row, lang)),
    total: count,
    sum: { posted: sum_posted, draft: sum_draft },
  };
}

type StoredRow = Omit<LaboratoryRow, 'deltaTenths' | 'problem'> & { code: string | null; params: Record<string, string> | null };
function rowOf({ code, params, quantity, ...row }: StoredRow, lang: Lang): LaboratoryRow {
  const { period, unitId, unit, subject, caption, payer, billId, posted, draft, delta, outlier } = row;
  return {
    ...{ period, unitId, unit, subject, caption, payer, billId, posted, draft, delta, outlier },
    quantity: plainDecimal(quantity),
    deltaTenths: draft === null ? null : diffRuns(draft, posted).deltaTenths,
    problem: code === null ? null : sentence(lang, { code, params: params ?? {} }),
  };
}
