// Why a held reading may be billed after all; the reason is kept beside it.
import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { I18n } from '../../i18n/i18n.ts';

@Component({
  selector: 'th-accept-dialog',
  imports: [MatDialogModule],
  template: `<form class="dialog" (submit)="$event.preventDefault(); done()">
    <h2 mat-dialog-title class="title">{{ t('readings.acceptTitle', { unit: data.unit }) }}</h2>
    @if (data.words) { <p class="note warn">{{ data.words }}</p> }
    <label>{{ t('readings.reason') }}<textarea class="field" rows="3" maxlength="500" [value]="reason()" (input)="reason.set($any($event.target).value)" [placeholder]="t('readings.reasonHint')"></textarea></label>
    <div class="dialog-actions">
      <button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
      <button type="submit" class="btn primary" [disabled]="reason().trim().length < 3">{{ t('readings.acceptGo') }}</button>
    </div></form>`,
  styles: `.title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } form { width: 440px; max-width: 90vw; } label { display: grid; gap: 5px; font-weight: 550; color: var(--ink-2); } textarea { height: auto; padding: 8px 10px; resize: vertical; }`,
})
export class AcceptDialog {
  protected readonly t = inject(I18n).t;
  protected readonly data = inject<{ unit: string; words: string }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  protected readonly reason = signal('');
  protected done(): void {
    this.ref.close(this.reason().normalize('NFC').trim());
  }
}
