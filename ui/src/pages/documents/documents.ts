// Receipts, vouchers and adjustments of the building, page by page; the documents a clerk makes by hand begin here.
import { Component, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api.ts';
import type { MoneyDocument, MoneyDocumentDetail } from '../../api/money-rows.ts';
import type { List } from '../../api/rows.ts';
import { today } from '../../format/today.ts';
import { compileView } from '../../grid/compile-view.ts';
import { Grid, type PageSource } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { documentKinds, documentsView } from './documents-view.ts';
import { MoneyDialog, type MoneyDialogData } from './money-dialog.ts';
import { type MoneyKind, moneyKinds } from './money-kinds.ts';

const pageSize = 100; // = the grid's block

@Component({
  selector: 'th-documents',
  imports: [DayField, Grid, Icon, MatMenuModule, StatusBar],
  templateUrl: './documents.html',
  styleUrl: './documents.scss',
})
export class Documents {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly session = inject(Session);
  protected readonly kinds = documentKinds;
  protected readonly today = today();
  /** The month on show, unless other days are asked for. */
  protected readonly from = linkedSignal(() => `${this.place.period() ?? this.today.slice(0, 7)}-01`);
  protected readonly to = linkedSignal(() => lastDay(this.place.period() ?? this.today.slice(0, 7)));
  protected readonly kind = signal('');
  protected readonly method = signal('');
  protected readonly typed = signal('');
  private readonly search = signal('');
  protected readonly total = signal<number | null>(null);
  protected readonly sums = signal<Row>({});
  protected readonly problem = signal<string | null>(null);
  private readonly made = signal(0);
  private timer = 0;
  protected readonly allowed = computed(() => moneyKinds.filter(({ permission }) => this.session.may(permission)));
  protected readonly store = new SheetStore(compileView(documentsView), []);

  protected readonly source = computed<PageSource>(() => {
    const building = this.place.building();
    this.made();
    const asked = { from: this.from(), to: this.to(), kind: this.kind(), method: this.method(), search: this.search() };
    return {
      getRows: ({ startRow, successCallback, failCallback }) => {
        this.api
          .get<List<MoneyDocument> & { sum: { in: number; out: number } }>(`/buildings/${building!.id}/documents`, {
            ...{ ...asked, page: startRow / pageSize + 1, pageSize },
          })
          .then(
            ({ rows, total, sum }) => {
              this.total.set(total);
              this.sums.set({ amountIn: sum.in, amountOut: sum.out });
              this.problem.set(null);
              successCallback(this.store.page(rows.map(flat)), total);
            },
            (error: Error) => {
              this.problem.set(error.message);
              failCallback();
            },
          );
      },
    };
  });

  constructor() {
    effect(() => void this.i18n.lang());
  }
  protected text(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value.normalize('NFC');
  }
  protected type(text: string): void {
    this.typed.set(text);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.search.set(text.trim()), 250);
  }
  protected day(): void {
    this.from.set(this.today);
    this.to.set(this.today);
  }
  protected open(row: Row): void {
    void this.router.navigate(['/documents', row.id], { queryParamsHandling: 'preserve' });
  }
  protected async make(kind: MoneyKind): Promise<void> {
    const data: MoneyDialogData = { kind };
    const done = await firstValueFrom(
      this.dialog.open<MoneyDialog, MoneyDialogData, MoneyDocumentDetail>(MoneyDialog, { data, maxWidth: '94vw' }).afterClosed(),
    );
    if (done) this.open({ id: done.id } as unknown as Row);
  }
}

const flat = (row: MoneyDocument): Row => {
  const series = row.number.slice(0, 2);
  const way = series === 'PT' || series === 'BC' ? 'amountIn' : series === 'PC' || series === 'BN' ? 'amountOut' : 'amountNone';
  return { ...row, voided: null, [way]: row.amount, isVoid: row.voided !== null, state: row.voided ? 'voided' : null };
};
const lastDay = (period: string): string => {
  const [year, month] = period.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};
