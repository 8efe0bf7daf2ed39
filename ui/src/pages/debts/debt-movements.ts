// Opening, charges, receipts, other changes and closing of some months: by payer, unit, service, month of charge or card type.
import { Component, computed, inject, input, linkedSignal, resource, signal, untracked, viewChild } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { DebtMovement } from '../../api/money-rows.ts';
import type { List } from '../../api/rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { Grid, type Picked } from '../../grid/grid.ts';
import { SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { serviceName } from '../../state/service-name.ts';
import { movementsView } from './debts-view.ts';

type By = 'customer' | 'unit' | 'service' | 'period' | 'card';

@Component({
  selector: 'th-debt-movements',
  imports: [DayField, Grid, Icon, StatusBar],
  template: `
    <div class="bar">
      <label>{{ t('money:monthFrom') }}<th-day grain="month" field="from" [value]="from()" (changed)="from.set($event || from())" /></label>
      <label>{{ t('money:monthTo') }}<th-day grain="month" field="to" [value]="to()" (changed)="to.set($event || to())" /></label>
      <span class="grow"></span>
      <input class="field search" type="search" [value]="quick()" (input)="quick.set(value($event))" [placeholder]="t('money:debts.quick')" [attr.aria-label]="t('money:debts.quick')" />
      <button type="button" class="btn outline" [disabled]="!store()" (click)="grid()?.exportCsv(by() + '-' + from() + '-' + to())"><th-icon name="download" />CSV</button>
    </div>
    @if (store(); as sheet) {
      <th-grid [store]="sheet" [quick]="quick()" [label]="t('money:debts.tab.' + by())" (picked)="picked.set($event)" />
      <th-status-bar [rows]="sheet.rows.length" [picked]="picked()" hint="grid.keysRead" />
    } @else if (rows.error(); as error) { <p class="note error" role="alert"><th-icon name="error" />{{ error.message }}</p> }
    @else { <p class="empty" role="status">{{ t('loading') }}</p> }`,
  styles: `.bar label { display: inline-flex; gap: 6px; align-items: center; color: var(--ink-2); } .search { width: 220px; } .note { margin: 0 16px 8px; }`,
})
export class DebtMovements {
  readonly by = input.required<By>();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly name = serviceName();
  protected readonly grid = viewChild(Grid);
  protected readonly quick = signal('');
  protected readonly picked = signal<Picked | null>(null);
  protected readonly from = linkedSignal(() => this.place.period() ?? '2000-01');
  protected readonly to = linkedSignal(() => this.place.period() ?? '2000-01');
  protected readonly rows = resource({
    params: () => {
      const building = this.place.building()?.id;
      const by = this.by() === 'card' ? 'service' : this.by(); // a type of card is a service of its own
      return building ? { building, by, from: this.from(), to: this.to() } : undefined;
    },
    loader: async ({ params }) => (await this.api.get<List<DebtMovement>>('/debts/report', params)).rows,
  });
  private readonly cards = computed(() => new Set(this.catalog.rows().flatMap(({ id, kind }) => (kind === 'card' ? [id] : []))));
  protected readonly store = computed(() => {
    if (!this.rows.hasValue()) return null;
    const shown = this.rows.value().filter(({ key }) => this.by() !== 'card' || this.cards().has(key));
    const named = this.by() === 'service' || this.by() === 'card';
    const month = (period: string) => period.split('-').reverse().join('/');
    const rows = shown.map((row) => ({
      ...row,
      name: named ? this.name(row.key) : this.by() === 'period' ? month(row.key) : row.label,
    }));
    return untracked(() => new SheetStore(compileView(movementsView), rows)); // it sets signals of its own
  });
  protected value(event: Event): string {
    return (event.target as HTMLInputElement).value.normalize('NFC');
  }
}
