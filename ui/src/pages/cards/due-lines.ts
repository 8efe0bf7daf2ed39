// What an action costs: its lines, tax included below, and when it is to be paid.
import { Component, inject, input } from '@angular/core';
import type { CardDue } from '../../api/card-rows.ts';
import { formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';

@Component({
  selector: 'th-due-lines',
  template: `@if (due(); as owed) {
      <dl>
        @for (line of owed.lines; track $index) { <dt>{{ line.label[i18n.lang()] }}</dt><dd class="num">{{ money(line.net) }}</dd> }
        @if (owed.total !== owed.net) { <dt>{{ t('bills.vat') }}</dt><dd class="num">{{ money(owed.total - owed.net) }}</dd> }
        <dt><b>{{ t('cards:due.total') }}</b></dt><dd class="num"><b>{{ money(owed.total) }} ₫</b></dd>
      </dl>
      <p class="meta">{{ t('cards:due.' + owed.when) }}</p>
    } @else { <p class="meta">{{ t('cards:due.none') }}</p> }`,
  styles: `dl { display: grid; grid-template-columns: 1fr auto; gap: 4px 24px; margin: 0 0 4px; } dd { margin: 0; }`,
})
export class DueLines {
  readonly due = input.required<CardDue | null>();
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
}
