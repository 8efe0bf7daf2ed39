// What of a report is drawn as a chart. Figures are the table's own; a report of one row is its table alone.
import type { ReportRow, ReportTable } from '../../../../core/report/report.contract.ts';
import type { ChartColor, ChartData, ChartSeries } from '../../parts/chart.ts';

export interface NamedChart {
  title: string;
  data: ChartData;
}
interface Words {
  t: (key: string) => string;
  service: (id: string | null) => string;
}
const COLORS: Record<string, ChartColor> = {
  ...{ charged: '--chart-2', collected: '--accent', closing: '--second', owed: '--second' },
  ...{ net: '--accent', vat: '--chart-2', passThrough: '--chart-3', in: '--accent', out: '--chart-3', balance: '--second' },
};
const AGES = ['notDue', 'days30', 'days60', 'days90', 'over90'];
const AGE_COLORS: ChartColor[] = ['--accent', '--chart-2', '--chart-4', '--chart-3', '--error-ink'];

export function chartsOf(table: ReportTable, { t, service }: Words): NamedChart[] {
  const title = t(`report:name.${table.name}`);
  const one = (data: Omit<ChartData, 'unit'>): NamedChart[] =>
    data.labels.length > 0 ? [{ title, data: { ...data, unit: '₫' } }] : [];
  const bars = (ids: string[], rows = table.rows, line?: string): ChartSeries[] =>
    ids.map((id) => ({
      ...{ label: t(`report:column.${id}`), values: rows.map((row) => Number(row[id] ?? 0)), color: COLORS[id] ?? '--accent' },
      ...(id === line ? { line: true } : {}),
    }));
  switch (table.name) {
    case 'collected-month':
      return one({ labels: months(table.rows), series: bars(['charged', 'collected', 'closing'], table.rows, 'closing') });
    case 'collected-service':
      return one({
        labels: table.rows.map((row) => service(textOf(row.service))),
        series: bars(['charged', 'collected', 'owed']),
        lying: true,
      });
    case 'collected-building':
      return one({
        labels: table.rows.map((row) => String(row.building)),
        series: bars(['charged', 'collected', 'closing']),
        lying: true,
      });
    case 'ageing': {
      const values = AGES.map((id) => Number(table.sum?.[id] ?? 0));
      const series = [{ label: t('report:column.open'), values, color: '--accent' as const, colors: AGE_COLORS }];
      return one({ labels: AGES.map((id) => t(`report:column.${id}`)), series });
    }
    case 'consumption':
      return [...Map.groupBy(table.rows, (row) => String(row.service))].map(([id, rows]) => ({
        title: service(id),
        data: {
          ...{ labels: months(rows), unit: String(rows[0]!.measure) },
          series: [
            { label: t('report:column.quantity'), values: rows.map((row) => Number(row.quantity)), color: '--accent' as const },
          ],
        },
      }));
    case 'revenue-service':
      return one({
        labels: table.rows.map((row) => service(textOf(row.service))),
        series: bars(['net', 'vat', 'passThrough']),
        lying: true,
        stacked: true,
      });
    case 'revenue-month':
      return one({ labels: months(table.rows), series: bars(['net', 'vat', 'passThrough']), stacked: true });
    default: {
      const days = table.rows.filter(({ what }) => what === 'day');
      const labels = days.map(({ day }) => String(day).split('-').reverse().slice(0, 2).join('/'));
      return one({ labels, series: bars(['in', 'out'], days) }); // the balance is many times a day's sum
    }
  }
}

const textOf = (value: ReportRow[string] | undefined): string | null => (typeof value === 'string' ? value : null);
const months = (rows: readonly ReportRow[]): string[] => rows.map(({ month }) => String(month).split('-').reverse().join('/'));
