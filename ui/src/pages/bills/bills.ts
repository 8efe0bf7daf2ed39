// The month's bills, page by page from the server.
import { Component, computed, inject, linkedSignal, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { BillRow, List } from '../../api/rows.ts';
import { formatPeriod } from '../../format/numbers.ts';
import { compileView } from '../../grid/compile-view.ts';
import { Grid, type PageSource } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { billsView } from './bills-view.ts';

type Sums = Pick<BillRow, 'net' | 'vat' | 'total' | 'previousDebt'>;

@Component({
  selector: 'th-bills',
  imports: [Grid, Icon, StatusBar],
  templateUrl: './bills.html',
})
export class Bills {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly total = signal<number | null>(null);
  protected readonly sums = signal<Row>({});
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly typed = signal({ unit: '', customer: '' });
  private readonly asked = signal({ unit: '', customer: '' });
  private timer = 0;
  protected readonly monthName = computed(() => formatPeriod(this.place.period()!, this.i18n.lang()));

  /** Services that stand on a bill: each has its column. */
  private readonly used = linkedSignal<unknown, ReadonlySet<string>>({
    source: () => this.place.here(),
    computation: () =>
      new Set(
        untracked(this.place.month)
          ?.services.filter((one) => one.meters > 0)
          .map((one) => one.service),
      ),
  });
  private readonly store = computed(() => {
    const here = this.place.here();
    const rows = this.catalog.rows();
    if (!here || rows.length === 0) return null;
    const used = this.used();
    const view = compileView(billsView(rows.filter((plugin) => used.has(plugin.id))));
    return untracked(() => new SheetStore(view, []));
  });

  /** None or one: a new set of columns is a new grid. */
  protected readonly sheets = computed(() => [this.store()].filter((sheet) => sheet !== null));

  protected readonly source = computed<PageSource>(() => {
    const here = this.place.here();
    const asked = this.asked();
    return {
      getRows: ({ startRow, successCallback, failCallback }) => {
        this.api
          .get<List<BillRow> & { sum: Sums }>('/bills', { ...here, ...asked, page: startRow / pageSize + 1, pageSize })
          .then(
            ({ rows, total, sum }) => {
              this.total.set(total);
              this.sums.set({ ...sum });
              this.problem.set(null);
              const services = rows.flatMap((row) => Object.keys(row.services));
              if (services.some((service) => !this.used().has(service)))
                this.used.update((used) => new Set([...used, ...services]));
              successCallback(rows.map(flat), total);
            },
            (error: Error) => {
              this.problem.set(error.message);
              failCallback();
            },
          );
      },
    };
  });

  protected type(field: 'unit' | 'customer', value: string): void {
    this.typed.update((typed) => ({ ...typed, [field]: value }));
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.asked.set(this.typed()), 250);
  }
  protected open(row: Row): void {
    void this.router.navigate(['/bills', row.id], { queryParamsHandling: 'preserve' });
  }
  protected async notices(): Promise<void> {
    const here = this.place.here()!;
    this.busy.set(true);
    try {
      const lang = this.i18n.lang();
      download(
        await this.api.file(`/buildings/${here.buildingId}/notices.pdf`, { period: here.period, lang }),
        `${this.t('bills.fileName')}-${here.period}.pdf`,
      );
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.busy.set(false);
    }
  }
}

const pageSize = 100; // = the grid's block
const flat = (row: BillRow): Row => ({
  ...row,
  ...Object.fromEntries(
    Object.entries(row.services).map(([service, total]) => [`service_${service.replaceAll('-', '_')}`, total]),
  ),
});
