// Taking a document back on its own day: the reason, the reversal that will be posted, then the doing.
import { Component, computed, inject, resource, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { ApiError } from '../../api/api.ts';
import type { MoneyDocument, MoneyDocumentDetail } from '../../api/money-rows.ts';
import { formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Attempt } from '../../state/attempt.ts';
import { PostingList } from './posting-list.ts';

@Component({
  selector: 'th-void-dialog',
  imports: [Icon, MatDialogModule, PostingList],
  template: `<form class="dialog" (submit)="$event.preventDefault(); go()">
    <h2 mat-dialog-title class="title">{{ t('money:voiding.title', { number: data.number }) }}</h2>
    <p>{{ t('money:voiding.what', { amount: data.amount, party: data.party }) }}</p>
    <label>{{ t('money:reason') }} *<input class="field" data-field="reason" maxlength="300" cdkFocusInitial [value]="reason()" (input)="reason.set($any($event.target).value.normalize('NFC'))" /></label>
    @if (tried.value(); as would) { <div class="card would"><h3>{{ t('money:voiding.reverses') }}</h3><th-posting-list [postings]="would.postings" [reversed]="true" /></div> }
    @if (problem() ?? refused(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    <div class="dialog-actions"><button type="button" class="btn" mat-dialog-close>{{ t('money:keep') }}</button>
      <button type="submit" class="btn primary" [disabled]="reason().trim().length < 3 || busy() || refused()"><th-icon name="block" />{{ t('money:voiding.go') }}</button></div>
  </form>`,
  styles: `.dialog { width: 560px; max-width: 90vw; } .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; }
    label { display: grid; gap: 4px; font-weight: 550; color: var(--ink-2); } .would { display: grid; gap: 6px; background: var(--head); padding: 10px 12px; }`,
})
export class VoidDialog {
  private readonly attempt = inject(Attempt);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<MoneyDocument>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly reason = signal('');
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  private readonly path = `/receipts/${this.data.id}/void`;
  /** Tried at once: what cannot be taken back says so before a reason is written. */
  protected readonly tried = resource({
    loader: () => this.attempt.preview<MoneyDocumentDetail>(this.path, { reason: this.t('money:voiding.trial') }),
  });
  protected readonly refused = computed(() => this.tried.error()?.message ?? null);

  protected async go(): Promise<void> {
    if (this.reason().trim().length < 3 || this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      this.ref.close(await this.attempt.send<MoneyDocumentDetail>(this.path, { reason: this.reason().trim() }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the refusal's reason is told in the dialog
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
