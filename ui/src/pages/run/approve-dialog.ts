// The last look before a month goes into the books.
import { Component, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import type { RunView } from '../../api/rows.ts';
import { formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';

@Component({
  selector: 'th-approve-dialog',
  imports: [Icon, MatDialogModule],
  template: `<div class="dialog">
    <h2 mat-dialog-title class="title">{{ t('approve.title', { month: data.month }) }}</h2>
    <p>{{ data.building }}</p>
    <dl>
      <dt>{{ t('run.bills') }}</dt><dd class="num">{{ money(data.run.totals?.bills ?? 0) }}</dd>
      <dt>{{ t('run.total') }}</dt><dd class="num"><b>{{ money(data.run.totals?.total ?? 0) }} ₫</b></dd>
      <dt>{{ t('run.parked') }}</dt><dd class="num">{{ money(data.run.totals?.parked ?? 0) }}</dd>
    </dl>
    <p class="note warn"><th-icon name="warning" />{{ t('approve.warning') }}</p>
    <div class="dialog-actions">
      <button type="button" class="btn" mat-dialog-close cdkFocusInitial>{{ t('action.cancel') }}</button>
      <button type="button" class="btn primary" [mat-dialog-close]="true"><th-icon name="task_alt" />{{ t('approve.go') }}</button>
    </div></div>`,
  styles: `
    .dialog { width: 440px; max-width: 90vw; }
    .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; }
    dl { display: grid; grid-template-columns: 1fr auto; gap: 6px 24px; margin: 0; } dt { color: var(--ink-2); } dd { margin: 0; }`,
})
export class ApproveDialog {
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<{ run: RunView; month: string; building: string }>(MAT_DIALOG_DATA);
  protected money(value: number): string {
    return formatNumber(value, this.i18n.lang());
  }
}
