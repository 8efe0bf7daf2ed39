// Letters stop for a while, with a reason; or go on.
import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Api, ApiError } from '../../api/api.ts';
import type { DunningRow } from '../../api/reminder-rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';

export interface PauseDialogData {
  buildingId: number;
  row: DunningRow;
}

@Component({
  selector: 'th-pause-dialog',
  imports: [DayField, Icon, MatDialogModule],
  template: `
    <div class="dialog">
      <h2 mat-dialog-title class="title">{{ t(running ? 'reminder:pause.end' : 'reminder:pause.start', { unit: data.row.unit }) }}</h2>
      @if (running) { <p>{{ data.row.why }} <span class="meta">{{ running.by }}</span></p> }
      @else {
        <div class="segments" role="radiogroup" [attr.aria-label]="t('reminder:pause.kind')">
          @for (one of kinds; track one) { <button type="button" role="radio" [attr.aria-checked]="kind() === one" [attr.aria-selected]="kind() === one" (click)="kind.set(one)">{{ t('reminder:pause.' + one) }}</button> }
        </div>
        <label>{{ t(kind() === 'promise' ? 'reminder:pause.until' : 'reminder:pause.untilMaybe') }}<th-day [value]="until()" (changed)="until.set($event)" /></label>
      }
      <label>{{ t('reminder:pause.reason') }}<input class="field" maxlength="300" [value]="reason()" (input)="reason.set($any($event.target).value)" /></label>
      @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
      <div class="dialog-actions">
        <button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
        <button type="button" class="btn primary" [disabled]="!ready()" (click)="save()"><th-icon name="check" />{{ t(running ? 'reminder:pause.endGo' : 'reminder:pause.go') }}</button>
      </div>
    </div>`,
  styles: `.title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } .dialog { width: 420px; } label { display: grid; gap: 4px; font-size: 12px; color: var(--ink-2); } p { margin: 0; }`,
})
export class PauseDialog {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  protected readonly data = inject<PauseDialogData>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  protected readonly running = this.data.row.pause;
  protected readonly kinds = ['promise', 'dispute'] as const;
  protected readonly kind = signal<'promise' | 'dispute'>('promise');
  protected readonly until = signal('');
  protected readonly reason = signal('');
  protected readonly problem = signal<string | null>(null);
  protected readonly ready = computed(
    () => this.reason().trim().length >= 3 && (this.running !== null || this.kind() === 'dispute' || this.until() !== ''),
  );
  protected async save(): Promise<void> {
    const { buildingId, row } = this.data;
    const body = this.running
      ? { buildingId, reason: this.reason() }
      : {
          ...{ buildingId, unitId: row.unitId, customerId: row.customerId, kind: this.kind(), reason: this.reason() },
          ...(this.until() ? { until: this.until() } : {}),
        };
    try {
      await this.api.send('POST', this.running ? `/reminders/pauses/${this.running.id}/end` : '/reminders/pauses', body);
      this.ref.close(true);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // told in the dialog, which stays open
      this.problem.set(error.message);
    }
  }
}
