// The tariff laboratory: what a draft would have done to the months that are posted, bill by bill, approved by a second person.
import { Component, computed, inject, input, linkedSignal, resource, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api, ApiError } from '../../api/api.ts';
import type { LaboratoryReport, LaboratoryRow, List, TariffRow } from '../../api/rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { compileView } from '../../grid/compile-view.ts';
import { Grid, type PageSource } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Session } from '../../state/session.ts';
import { laboratoryView } from './laboratory-view.ts';

const sides = ['', 'more', 'less', 'same', 'outlier', 'unpriced'] as const;
type Side = (typeof sides)[number];
const pageSize = 100; // = the grid's block

@Component({
  selector: 'th-laboratory',
  imports: [Grid, Icon, RouterLink, StatusBar],
  templateUrl: './laboratory.html',
  styleUrl: './laboratory.scss',
})
export class Laboratory {
  readonly tariff = input.required<string>();
  private readonly api = inject(Api);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly session = inject(Session);
  protected readonly catalog = inject(Catalog);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly date = formatDate;
  protected readonly sides = sides;
  protected readonly months = signal(3);
  protected readonly choices = Array.from({ length: 12 }, (_, n) => n + 1);
  protected readonly busy = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly side = signal<Side>('');
  protected readonly text = signal('');
  protected readonly found = signal<number | null>(null);
  protected readonly sums = signal<Row>({});
  private timer = 0;
  protected readonly draft = resource({
    params: () => this.tariff(),
    loader: ({ params }) => this.api.get<TariffRow>(`/tariffs/${params}`),
  });
  protected readonly reports = resource({
    params: () => this.tariff(),
    loader: async ({ params }) => (await this.api.get<List<LaboratoryReport>>(`/tariffs/${params}/laboratory`)).rows,
  });
  protected readonly report = linkedSignal<LaboratoryReport | null>(() =>
    this.reports.hasValue() ? (this.reports.value()[0] ?? null) : null,
  );
  /** None or one: another report is another grid. */
  protected readonly sheets = computed(() => {
    if (!this.report()) return [];
    return untracked(() => [new SheetStore(compileView(laboratoryView, { outlier: 'boolean' }), [])]);
  });
  protected readonly source = computed<PageSource>(() => {
    const id = this.report()!.id;
    const filter = JSON.stringify({ side: this.side(), text: this.text() });
    this.i18n.lang(); // reasons come in the caller's language
    return {
      getRows: ({ startRow, sortModel, successCallback, failCallback }) => {
        const sort = sortModel.map(
          ({ colId, sort }) => `${sort === 'desc' ? '-' : ''}${colId === 'percent' ? 'deltaTenths' : colId}`,
        );
        const query = { filter, sort: sort.join(',') || '-size', page: startRow / pageSize + 1, pageSize };
        type Page = List<LaboratoryRow> & { sum: { posted: number; draft: number } };
        this.api.get<Page>(`/laboratory/${id}/rows`, query).then(
          ({ rows, total, sum }) => {
            this.found.set(total);
            this.sums.set({ ...sum, delta: sum.draft - sum.posted });
            successCallback(rows.map(shown), total);
          },
          (error: Error) => {
            this.problem.set(error.message);
            failCallback();
          },
        );
      },
    };
  });

  protected money(value: number): string {
    return formatNumber(value, this.i18n.lang());
  }
  protected signed(value: number): string {
    return formatNumber(value, this.i18n.lang(), 0, true);
  }
  /** Tenths of a percent as people read them. */
  protected percent(tenths: number): string {
    return `${formatNumber(`${tenths}e-1`, this.i18n.lang(), 1, true)} %`;
  }
  protected share({ posted, draft }: { posted: number; draft: number }): string {
    return posted === 0 ? '' : this.percent(Math.round(((draft - posted) * 1000) / posted));
  }
  protected countOf(side: Side): number {
    const { months, more, less, same, outliers, unpriced } = this.report()!.summary;
    const priced = months.reduce((sum, { bills }) => sum + bills, 0);
    return { '': priced + unpriced.bills, more: more.bills, less: less.bills, same, outlier: outliers, unpriced: unpriced.bills }[
      side
    ];
  }
  private fileName(): string {
    return this.t('desk:lab.fileName');
  }
  protected type(value: string): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.text.set(value), 250);
  }
  protected open(row: Row): void {
    void this.router.navigate(['/bills', row.billId], { queryParams: { p: row.period }, queryParamsHandling: 'merge' });
  }
  protected try(): Promise<void> {
    return this.attempt(async () => {
      this.report.set(
        await this.api.send<LaboratoryReport>('POST', `/tariffs/${this.tariff()}/laboratory`, { months: this.months() }),
      );
      this.side.set('');
    });
  }
  protected approve(): Promise<void> {
    return this.attempt(async () => {
      this.report.set(await this.api.send<LaboratoryReport>('POST', `/laboratory/${this.report()!.id}/approve`, {}));
      this.toast.say(this.t('desk:lab.approvedNow'));
    });
  }
  protected sheet(): Promise<void> {
    return this.attempt(async () => {
      const { id } = this.report()!;
      download(await this.api.file(`/laboratory/${id}/report.xlsx`, { lang: this.i18n.lang() }), `${this.fileName()}-${id}.xlsx`);
    });
  }
  private async attempt(run: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      await run();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}

const shown = (row: LaboratoryRow): Row => ({
  ...row,
  id: `${row.period} ${row.unitId} ${row.subject}`,
  unit: row.caption === null ? row.unit : `${row.unit} · ${row.caption}`,
  percent: row.deltaTenths === null ? null : String(row.deltaTenths / 10),
});
