// A card's form put right: the same questions as when it was registered, and why.
import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { CardPlugin, Finding } from '#kit';
import { Api, ApiError } from '../../api/api.ts';
import type { CardView } from '../../api/card-rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { type Answers, FormAnswers } from '../cards/form-answers.ts';
import { answered, isAnswered } from '../cards/form-fields.ts';

@Component({
  selector: 'th-amend-dialog',
  imports: [FormAnswers, Icon, MatDialogModule],
  template: `<form class="dialog" (submit)="$event.preventDefault(); send()">
    <h2 mat-dialog-title class="title">{{ t('card:action.amend') }} · {{ data.card.number ?? data.card.unit }}</h2>
    <div class="fields">
      <th-form-answers [plugin]="data.plugin" [findings]="findings()" [(values)]="values" />
      <label>{{ t('cards:field.reason') }}<input class="field" data-field="reason" maxlength="500" [value]="reason()" (input)="reason.set($any($event.target).value)" /></label>
      <label>{{ t('cards:field.document') }}<input class="field" data-field="document" maxlength="200" [value]="document()" (input)="document.set($any($event.target).value)" [placeholder]="t('cards:hint.document')" /></label>
    </div>
    @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    <p class="meta">{{ t('cards:amend.hint') }}</p>
    <div class="dialog-actions">
      <button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
      <button type="submit" class="btn primary" [disabled]="!ready()"><th-icon name="check" />{{ t('cards:save') }}</button>
    </div></form>`,
  styleUrl: '../cards/register-dialog.scss',
})
export class AmendDialog {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<{ card: CardView; plugin: CardPlugin }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  protected readonly values = signal<Answers>({ ...this.data.card.fields });
  protected readonly reason = signal('');
  protected readonly document = signal('');
  protected readonly problem = signal<string | null>(null);
  protected readonly findings = signal<Finding[]>([]);
  protected readonly busy = signal(false);
  private readonly differs = computed(() => {
    const [was, is] = [this.data.card.fields, answered(this.values())];
    return [...new Set([...Object.keys(was), ...Object.keys(is)])].some((name) => was[name] !== is[name]);
  });
  protected readonly ready = computed(() => !this.busy() && this.differs() && isAnswered(this.data.plugin, this.values()));

  protected async send(): Promise<void> {
    if (!this.ready()) return;
    this.busy.set(true);
    this.problem.set(null);
    this.findings.set([]);
    const said = (text: string) => text.normalize('NFC').trim() || undefined;
    const about = { reason: said(this.reason()), document: said(this.document()) };
    const { id, revision } = this.data.card;
    try {
      this.ref.close(await this.api.send('POST', `/cards/${id}/form`, { revision, fields: answered(this.values()), ...about }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a refusal is told in the form
      this.problem.set(error.message);
      this.findings.set(error.findings);
    } finally {
      this.busy.set(false);
    }
  }
}
