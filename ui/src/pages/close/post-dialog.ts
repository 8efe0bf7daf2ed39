// A posting of the month's end, shown before it is made.
import { Component, inject, resource, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { ApiError } from '../../api/api.ts';
import type { MoneyDocumentDetail } from '../../api/money-rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Attempt } from '../../state/attempt.ts';
import { PostingList } from '../documents/posting-list.ts';

export interface PostDialogData {
  path: string;
  title: string;
}

@Component({
  selector: 'th-post-dialog',
  imports: [Icon, MatDialogModule, PostingList],
  template: `<form class="dialog" (submit)="$event.preventDefault(); go()">
    <h2 mat-dialog-title class="title">{{ t(data.title) }}</h2>
    @if (would.hasValue()) { <div class="card would"><h3>{{ t('money:would', { number: would.value().number }) }}</h3><th-posting-list [postings]="would.value().postings" /></div> }
    @else if (would.error(); as error) { <p class="note warn" role="alert"><th-icon name="info" />{{ error.message }}</p> }
    @else { <p class="meta" role="status">{{ t('money:trying') }}</p> }
    @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    <div class="dialog-actions"><button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
      <button type="submit" class="btn primary" [disabled]="!would.hasValue() || busy()"><th-icon name="check" />{{ t('money:close.post') }}</button></div>
  </form>`,
  styles: `.dialog { width: 560px; max-width: 90vw; } .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } .would { display: grid; gap: 6px; background: var(--head); padding: 10px 12px; }`,
})
export class PostDialog {
  private readonly attempt = inject(Attempt);
  protected readonly t = inject(I18n).t;
  protected readonly data = inject<PostDialogData>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  protected readonly busy = signal(false);
  protected readonly problem = signal<string | null>(null);
  protected readonly would = resource({ loader: () => this.attempt.preview<MoneyDocumentDetail>(this.data.path, {}) });
  protected async go(): Promise<void> {
    if (!this.would.hasValue() || this.busy()) return;
    this.busy.set(true);
    try {
      this.ref.close(await this.attempt.send<MoneyDocumentDetail>(this.data.path, {}));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the refusal's reason is told in the dialog
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
