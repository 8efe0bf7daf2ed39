// A list from Excel: the blank sheet to fill in, then what a sheet would do and which cells are wrong, then the writing.
import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { Finding } from '#kit';
import { Api, ApiError, type Query } from '../api/api.ts';
import { I18n } from '../i18n/i18n.ts';
import { download } from './download.ts';
import { Icon } from './icon.ts';
import { Toast } from './toast.ts';

export interface ListImport {
  /** Of the list, as in `/buildings/1/units`; the sheet goes to `<path>/import`. */
  path: string;
  title: string;
  hint: string;
  query?: Query;
  /** What the answer counts as written, by field, each with its word. */
  counts: { field: string; word: string }[];
  /** What is said when it is written; knows every count by its field, and their sum as `n`. */
  done: string;
  go: string;
  /** Whether the list has a blank sheet to fill in. */
  blank: boolean;
}
type Answer = Record<string, number> & { unchanged: number; findings: (Finding & { message: string })[] };

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
  protected readonly data = inject<ListImport>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  private readonly toast = inject(Toast);
  protected readonly file = signal<File | null>(null);
  protected readonly answer = signal<Answer | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);

  protected written(answer: Answer): number {
    return this.data.counts.reduce((sum, { field }) => sum + answer[field]!, 0);
  }
  protected placeOf({ at }: Answer['findings'][number]): string {
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
    const n = this.written(answer);
    this.toast.say(this.t(this.data.done, { ...answer, count: n, n }));
    this.ref.close(true);
  }
  private post(file: File, dryRun: boolean): Promise<Answer | undefined> {
    const query = { ...this.data.query, dryRun: dryRun ? 1 : null };
    return this.tried(() => this.api.upload<Answer>(`${this.data.path}/import`, file, query));
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
