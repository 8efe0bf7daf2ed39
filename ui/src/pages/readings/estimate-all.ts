// One button for all meters nobody could read: asks first, then estimates each from its own past.
import { Component, computed, inject, input, output } from '@angular/core';
import type { Row, SheetStore } from '../../grid/sheet-store.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';

@Component({
  selector: 'th-estimate-all',
  imports: [Icon],
  template: `@if (unread().length) { <button type="button" class="btn" (click)="ask()" [disabled]="store().dirty() > 0"><th-icon name="calculate" />{{ t('readings.estimateAll', { count: unread().length, n: unread().length }) }}</button> }`,
})
export class EstimateAll {
  readonly store = input.required<SheetStore>();
  readonly go = output<Row[]>();
  protected readonly t = inject(I18n).t;
  /** Rows of the service nobody has read; `counts` rises with every save. */
  protected readonly unread = computed(() => {
    this.store().counts();
    return this.store().rows.filter((row) => row.state === 'missing' && !row.locked);
  });

  protected ask(): void {
    const rows = this.unread();
    if (!confirm(this.t('readings.estimateAsk', { count: rows.length, n: rows.length }))) return;
    this.go.emit(rows.map(({ id, revision }) => ({ id, revision, estimate: true })));
  }
}
