// A list from Excel: the blank sheet to fill in, then what a sheet would do and which cells are wrong, then the writing.
import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Api, ApiError } from '../api/api.ts';
import type { ListImported } from '../api/people-rows.ts';
import { I18n } from '../i18n/i18n.ts';
import { download } from './download.ts';
import { Icon } from './icon.ts';
import { Toast } from './toast.ts';

@Component({
  selector: 'th-list-import-dialog',
  imports: [Icon, MatDialogModule],
  templateUrl: './list-import-dialog.html',
  styleUrl: '../pages/readings/import-dialog.scss',
})
export class ListImportDialog {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  /** `path` of the list, as in `/buildings/1/units`. */
  protected readonly data = inject<{ path: string; title: string; hint: string }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  private readonly toast = inject(Toast);
  protected readonly file = signal<File | null>(null);
  protected readonly answer = signal<ListImported | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);

  protected placeOf({ at }: ListImported['findings'][number]): string {
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
  protected async blank(): Promise<void> {
    const name = `${this.data.path.split('/').at(-1)}.xlsx`;
    const file = await this.tried(() => this.api.file(`${this.data.path}.xlsx`, { blank: 1, lang: this.i18n.lang() }));
    if (file) download(file, name);
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
    this.toast.say(this.t('people:import.done', { count: answer.created, n: answer.created, changed: answer.changed }));
    this.ref.close(true);
  }
  private post(file: File, dryRun: boolean): Promise<ListImported | undefined> {
    return this.tried(() => this.api.upload<ListImported>(`${this.data.path}/import`, file, { dryRun: dryRun ? 1 : null }));
  }
  private async tried<T>(ask: () => Promise<T>): Promise<T | undefined> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a sheet that is no sheet is told in the dialog
      this.problem.set(error.message);
      return undefined;
    } finally {
      this.busy.set(false);
    }
  }
}
