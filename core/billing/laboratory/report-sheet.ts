// A report as a workbook: the summary by month, and every bill.
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import type { Lang } from '#platform/context';
import { sentence } from '#platform/i18n';
import type { LaboratoryReport, LaboratoryRow } from './laboratory.contract.ts';

const BILL = ['period', 'unit', 'payer', 'quantity', 'posted', 'draft', 'delta', 'percent', 'outlier', 'problem'] as const;

export async function reportSheet(report: LaboratoryReport, rows: readonly LaboratoryRow[], lang: Lang): Promise<Uint8Array> {
  const say = (key: string) => sentence(lang, { code: `laboratory.sheet.${key}`, params: {} });
  const { summary } = report;
  const facts: CellValue[][] = [
    [say('tariff'), report.tariff],
    [say('createdBy'), report.createdBy, report.createdAt.slice(0, 10)],
    [say('approvedBy'), report.approvedBy ?? say('notApproved'), report.approvedAt?.slice(0, 10) ?? null],
    [say('more'), summary.more.bills, summary.more.amount],
    [say('less'), summary.less.bills, summary.less.amount],
    [say('same'), summary.same],
    [say('unpriced'), summary.unpriced.bills, summary.unpriced.posted],
    [say('outliers'), summary.outliers],
    [],
    ['period', 'bills', 'posted', 'draft', 'delta'].map(say),
    ...summary.months.map(({ period, bills, posted, draft }) => [period, bills, posted, draft, draft - posted]),
    [
      say('total'),
      summary.months.reduce((sum, { bills }) => sum + bills, 0),
      summary.posted,
      summary.draft,
      summary.draft - summary.posted,
    ],
  ];
  const bills = rows.map((row): CellValue[] => [
    ...[
      row.period,
      row.caption === null ? row.unit : `${row.unit} · ${row.caption}`,
      row.payer,
      row.quantity === null ? null : Number(row.quantity),
      row.posted,
      row.draft,
      row.delta,
    ],
    ...[row.deltaTenths === null ? null : row.deltaTenths / 10, row.outlier ? say('yes') : null, row.problem],
  ]);
  return writeXlsx({
    sheets: [
      { name: say('summary'), rows: facts, columns: [28, 18, 16, 16, 16].map((width) => ({ width })) },
      {
        name: say('bills'),
        rows: [BILL.map(say), ...bills],
        freezePane: { rows: 1 },
        columns: [10, 12, 28, 12, 14, 14, 14, 10, 10, 40].map((width) => ({ width })),
      },
    ],
  });
}
