// The chart of accounts with what stood, moved and stands on each: the trial balance of some months.
import { Component, computed, inject, linkedSignal, resource, untracked, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { TrialRow } from '../../api/money-rows.ts';
import type { List } from '../../api/rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { Grid } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Accounts } from '../../state/accounts.ts';
import { Place } from '../../state/place.ts';
import { trialView } from './book-views.ts';

@Component({
  selector: 'th-trial-balance',
  imports: [DayField, Grid, Icon, StatusBar],
  template: `
    <div class="bar">
      <label>{{ t('money:monthFrom') }}<th-day grain="month" [value]="from()" (changed)="from.set($event || from())" /></label>
      <label>{{ t('money:monthTo') }}<th-day grain="month" [value]="to()" (changed)="to.set($event || to())" /></label>
      <span class="grow"></span>
      <button type="button" class="btn outline" [disabled]="!store()" (click)="grid()?.exportCsv(t('money:trial.file') + '-' + from() + '-' + to())"><th-icon name="download" />CSV</button>
    </div>
    @if (store(); as sheet) {
      <th-grid [store]="sheet" [label]="t('money:close.tab.accounts')" (opened)="open($event.row)" />
      <th-status-bar [rows]="sheet.rows.length" hint="money:trial.keys" />
    } @else if (rows.error(); as error) { <p class="note error" role="alert"><th-icon name="error" />{{ error.message }}</p> }
    @else { <p class="empty" role="status">{{ t('loading') }}</p> }`,
  styles: `.bar label { display: inline-flex; gap: 6px; align-items: center; color: var(--ink-2); } .note { margin: 0 16px 8px; }`,
})
export class TrialBalance {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly router = inject(Router);
  private readonly accounts = inject(Accounts);
  protected readonly grid = viewChild(Grid);
  protected readonly from = linkedSignal(() => this.place.period() ?? '2000-01');
  protected readonly to = linkedSignal(() => this.place.period() ?? '2000-01');
  protected readonly rows = resource({
    params: () => {
      const building = this.place.building()?.id;
      return building ? { building, from: this.from(), to: this.to() } : undefined;
    },
    loader: async ({ params: { building, ...span } }) =>
      (await this.api.get<List<TrialRow>>(`/buildings/${building}/trial-balance`, span)).rows,
  });
  protected readonly store = computed(() => {
    if (!this.rows.hasValue()) return null;
    const vi = this.i18n.lang() === 'vi';
    const moved = this.rows.value();
    const known = new Set(moved.map(({ account }) => account));
    // accounts that wait for their first posting are part of the chart
    const waiting = this.accounts.rows().filter(({ code }) => !known.has(code));
    const rows: Row[] = [
      ...moved.map(({ account, nameVi, nameEn, opening, debit, credit, closing }) => ({
        ...{ account, name: vi ? nameVi : nameEn, debit: debit || null, credit: credit || null },
        ...{
          openingDebit: side(opening),
          openingCredit: side(-opening),
          closingDebit: side(closing),
          closingCredit: side(-closing),
        },
      })),
      ...waiting.map(({ code, nameVi, nameEn }) => ({ account: code, name: vi ? nameVi : nameEn })),
    ].toSorted((a, b) => (String(a.account) < String(b.account) ? -1 : 1));
    return untracked(() => new SheetStore(compileView(trialView), rows)); // it sets signals of its own
  });
  protected open(row: Row): void {
    void this.router.navigate([], { queryParams: { tab: 'journal', account: row.account }, queryParamsHandling: 'merge' });
  }
}
const side = (amount: number): number | null => (amount > 0 ? amount : null);
