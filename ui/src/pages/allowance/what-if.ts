// What another number of registered people would change in a unit's last posted month. Nothing is stored.
import { Component, inject, signal } from '@angular/core';
import { Api, ApiError } from '../../api/api.ts';
import type { WhatIfRow } from '../../api/people-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatNumber, formatPeriod } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { type Found, Lookup } from '../../parts/lookup.ts';
import { Catalog } from '../../state/catalog.ts';
import { People } from '../../state/people.ts';
import { Place } from '../../state/place.ts';

@Component({
  selector: 'th-what-if',
  imports: [Icon, Lookup],
  template: `
    <form class="bar" (submit)="$event.preventDefault(); ask()">
      <label>{{ t('people:allowance.unit') }}<th-lookup [label]="t('people:allowance.unit')" [hint]="t('cards:hint.unit')" [search]="people.unitsBy" (chosen)="unit.set($event)" /></label>
      <label>{{ t('people:allowance.members') }}<input class="field" data-field="members" type="number" min="0" max="100" [value]="members() ?? ''" (input)="type($event)" /></label>
      <button type="submit" class="btn primary" [disabled]="!unit() || members() === null || busy()"><th-icon name="calculate" />{{ t('people:allowance.ask') }}</button>
    </form>
    <div class="scroll" tabindex="0" role="region" [attr.aria-label]="t('people:allowance.whatIf')">
      @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
      @if (rows(); as found) {
        @if (!found.length) { <p class="note">{{ t('people:allowance.indifferent') }}</p> }
        @else {
          <table class="table card"><thead><tr><th scope="col">{{ t('service') }}</th><th scope="col">{{ t('place.periodShort') }}</th><th scope="col" class="num">{{ t('line.quantity') }}</th><th scope="col" class="num">{{ t('people:units.members') }}</th><th scope="col" class="num">{{ t('people:allowance.quota') }}</th><th scope="col" class="num">{{ t('line.net') }}</th><th scope="col" class="num">{{ t('line.total') }}</th><th scope="col" class="num">{{ t('people:allowance.change') }}</th></tr></thead>
            <tbody>@for (row of found; track row.service) {
              <tr><td rowspan="2"><b>{{ catalog.nameOf(row.service) }}</b></td><td rowspan="2">{{ month(row.period) }}</td><td rowspan="2" class="num">{{ number(row.quantity) }}</td><td class="num">{{ number(row.before.members) }}</td><td class="num">{{ number(row.before.quota) }}</td><td class="num">{{ number(row.before.net) }}</td><td class="num">{{ number(row.before.total) }}</td><td class="num"><span class="meta">{{ t('people:allowance.before') }}</span></td></tr>
              <tr class="after"><td class="num">{{ number(row.after.members) }}</td><td class="num">{{ number(row.after.quota) }}</td><td class="num">{{ number(row.after.net) }}</td><td class="num"><b>{{ number(row.after.total) }}</b></td><td class="num"><b [class.more]="row.after.total > row.before.total">{{ signed(row.after.total - row.before.total) }} ₫</b></td></tr>
            }</tbody></table>
        }
      } @else { <p class="meta">{{ t('people:allowance.hint') }}</p> }
    </div>`,
  styles: `:host { display: flex; flex-direction: column; min-height: 0; flex: 1; } label { display: grid; gap: 4px; font-weight: 550; color: var(--ink-2); width: 220px; } .bar { align-items: end; } .field { width: 100%; } .more { color: var(--error-ink); } .after td { background: var(--accent-soft); } .scroll { padding-top: 10px; }`,
})
export class WhatIf {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  protected readonly people = inject(People);
  protected readonly catalog = inject(Catalog);
  protected readonly unit = signal<Found | null>(null);
  protected readonly members = signal<number | null>(null);
  protected readonly rows = signal<WhatIfRow[] | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly month = (period: string) => formatPeriod(period, this.i18n.lang());
  protected readonly number = (value: string | number | null) => (value === null ? '–' : formatNumber(value, this.i18n.lang()));
  protected readonly signed = (value: number) => formatNumber(value, this.i18n.lang(), 0, true);

  protected type(event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    this.members.set(/^\d{1,3}$/.test(text) ? Number(text) : null);
  }
  protected async ask(): Promise<void> {
    const { buildingId, period } = this.place.here()!;
    this.busy.set(true);
    this.problem.set(null);
    this.rows.set(null);
    try {
      const body = { unitId: this.unit()!.id, members: this.members(), period };
      const { rows } = await this.api.send<List<WhatIfRow>>('POST', `/buildings/${buildingId}/allowance/what-if`, body);
      this.rows.set(rows);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a unit without a posted month is told here
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
