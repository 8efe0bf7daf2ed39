// Who owes for how long, page by page: from a row to the cashier's screen by its unit, to the payer's page by the name.
import { Component, computed, inject, linkedSignal, model, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { DebtRow } from '../../api/money-rows.ts';
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
import { debtorsView } from './debts-view.ts';

const pageSize = 100; // = the grid's block

@Component({
  selector: 'th-debtors',
  imports: [DayField, Grid, Icon, StatusBar],
  template: `
    <div class="bar">
      <label>{{ t('money:debts.asOf') }}<th-day field="asOf" [max]="today" [value]="asOf()" (changed)="asOf.set($event || today)" /></label>
      <select class="field" [attr.aria-label]="t('money:debts.late')" (change)="late.set(+text($event))">
        @for (days of steps; track days) { <option [value]="days" [selected]="days === late()">{{ days ? t('money:debts.lateFrom', { count: days, n: days }) : t('money:debts.all') }}</option> }
      </select>
      <span class="grow"></span>
      <input class="field search" type="search" [value]="typed()" (input)="type(text($event))" [placeholder]="t('money:debts.search')" [attr.aria-label]="t('money:debts.search')" />
    </div>
    @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    @if (total() === 0) { <div class="empty"><th-icon name="check_circle" /><h2>{{ t('money:debts.none') }}</h2></div> }
    <th-grid [store]="store" [source]="source()" [sums]="sums()" [label]="t('money:debts.title')" [class.gone]="total() === 0" (opened)="open($event.row, $event.field)" />
    <th-status-bar [rows]="total() ?? 0" hint="money:debts.keys" />`,
  styles: `.bar label { display: inline-flex; gap: 6px; align-items: center; color: var(--ink-2); } .search { width: 260px; } .note { margin: 0 16px 8px; }`,
})
export class Debtors {
  readonly late = model.required<number>();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly router = inject(Router);
  protected readonly today = today();
  protected readonly steps = [0, 1, 31, 61, 91, 181];
  protected readonly asOf = linkedSignal({ source: () => this.place.building()?.id, computation: () => today() });
  protected readonly typed = signal('');
  private readonly search = signal('');
  protected readonly total = signal<number | null>(null);
  protected readonly sums = signal<Row>({});
  protected readonly problem = signal<string | null>(null);
  protected readonly store = new SheetStore(compileView(debtorsView), []);
  private timer = 0;

  protected readonly source = computed<PageSource>(() => {
    const building = this.place.building()?.id;
    const asked = { asOf: this.asOf(), late: this.late(), search: this.search() };
    return {
      getRows: ({ startRow, successCallback, failCallback }) => {
        this.api
          .get<List<DebtRow> & { sum: Row }>('/debts', { building, ...asked, page: startRow / pageSize + 1, pageSize })
          .then(
            ({ rows, total, sum }) => {
              this.total.set(total);
              this.sums.set(sum);
              this.problem.set(null);
              successCallback(
                this.store.page(rows.map((row) => ({ ...blank(row), key: `${row.unitId} ${row.customerId}` }))),
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
  protected text(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value.normalize('NFC');
  }
  protected type(text: string): void {
    this.typed.set(text);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.search.set(text.trim()), 250);
  }
  protected open(row: Row, field: string): void {
    if (field === 'unit')
      void this.router.navigate(['/collect'], { queryParams: { units: row.unit }, queryParamsHandling: 'merge' });
    else void this.router.navigate(['/customers', row.customerId], { queryParamsHandling: 'preserve' });
  }
}
/** Zero columns stay empty: what is owed is seen at once. */
const blank = (row: DebtRow): Row =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === 0 ? null : value]));
