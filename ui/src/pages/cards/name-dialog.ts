// The name under which a grid view is kept.
import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { I18n } from '../../i18n/i18n.ts';

@Component({
  selector: 'th-name-dialog',
  imports: [MatDialogModule],
  template: `<form class="dialog" (submit)="$event.preventDefault(); ref.close(name().normalize('NFC').trim())">
    <h2 mat-dialog-title class="title">{{ t('cards:viewSave') }}</h2>
    <label>{{ t('cards:viewName') }}<input class="field" maxlength="60" [value]="name()" (input)="name.set($any($event.target).value)" /></label>
    <p class="meta">{{ t('cards:viewHint') }}</p>
    <div class="dialog-actions">
      <button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
      <button type="submit" class="btn primary" [disabled]="!name().trim()">{{ t('cards:save') }}</button>
    </div></form>`,
  styles: `.title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } form { width: 400px; max-width: 90vw; } label { display: grid; gap: 5px; font-weight: 550; color: var(--ink-2); }`,
})
export class NameDialog {
  protected readonly t = inject(I18n).t;
  protected readonly ref = inject<MatDialogRef<NameDialog, string>>(MatDialogRef);
  protected readonly name = signal(inject<string>(MAT_DIALOG_DATA));
}
