// The month's tax invoices: the grid, what the ledger says of them, making, handing over and taking numbers back.
import { Component, computed, inject, resource, signal, untracked } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { InvoiceCheck, InvoiceRow } from '../../../../core/invoice/invoice.contract.ts';
import type { InvoiceSettings } from '../../../../core/invoice/settings/settings.contract.ts';
import { Api } from '../../api/api.ts';
import type { List } from '../../api/rows.ts';
import { formatNumber, formatPeriod } from '../../format/numbers.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Active, Grid, type PageSource } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { FormDialog } from '../../parts/form-dialog.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { invoiceStates, invoicesView } from './invoices-view.ts';
import { MakeDialog } from './make-dialog.ts';
import { NumbersDialog } from './numbers-dialog.ts';
import { settingsForm } from './settings-form.ts';

const pageSize = 100; // = the grid's block
type Sums = Pick<InvoiceRow, 'net' | 'vat' | 'total'>;

@Component({
  selector: 'th-invoices',
  imports: [Grid, Icon, MatMenuModule, StatusBar],
  templateUrl: './invoices.html',
  styleUrl: './invoices.scss',
})
export class Invoices {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly toast = inject(Toast);
  private readonly session = inject(Session);
  protected readonly states = invoiceStates;
  protected readonly mayWrite = computed(() => this.session.may('invoices.write'));
  protected readonly maySet = computed(() => this.session.may('settings.write'));
  protected readonly monthName = computed(() => formatPeriod(this.place.period()!, this.i18n.lang()));
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly total = signal<number | null>(null);
  protected readonly sums = signal<Row>({});
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly active = signal<Active | null>(null);
  protected readonly typed = signal('');
  protected readonly state = signal('');
  private readonly search = signal('');
  private readonly asked = signal(0);
  private timer = 0;

  protected readonly check = resource({
    params: () => (this.mayWrite() ? { here: this.place.here(), asked: this.asked() } : undefined),
    loader: async ({ params: { here } }) =>
      here ? this.api.get<InvoiceCheck>(`/buildings/${here.buildingId}/invoices/check`, { period: here.period }) : null,
  });
  protected readonly parts = computed(() => {
    const check = this.check.hasValue() ? this.check.value() : null;
    if (!check) return [];
    return (['invoiced', 'waiting', 'leftOut', 'toAdjust'] as const).map((name) => ({ name, ...check[name] }));
  });
  protected readonly agrees = ({ difference }: InvoiceCheck) => difference.net === 0 && difference.vat === 0;

  /** A changed filter or month is a new source; a new sheet per month forgets the rows of the last. */
  protected readonly sheets = computed(() => {
    this.place.here();
    return untracked(() => [new SheetStore(compileView(invoicesView()), [])]);
  });
  protected readonly source = computed<PageSource>(() => {
    const here = this.place.here()!;
    const query = { period: here.period, state: this.state() || null, search: this.search() || null };
    this.asked();
    return {
      getRows: ({ startRow, successCallback, failCallback }) => {
        const page = startRow / pageSize + 1;
        this.api
          .get<List<InvoiceRow> & { sum: Sums }>(`/buildings/${here.buildingId}/invoices`, { ...query, page, pageSize })
          .then(
            ({ rows, total, sum }) => {
              this.total.set(total);
              this.sums.set({ ...sum });
              this.problem.set(null);
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

  protected type(value: string): void {
    this.typed.set(value);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.search.set(value.normalize('NFC').trim()), 250);
  }
  protected open(row: Row): void {
    void this.router.navigate(['/invoices', row.id], { queryParamsHandling: 'preserve' });
  }
  protected async make(): Promise<void> {
    const made = await this.ask(MakeDialog, { ...this.place.here() });
    if (made === undefined) return;
    this.toast.say(this.t('invoices:made', { count: made, n: made }));
    this.again();
  }
  protected async numbers(): Promise<void> {
    if (await this.ask(NumbersDialog, { buildingId: this.place.here()!.buildingId })) this.again();
  }
  protected async settings(): Promise<void> {
    const { buildingId, period } = this.place.here()!;
    try {
      const settings = await this.api.get<InvoiceSettings>('/invoice-settings');
      const meters = this.catalog.rows().filter(({ kind }) => kind === 'meter');
      const about = {
        api: this.api,
        t: this.t,
        settings,
        buildingId,
        year: Number(period.slice(0, 4)),
        meters,
        lang: this.i18n.lang(),
      };
      if (await firstValueFrom(this.dialog.open(FormDialog, { data: settingsForm(about) }).afterClosed())) this.again();
    } catch (error) {
      this.toast.problem(error);
    }
  }
  /** First the drafts are the provider's, then the file: asking again gives the same file. */
  protected async exported(format: 'xml' | 'xlsx'): Promise<void> {
    const { buildingId, period } = this.place.here()!;
    this.busy.set(true);
    try {
      await this.api.send('POST', `/buildings/${buildingId}/invoices/exported`, { period, format });
      const file = await this.api.file(`/buildings/${buildingId}/invoices.${format}`, { period, lang: this.i18n.lang() });
      download(file, `${this.t('invoices:fileName')}-${period}.${format}`);
      this.again();
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.busy.set(false);
    }
  }
  private again(): void {
    this.asked.update((n) => n + 1);
  }
  private ask(dialog: typeof MakeDialog | typeof NumbersDialog, data: object): Promise<number | undefined> {
    return firstValueFrom(this.dialog.open<unknown, object, number>(dialog, { data, maxWidth: '94vw' }).afterClosed());
  }
}

const shown = (row: InvoiceRow): Row => ({
  ...{ ...row, timing: row.late ? 'late' : null },
  printed: row.number === null ? row.symbol : `${row.symbol} – ${row.number}`,
});
