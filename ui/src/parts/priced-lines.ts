// The lines of a priced charge with their tiers, tax and total: the same table on the bill and in the tariff trial.

import { Component, inject, input } from '@angular/core';
import type { PricedLine, VatGroup } from '#kit';
import { formatNumber } from '../format/numbers.ts';
import { I18n } from '../i18n/i18n.ts';

@Component({
  selector: 'th-priced-lines',
  template: `<table class="table">
    <thead><tr><th scope="col">{{ t('line.name') }}</th><th scope="col" class="num">{{ t('line.quantity') }}</th><th scope="col" class="num">{{ t('line.price') }}</th><th scope="col" class="num">{{ t('line.amount') }}</th></tr></thead>
    <tbody>
      @for (line of lines(); track line.code) {
        <tr><td>{{ line.label[lang()] }}</td><td class="num">{{ number(line.quantity) }}{{ line.quantity && unit() ? ' ' + unit() : '' }}</td><td class="num">{{ line.tiers ? '' : number(line.unitPrice) }}</td><td class="num"><b>{{ number(line.net) }}</b></td></tr>
        @for (tier of line.tiers ?? []; track $index) {
          <tr class="sub"><td>{{ tier.upTo === null ? t('line.tierOver', { n: $index + 1, from: tier.from }) : t('line.tier', { n: $index + 1, from: tier.from, to: tier.upTo }) }}</td>
            <td class="num">{{ number(tier.quantity) }}</td><td class="num">{{ number(tier.unitPrice) }}</td><td class="num">{{ number(tier.net) }}</td></tr>
        }
      }
    </tbody>
    <tfoot>
      <tr><td colspan="3">{{ t('line.net') }}</td><td class="num">{{ number(net()) }}</td></tr>
      @for (group of vat(); track group.class) {
        <tr class="vat"><td colspan="3">{{ t('line.vat', { rate: group.rate + 'e2', base: group.base }) }}</td><td class="num">{{ number(group.amount) }}</td></tr>
      }
      <tr class="total"><td colspan="3">{{ t('line.total') }}</td><td class="num">{{ number(total()) }} ₫</td></tr>
    </tfoot></table>`,
  styles: `tfoot tr + tr td { border-top: 0; } .vat td { font-weight: 400; } .total td { font-size: 15px; color: var(--accent-ink); }`,
})
export class PricedLines {
  readonly lines = input.required<readonly PricedLine[]>();
  readonly vat = input.required<readonly VatGroup[]>();
  readonly net = input.required<number>();
  readonly total = input.required<number>();
  readonly unit = input('');
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly lang = this.i18n.lang;
  protected number(value: string | number | undefined): string {
    return value === undefined ? '' : formatNumber(value, this.lang());
  }
}
