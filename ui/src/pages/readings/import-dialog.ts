// A reading sheet from Excel: first what it would do and which cells are wrong, then the writing.

import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { Finding } from '#kit';
import { Api, ApiError } from '../../api/api.ts';
import type { ImportAnswer } from '../../api/rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';

@Component({
  selector: 'th-import-dialog',
  imports: [Icon, MatDialogModule],
  templateUrl: './import-dialog.html',
  styleUrl: './import-dialog.scss',
})
export class ImportDialog {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly data = inject<{ buildingId: number; period: string }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  private readonly toast = inject(Toast);
  protected readonly file = signal<File | null>(null);
  protected readonly answer = signal<ImportAnswer | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly sentence = (finding: Finding) => this.i18n.sentence(finding.code, finding.params);
  /** "Sheet1 · F17" */
  protected placeOf({ at }: Finding): string {
    return [
      at?.sheet,
      at?.row === undefined ? at?.column : `${at.column ?? this.t('import.row')}${at.column ? '' : ' '}${at.row}`,
    ]
      .filter(Boolean)
      .join(' · ');
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    void this.take(event.dataTransfer?.files[0]);
  }
  protected pick(input: HTMLInputElement): void {
    void this.take(input.files?.[0]);
    input.value = '';
  }
  private async take(file: File | undefined): Promise<void> {
    if (!file || this.busy()) return;
    this.file.set(file);
    this.answer.set(null);
    this.answer.set((await this.post(file, true)) ?? null);
  }
  protected async write(): Promise<void> {
    const answer = await this.post(this.file()!, false);
    if (!answer) return;
    this.toast.say(this.t('import.done', { count: answer.accepted, n: answer.accepted }));
    this.ref.close(true);
  }
  private async post(file: File, dry: boolean): Promise<ImportAnswer | undefined> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      return await this.api.upload<ImportAnswer>(`/buildings/${this.data.buildingId}/readings/import`, file, {
        period: this.data.period,
        dryRun: dry ? 1 : null,
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a sheet that is no sheet is told in the dialog
      this.problem.set(error.message);
      return undefined;
    } finally {
      this.busy.set(false);
    }
  }
}
