// A statement file: its columns are confirmed the first time, then what was new, what was there, and which cells are wrong.
import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Api, ApiError } from '../../api/api.ts';
import type { BankAccount, StatementColumns, StatementField, StatementRead } from '../../api/bank-rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';

const FIELDS: readonly StatementField[] = [
  ...(['date', 'time', 'memo', 'credit', 'debit', 'amount', 'direction', 'reference', 'party'] as const),
  ...(['partyAccount', 'balance'] as const),
];

@Component({
  selector: 'th-statement-dialog',
  imports: [Icon, MatDialogModule],
  templateUrl: './statement-dialog.html',
  styleUrls: ['../readings/import-dialog.scss', './statement-dialog.scss'],
})
export class StatementDialog {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  protected readonly account = inject<BankAccount>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  protected readonly fields = FIELDS;
  protected readonly file = signal<File | null>(null);
  protected readonly answer = signal<StatementRead | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly confirm = computed(() => this.answer()?.confirm ?? null);
  protected readonly columns = linkedSignal<StatementColumns>(() => ({ ...this.confirm()?.columns }));
  protected readonly complete = computed(() => {
    const { date, memo, credit, amount } = this.columns();
    return !!date && !!memo && !!(credit || amount);
  });
  protected placeOf({ at }: StatementRead['findings'][number]): string {
    return [at?.sheet, `${at?.column ?? ''}${at?.row ?? ''}`].filter(Boolean).join(' · ');
  }
  protected drop(event: DragEvent): void {
    event.preventDefault();
    void this.take(event.dataTransfer?.files[0]);
  }
  protected pick(input: HTMLInputElement): void {
    void this.take(input.files?.[0]);
    input.value = '';
  }
  protected choose(field: StatementField, heading: string): void {
    this.columns.update(({ [field]: _, ...others }) => (heading ? { ...others, [field]: heading } : others));
  }
  private async take(file: File | undefined): Promise<void> {
    if (!file || this.busy()) return;
    this.file.set(file);
    await this.send();
  }
  protected async send(columns?: StatementColumns): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      const query = { accountId: this.account.id, columns: columns ? JSON.stringify(columns) : null };
      this.answer.set(await this.api.upload<StatementRead>('/bank-statements/import', this.file()!, query));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a file that is none is told in the dialog
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
  protected close(): void {
    this.ref.close(this.answer()?.fileId != null);
  }
}
