// The journal of some months, a row a posting, page by page; whole as a workbook or as text for hledger.
import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { JournalLine } from '../../api/money-rows.ts';
import type { List } from '../../api/rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { Grid, type PageSource } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Place } from '../../state/place.ts';
import { serviceName } from '../../state/service-name.ts';
import { journalView } from './book-views.ts';

const pageSize = 100; // = the grid's block

@Component({
  selector: 'th-journal',
  imports: [DayField, Grid, Icon, StatusBar],
  template: `
    <div class="bar">
      <label>{{ t('money:monthFrom') }}<th-day grain="month" field="from" [value]="from()" (changed)="from.set($event || from())" /></label>
      <label>{{ t('money:monthTo') }}<th-day grain="month" field="to" [value]="to()" (changed)="to.set($event || to())" /></label>
      <input class="field account" inputmode="numeric" maxlength="8" [value]="account()" (change)="account.set(digits($event))" [placeholder]="t('money:account')" [attr.aria-label]="t('money:account')" />
      <span class="grow"></span>
      <button type="button" class="btn outline" [disabled]="busy()" (click)="save('xlsx')"><th-icon name="download" />Excel</button>
      <button type="button" class="btn outline" [disabled]="busy()" (click)="save('hledger')"><th-icon name="download" />hledger</button>
    </div>
    @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    @if (total() === 0) { <div class="empty"><th-icon name="menu_book" /><h2>{{ t('money:journal.none') }}</h2></div> }
    <th-grid [store]="store" [source]="source()" [sums]="sums()" [label]="t('money:close.tab.journal')" [class.gone]="total() === 0" (opened)="open($event.row)" />
    <th-status-bar [rows]="total() ?? 0" hint="money:journal.keys" />`,
  styles: `.bar label { display: inline-flex; gap: 6px; align-items: center; color: var(--ink-2); } .account { width: 120px; } .note { margin: 0 16px 8px; }`,
})
export class Journal {
  /** An account to look at, from the list of accounts. */
  readonly of = input('');
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly name = serviceName();
  protected readonly from = linkedSignal(() => this.place.period() ?? '2000-01');
  protected readonly to = linkedSignal(() => this.place.period() ?? '2000-01');
  protected readonly account = linkedSignal(() => this.of());
  protected readonly total = signal<number | null>(null);
  protected readonly sums = signal<Row>({});
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly store = new SheetStore(compileView(journalView), []);

  protected readonly source = computed<PageSource>(() => {
    const building = this.place.building()?.id;
    const asked = { from: this.from(), to: this.to(), account: this.account() };
    return {
      getRows: ({ startRow, successCallback, failCallback }) => {
        this.api
          .get<List<JournalLine> & { sum: Row }>(`/buildings/${building}/journal`, {
            ...asked,
            page: startRow / pageSize + 1,
            pageSize,
          })
          .then(
            ({ rows, total, sum }) => {
              this.total.set(total);
              this.sums.set(sum);
              this.problem.set(null);
              successCallback(
                rows.map(
                  (row): Row => ({
                    ...row,
                    debit: row.debit || null,
                    credit: row.credit || null,
                    serviceName: this.name(row.service),
                  }),
                ),
                total,
              );
            },
            (error: Error) => {
              this.problem.set(error.message);
              failCallback();
            },
          );
      },
    };
  });
  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
  protected digits(event: Event): string {
    return this.value(event).replace(/\D/g, '');
  }
  protected open(row: Row): void {
    const path = row.documentId ? ['/documents', row.documentId] : row.billId ? ['/bills', row.billId] : null;
    if (path) void this.router.navigate(path, { queryParamsHandling: 'preserve' });
  }
  protected async save(extension: 'xlsx' | 'hledger'): Promise<void> {
    this.busy.set(true);
    const query = { from: this.from(), to: this.to(), lang: this.i18n.lang() };
    try {
      const file = await this.api.file(`/buildings/${this.place.building()!.id}/journal.${extension}`, query);
      download(file, `${this.t('money:journal.file')}-${query.from}-${query.to}.${extension === 'xlsx' ? 'xlsx' : 'journal'}`);
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.busy.set(false);
    }
  }
}
