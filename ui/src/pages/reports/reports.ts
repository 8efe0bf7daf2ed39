// Reports: what to look at, over which months and buildings; a chart, its table, the workbook.
import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { Router } from '@angular/router';
import type { ReportColumn, ReportName, ReportRow, ReportTable } from '../../../../core/report/report.contract.ts';
import { Api } from '../../api/api.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Chart } from '../../parts/chart.ts';
import { DayField } from '../../parts/day-field.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { Theme } from '../../state/theme.ts';
import { monthsBefore } from './months-before.ts';
import { chartsOf } from './report-charts.ts';

/** Reports of one subject stand together; the first is shown first. */
const GROUPS: { id: string; icon: string; names: ReportName[] }[] = [
  { id: 'collected', icon: 'payments', names: ['collected-month', 'collected-service', 'collected-building'] },
  { id: 'ageing', icon: 'hourglass_empty', names: ['ageing'] },
  { id: 'revenue', icon: 'trending_up', names: ['revenue-service', 'revenue-month'] },
  { id: 'consumption', icon: 'speed', names: ['consumption'] },
  { id: 'books', icon: 'receipt_long', names: ['cash-book', 'bank-book'] },
];
const ROWS_SHOWN = 1000;

@Component({
  selector: 'th-reports',
  imports: [Chart, DayField, Icon, MatMenuModule],
  templateUrl: './reports.html',
  styleUrl: './reports.scss',
})
export class Reports {
  /** From the address: report, months, buildings. */
  readonly r = input<ReportName>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly bs = input<string>();
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly theme = inject(Theme);
  protected readonly groups = GROUPS;
  protected readonly busy = signal(false);
  protected readonly name = computed<ReportName>(() => this.r() ?? 'collected-month');
  protected readonly group = computed(() => GROUPS.find(({ names }) => names.includes(this.name())) ?? GROUPS[0]!);
  protected readonly months = computed(() => {
    const to = this.to() ?? this.place.period() ?? '2026-01';
    return { from: this.from() ?? monthsBefore(to, 5), to };
  });
  protected readonly chosen = computed(() => {
    const asked = (this.bs() ?? '').split(',').map(Number);
    const known = this.place.buildings().filter(({ id }) => asked.includes(id));
    const here = this.place.building();
    return known.length > 0 ? known : here ? [here] : [];
  });
  protected readonly buildingsSaid = computed(() => {
    const [first] = this.chosen();
    const n = this.chosen().length;
    return n === 1 ? first!.name : this.t('reports:buildings', { count: n, n });
  });
  private readonly query = computed(() => ({
    ...this.months(),
    buildings: this.chosen()
      .map(({ id }) => id)
      .join(','),
  }));
  protected readonly report = resource({
    params: () => (this.chosen().length > 0 ? { name: this.name(), query: this.query() } : undefined),
    loader: ({ params }) => this.api.get<ReportTable>(`/reports/${params.name}`, params.query),
  });
  protected readonly table = computed(() => (this.report.hasValue() ? this.report.value() : null));
  protected readonly rows = computed(() => this.table()?.rows.slice(0, ROWS_SHOWN) ?? []);
  protected readonly cut = computed(() => (this.table()?.rows.length ?? 0) > ROWS_SHOWN);
  protected readonly charts = computed(() => {
    const table = this.table();
    return table ? chartsOf(table, { t: this.t, service: (id) => this.serviceName(id) }) : [];
  });
  protected readonly isNumber = ({ kind }: ReportColumn) => kind === 'money' || kind === 'quantity' || kind === 'count';

  protected go(change: { r?: ReportName; from?: string; to?: string; bs?: string }): void {
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge' });
  }
  protected toggle(id: number): void {
    const now = this.chosen().map((one) => one.id);
    const next = now.includes(id) ? now.filter((one) => one !== id) : [...now, id];
    if (next.length > 0) this.go({ bs: next.join(',') });
  }
  protected allBuildings(): void {
    this.go({
      bs: this.place
        .buildings()
        .map(({ id }) => id)
        .join(','),
    });
  }
  protected readonly has = (id: number) => this.chosen().some((one) => one.id === id);

  protected cell(row: ReportRow, { id, kind }: ReportColumn): string {
    if (id === 'reason' && row.what !== undefined) return this.reasonOf(row);
    const value = row[id];
    if (kind === 'service') return this.serviceName(typeof value === 'string' ? value : null);
    if (value === null || value === undefined) return '';
    if (kind === 'month') return String(value).split('-').reverse().join('/');
    if (kind === 'day') return formatDate(String(value));
    return kind === 'text' ? String(value) : formatNumber(value, this.i18n.lang());
  }
  protected sumCell(column: ReportColumn, first: boolean): string {
    const sum = this.table()!.sum!;
    if (first) return this.t('report:sum');
    return sum[column.id] === undefined ? '' : this.cell(sum, column);
  }
  private reasonOf(row: ReportRow): string {
    if (row.what !== 'entry') return this.t(`report:what.${row.what}`);
    const said = String(row.reason ?? '');
    return [row.kind === 'void' ? this.t('report:voided') : '', said || this.t(`report:kind.${row.kind}`)]
      .filter(Boolean)
      .join(': ');
  }
  private serviceName(id: string | null): string {
    if (id === null) return this.t('report:noService');
    return id === 'late-interest' ? this.t('report:lateInterest') : this.catalog.nameOf(id);
  }
  protected async save(): Promise<void> {
    this.busy.set(true);
    try {
      const file = await this.api.file(`/reports/${this.name()}/report.xlsx`, { ...this.query(), lang: this.i18n.lang() });
      download(file, `${this.name()}-${this.months().from}-${this.months().to}.xlsx`);
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.busy.set(false);
    }
  }
  /** On paper in the light theme, whatever the screen's is: a canvas is printed as it was drawn. */
  protected async print(): Promise<void> {
    const dark = this.theme.dark();
    if (dark) {
      this.theme.dark.set(false);
      await new Promise((done) => setTimeout(done, 400));
    }
    window.print();
    this.theme.dark.set(dark);
  }
}
