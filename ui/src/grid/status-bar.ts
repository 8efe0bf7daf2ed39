// The line under a sheet: what is wrong with the active cell, or what the selection adds up to, or the keys.

import { Component, computed, inject, input } from '@angular/core';
import { type Decimal, textOf } from '#kit';
import { formatNumber } from '../format/numbers.ts';
import { I18n } from '../i18n/i18n.ts';
import { Icon } from '../parts/icon.ts';
import type { Active, Picked } from './grid.ts';
import type { Told } from './sheet.ts';

@Component({
  selector: 'th-status-bar',
  imports: [Icon],
  template: `
    <div class="left" role="status">
      @if (said(); as line) {
        <span class="line" [class]="line.tone"><th-icon [name]="line.tone === 'error' ? 'error' : line.tone === 'warn' ? 'warning' : 'info'" />{{ line.text }}</span>
      } @else {
        <span class="line"><th-icon name="keyboard" />{{ t(hint()) }}</span>
      }
    </div>
    <ng-content />
    <span class="grow"></span>
    @if (picked(); as p) {
      <span>{{ t('grid.cells', { count: p.cells, n: p.cells }) }}</span>
      @if (p.numbers > 0) {
        <span>{{ t('grid.mean') }} <b>{{ figure(mean(), 1) }}</b></span>
        <span>{{ t('grid.least') }} <b>{{ figure(p.least) }}</b></span>
        <span>{{ t('grid.most') }} <b>{{ figure(p.most) }}</b></span>
        <span>{{ t('grid.sum') }} <b>{{ figure(p.sum) }}</b></span>
      }
    }
    <span>{{ t('grid.rows', { count: rows(), n: rows() }) }}</span>`,
  styles: `
    :host { display: flex; align-items: center; gap: 16px; min-height: 30px; padding: 2px 16px; border-top: 1px solid var(--line); color: var(--ink-3);
      font-size: 12px; white-space: nowrap; font-feature-settings: 'tnum'; overflow: hidden; flex: none; }
    .left { min-width: 0; } .left .line:not(.error, .warn, .info) { overflow: hidden; } .line { white-space: normal; line-height: 16px; }
    .line { display: inline-flex; gap: 8px; align-items: center; }
    .line.error, .line.warn, .line.info { font-weight: 600; }
    .line.error { color: var(--error-ink); } .line.warn { color: var(--warn-ink); } .line.info { color: var(--info-ink); }
    .grow { flex: 1; } b { color: var(--ink); font-weight: 600; }`,
})
export class StatusBar {
  readonly active = input<Active | null>(null);
  readonly picked = input<Picked | null>(null);
  readonly told = input<Told | null>(null);
  readonly rows = input(0);
  readonly hint = input('grid.keys');
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly said = computed(() => {
    const told = this.told();
    if (told) return { tone: told.tone as string, text: this.t(told.message, told.params) };
    const mark = this.active()?.mark;
    return mark?.message ? { tone: mark.tone as string, text: this.i18n.sentence(mark.message, mark.params) } : null;
  });
  protected readonly mean = computed(() => {
    const picked = this.picked();
    return picked && picked.numbers > 0 ? picked.sum / BigInt(picked.numbers) : 0n;
  });
  protected figure(value: bigint, scale = 6): string {
    return formatNumber(textOf(value as Decimal), this.i18n.lang(), scale);
  }
}
