// One's own password: the current one, and a new one typed twice.
import { Component, inject, signal } from '@angular/core';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Api } from '../api/api.ts';
import { I18n } from '../i18n/i18n.ts';
import { EditForm } from '../parts/edit-form.ts';
import { FormRow } from '../parts/form-row.ts';
import { Icon } from '../parts/icon.ts';

interface Words {
  current: string;
  password: string;
  again: string;
}

@Component({
  selector: 'th-password-dialog',
  imports: [FormRow, Icon, MatDialogModule],
  template: `<form class="dialog" (submit)="$event.preventDefault(); save()" novalidate>
    <h2 mat-dialog-title class="title">{{ t('settings:password.title') }}</h2>
    <th-form-row [name]="t('settings:password.current')" [finding]="form.findingAt('current')"><input class="field" type="password" autocomplete="current-password" (input)="form.text('current', $event)" /></th-form-row>
    <th-form-row [name]="t('settings:password.new')" [hint]="t('settings:user.passwordHint')" [finding]="form.findingAt('password')"><input class="field" type="password" autocomplete="new-password" (input)="form.text('password', $event)" /></th-form-row>
    <th-form-row [name]="t('settings:password.again')"><input class="field" type="password" autocomplete="new-password" (input)="form.text('again', $event)" /></th-form-row>
    @if (differs()) { <p class="note error" role="alert"><th-icon name="error" />{{ t('settings:password.differ') }}</p> }
    @else if (form.problem() && !form.findings().length) { <p class="note error" role="alert"><th-icon name="error" />{{ form.problem() }}</p> }
    <p class="meta">{{ t('settings:password.hint') }}</p>
    <div class="dialog-actions"><button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
      <button type="submit" class="btn primary" [disabled]="!form.values().current || !form.values().password || form.busy()">{{ t('settings:password.go') }}</button></div>
  </form>`,
  styles: `.title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } form { width: 400px; max-width: 90vw; }`,
})
export class PasswordDialog {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  private readonly ref = inject<MatDialogRef<PasswordDialog, boolean>>(MatDialogRef);
  protected readonly form = new EditForm<Words>();
  protected readonly differs = signal(false);

  constructor() {
    this.form.load({ current: '', password: '', again: '' });
  }
  protected async save(): Promise<void> {
    const { current, password, again } = this.form.values();
    this.differs.set(password !== again);
    if (this.differs()) return;
    const done = await this.form.send(async () => {
      await this.api.send('POST', '/session/password', { current, password });
      return { current: '', password: '', again: '' };
    });
    if (done) this.ref.close(true);
  }
}
