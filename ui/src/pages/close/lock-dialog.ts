// Closing a month, or opening it again: what it means, and the reason where one is due.
import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';

@Component({
  selector: 'th-lock-dialog',
  imports: [Icon, MatDialogModule],
  template: `<form class="dialog" (submit)="$event.preventDefault(); go()">
    <h2 mat-dialog-title class="title">{{ t(closing ? 'money:lock.close' : 'money:lock.open', { month: data.month }) }}</h2>
    <p>{{ t(closing ? 'money:lock.closeMeans' : 'money:lock.openMeans') }}</p>
    @if (closing && data.missing) { <p class="note warn"><th-icon name="warning" />{{ t('money:lock.missing', { count: data.missing, n: data.missing }) }}</p> }
    @if (asked) { <label>{{ t('money:reason') }} *<input class="field" data-field="reason" maxlength="300" cdkFocusInitial [value]="reason()" (input)="reason.set($any($event.target).value.normalize('NFC'))" /></label> }
    <div class="dialog-actions"><button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
      <button type="submit" class="btn primary" [disabled]="asked && reason().trim().length < 3"><th-icon [name]="closing ? 'lock' : 'lock_open'" />{{ t(closing ? 'money:close.lock' : 'money:close.open') }}</button></div>
  </form>`,
  styles: `.dialog { width: 480px; max-width: 90vw; } .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } label { display: grid; gap: 4px; font-weight: 550; color: var(--ink-2); }`,
})
export class LockDialog {
  protected readonly t = inject(I18n).t;
  protected readonly data = inject<{ status: 'open' | 'closed'; missing: number; month: string }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  protected readonly closing = this.data.status === 'closed';
  /** Opening again always, closing only over open steps. */
  protected readonly asked = !this.closing || this.data.missing > 0;
  protected readonly reason = signal('');
  protected go(): void {
    if (this.asked && this.reason().trim().length < 3) return;
    this.ref.close(this.reason().trim());
  }
}
