// What is open at the units, oldest first, and what of each line is paid; by line the cashier writes the amounts himself.
import { Component, computed, inject, input, model, output } from '@angular/core';
import type { OpenItem } from '../../api/money-rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { today } from '../../format/today.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { MoneyField } from '../../parts/money-field.ts';
import { Catalog } from '../../state/catalog.ts';
import { serviceName } from '../../state/service-name.ts';

@Component({
  selector: 'th-open-table',
  imports: [Icon, MoneyField],
  template: `
    <div class="bar">
      <div class="segments" role="group" [attr.aria-label]="t('money:collect.order')">
        <button type="button" [attr.aria-pressed]="!lines()" (click)="lines.set(null)">{{ t('money:collect.oldest') }}</button>
        <button type="button" [attr.aria-pressed]="!!lines()" (click)="byLine()">{{ t('money:collect.byLine') }}</button>
      </div>
      <span class="meta">{{ t('money:collect.items', { count: items().length, n: items().length }) }}</span>
    </div>
    <div class="card flush" tabindex="0" role="region" [attr.aria-label]="t('money:collect.openItems')">
      <table class="table">
        <thead><tr>@if (lines()) { <th scope="col"><input type="checkbox" [checked]="every()" (change)="toggleAll()" [attr.aria-label]="t('money:collect.all')" /></th> }
          <th scope="col">{{ t('unit') }}</th><th scope="col">{{ t('service') }}</th><th scope="col">{{ t('place.periodShort') }}</th><th scope="col">{{ t('money:due') }}</th>
          @if (several()) { <th scope="col">{{ t('payer') }}</th> }<th scope="col" class="num">{{ t('money:open') }}</th><th scope="col" class="num pay">{{ t('money:collect.pays') }}</th></tr></thead>
        <tbody>
          @for (item of items(); track item.id) {
            <tr [class.paid]="paid().get(item.id)">
              @if (lines(); as chosen) { <td><input type="checkbox" [checked]="chosen.has(item.id)" (change)="toggle(item)" [attr.aria-label]="item.unit + ' ' + name(item.service) + ' ' + month(item.period)" /></td> }
              <td><b>{{ item.unit }}</b></td><td><span class="service"><th-icon [name]="catalog.iconOf(item.service)" />{{ name(item.service) }}</span></td><td>{{ month(item.period) }}</td>
              <td>{{ date(item.dueOn) }}@if (late(item)) { <span class="chip error">{{ t('money:overdue') }}</span> }</td>
              @if (several()) { <td>{{ item.customer }}</td> }
              <td class="num">{{ money(item.open) }}@if (item.open !== item.total) { <span class="meta"> / {{ money(item.total) }}</span> }</td>
              <td class="num pay">@if (lines(); as chosen) {
                @if (chosen.has(item.id)) { <th-money-field [label]="t('money:collect.pays') + ' ' + item.unit + ' ' + name(item.service)" [value]="chosen.get(item.id) ?? null" [invalid]="(chosen.get(item.id) ?? 0) > item.open" (valueChange)="write(item, $event)" (keydown.enter)="next.emit()" /> }
              } @else { <b>{{ paid().get(item.id) ? money(paid().get(item.id)!) : '' }}</b> }</td>
            </tr>
          } @empty { <tr><td [attr.colspan]="8"><span class="none"><th-icon name="check_circle" />{{ t('money:collect.nothingOpen') }}</span></td></tr> }
        </tbody>
      </table>
    </div>`,
  styles: `
    :host { display: grid; gap: 8px; } .bar { padding: 0; min-height: 0; gap: 14px; } .flush { padding: 4px 6px; overflow: auto; max-height: calc(100dvh - 330px); min-height: 120px; }
    .table { font-size: 14px; } td, th { vertical-align: middle !important; } thead th { position: sticky; top: 0; background: var(--panel); z-index: 1; }
    .service { display: inline-flex; gap: 8px; align-items: center; } .service th-icon { color: var(--ink-3); } .chip { margin-left: 8px; }
    .pay { width: 150px; } .paid .pay b { color: var(--accent-ink); } .paid td { background: color-mix(in srgb, var(--accent-soft) 45%, transparent); }
    .none { display: inline-flex; gap: 8px; align-items: center; color: var(--ok-ink); padding: 12px 0; font-weight: 550; }`,
})
export class OpenTable {
  readonly items = input.required<readonly OpenItem[]>();
  readonly paid = input.required<ReadonlyMap<number, number>>();
  readonly lines = model.required<Map<number, number> | null>();
  readonly next = output();
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly catalog = inject(Catalog);
  protected readonly name = serviceName();
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly date = (day: string) => formatDate(day);
  protected readonly month = (period: string) => period.split('-').reverse().join('/');
  protected readonly several = computed(() => new Set(this.items().map(({ customerId }) => customerId)).size > 1);
  protected readonly every = computed(() => this.items().every(({ id }) => this.lines()?.has(id)));
  protected late(item: OpenItem): boolean {
    return item.dueOn < today();
  }
  protected byLine(): void {
    this.lines.set(new Map(this.items().map(({ id, open }) => [id, open])));
  }
  protected toggle({ id, open }: OpenItem): void {
    const lines = new Map(this.lines());
    if (!lines.delete(id)) lines.set(id, open);
    this.lines.set(lines);
  }
  protected toggleAll(): void {
    if (this.every()) this.lines.set(new Map());
    else this.byLine();
  }
  protected write({ id }: OpenItem, amount: number | null): void {
    this.lines.set(new Map(this.lines()).set(id, amount ?? 0));
  }
}
