// What the month's money says at a glance, and six months of charged against collected. Nothing where no month is posted yet.
import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReportTable } from '../../../../core/report/report.contract.ts';
import { Api } from '../../api/api.ts';
import { formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Chart, type ChartData } from '../../parts/chart.ts';
import { Place } from '../../state/place.ts';
import { monthsBefore } from '../reports/months-before.ts';

@Component({
  selector: 'th-money-strip',
  imports: [Chart, RouterLink],
  template: `@if (chart(); as data) {
    <h2 class="sub">{{ t('overview.money') }}</h2>
    <a class="card money" routerLink="/reports" queryParamsHandling="preserve">
      <dl>
        @for (one of figures(); track one.title) { <div><dt class="meta">{{ t(one.title) }}</dt><dd [class.late]="one.late">{{ number(one.value) }} ₫</dd></div> }
      </dl>
      <div class="canvas"><canvas [thChart]="data" [chartLabel]="t('overview.moneyChart')"></canvas></div>
    </a>
  }`,
  styles: `
    .sub { margin: 0 0 8px; }
    .money { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 12px 40px; align-items: center; color: var(--ink); text-decoration: none; margin-bottom: 24px; }
    .money:hover { border-color: var(--accent); text-decoration: none; }
    dl { display: grid; grid-template-columns: auto auto; gap: 12px 36px; margin: 0; } dd { margin: 0; font: 650 18px/24px Inter, sans-serif; letter-spacing: -0.01em; font-feature-settings: 'tnum'; white-space: nowrap; }
    .late { color: var(--error-ink); } .canvas { position: relative; height: 150px; min-width: 0; }
    @media (max-width: 1000px) { .money { grid-template-columns: minmax(0, 1fr); } }`,
})
export class MoneyStrip {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  private readonly place = inject(Place);
  protected readonly t = this.i18n.t;
  protected readonly number = (value: number) => formatNumber(value, this.i18n.lang());
  private readonly reports = resource({
    params: () => this.place.here() ?? undefined,
    loader: async ({ params: { buildingId, period } }) => {
      const query = { buildings: buildingId, from: monthsBefore(period, 5), to: period };
      const [months, ages] = await Promise.all([
        this.api.get<ReportTable>('/reports/collected-month', query),
        this.api.get<ReportTable>('/reports/ageing', query),
      ]);
      return { months: months.rows, ages: ages.sum ?? {} };
    },
  });
  private readonly known = computed(() => {
    const found = this.reports.hasValue() ? this.reports.value() : null;
    return found?.months.some(({ charged, collected, closing }) => charged || collected || closing) ? found : null;
  });
  protected readonly figures = computed(() => {
    const found = this.known();
    if (!found) return [];
    const last = found.months.at(-1);
    const { open = 0, notDue = 0 } = found.ages;
    const overdue = Number(open) - Number(notDue);
    return [
      { title: 'overview.charged', value: Number(last?.charged ?? 0), late: false },
      { title: 'overview.collected', value: Number(last?.collected ?? 0), late: false },
      { title: 'overview.owed', value: Number(open), late: false },
      { title: 'overview.overdue', value: overdue, late: overdue > 0 },
    ];
  });
  protected readonly chart = computed<ChartData | null>(() => {
    const found = this.known();
    if (!found) return null;
    const values = (id: string) => found.months.map((row) => Number(row[id] ?? 0));
    return {
      labels: found.months.map(({ month }) => String(month).split('-').reverse().join('/')),
      series: [
        { label: this.t('overview.chargedBars'), values: values('charged'), color: '--chart-2' },
        { label: this.t('overview.collectedBars'), values: values('collected'), color: '--accent' },
      ],
      unit: '₫',
    };
  });
}
