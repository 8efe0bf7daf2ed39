// Numbers that came back from the provider, from its workbook: good rows are kept, the others are shown at their cell.
import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { TakenBack } from '../../../../core/invoice/invoice.contract.ts';
import { Api, ApiError } from '../../api/api.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';

@Component({
  selector: 'th-numbers-dialog',
  imports: [Icon, MatDialogModule],
  template: `<div class="dialog">
    <h2 mat-dialog-title class="title">{{ t('invoices:numbersTitle') }}</h2>
    <label class="drop" (dragover)="$event.preventDefault()" (drop)="$event.preventDefault(); take($any($event).dataTransfer?.files[0])">
      <th-icon name="upload_file" />
      <span><b>{{ file()?.name ?? t('import.choose') }}</b><br /><span class="meta">{{ t('invoices:numbersHint') }}</span></span>
      <input #picker type="file" class="sr" accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" (change)="take(picker.files?.[0]); picker.value = ''" [attr.aria-label]="t('import.choose')" />
    </label>
    @if (busy()) { <p class="meta" role="status">{{ t('import.busy') }}</p> }
    @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    @if (answer(); as found) {
      <div class="figures" role="status">
        <span class="chip ok">{{ t('invoices:numbersIssued', { count: found.issued, n: found.issued }) }}</span>
        <span class="chip">{{ t('import.unchanged', { count: found.unchanged, n: found.unchanged }) }}</span>
        <span class="chip" [class.error]="found.findings.length">{{ t('import.findings', { count: found.findings.length, n: found.findings.length }) }}</span>
      </div>
      @if (found.findings.length) {
        <div class="list" tabindex="0" role="region" [attr.aria-label]="t('import.list')"><table class="table">
          <thead><tr><th scope="col">{{ t('import.cell') }}</th><th scope="col">{{ t('import.problem') }}</th></tr></thead>
          <tbody>@for (finding of found.findings; track $index) { <tr><td class="cell">{{ placeOf(finding) }}</td><td>{{ finding.message }}</td></tr> }</tbody>
        </table></div>
      }
    }
    <div class="dialog-actions"><button type="button" class="btn primary" [mat-dialog-close]="answer()?.issued ?? 0">{{ t('action.close') }}</button></div></div>`,
  styleUrl: '../readings/import-dialog.scss',
})
export class NumbersDialog {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  private readonly data = inject<{ buildingId: number }>(MAT_DIALOG_DATA);
  private readonly ref = inject<MatDialogRef<NumbersDialog, number>>(MatDialogRef);
  protected readonly file = signal<File | null>(null);
  protected readonly answer = signal<TakenBack | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);

  protected placeOf({ at }: TakenBack['findings'][number]): string {
    return [at?.sheet, `${at?.column ?? ''}${at?.row ?? ''}`].filter(Boolean).join(' · ');
  }
  protected async take(file: File | undefined): Promise<void> {
    if (!file || this.busy()) return;
    this.file.set(file);
    this.answer.set(null);
    this.problem.set(null);
    this.busy.set(true);
    this.ref.disableClose = true; // what was written must be seen
    try {
      this.answer.set(await this.api.upload<TakenBack>(`/buildings/${this.data.buildingId}/invoices/numbers/import`, file));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a file that is no sheet is told in the dialog
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
