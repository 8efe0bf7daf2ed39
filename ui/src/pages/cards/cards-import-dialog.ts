// Cards from Excel: first what the sheet would do and which cells are wrong, then the writing.
import { Component, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Api, ApiError } from '../../api/api.ts';
import type { CardsImported } from '../../api/card-rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';

@Component({
  selector: 'th-cards-import-dialog',
  imports: [Icon, MatDialogModule],
  templateUrl: './cards-import-dialog.html',
  styleUrl: '../readings/import-dialog.scss',
})
export class CardsImportDialog {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  private readonly data = inject<{ buildingId: number; service: string }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  private readonly toast = inject(Toast);
  protected readonly file = signal<File | null>(null);
  protected readonly answer = signal<CardsImported | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly changes = ({ registered, issued, takenOver, amended }: CardsImported): number =>
    registered + issued + takenOver + amended;
  protected placeOf({ at }: CardsImported['findings'][number]): string {
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
  private async take(file: File | undefined): Promise<void> {
    if (!file || this.busy()) return;
    this.file.set(file);
    this.answer.set(null);
    this.answer.set((await this.post(file, true)) ?? null);
  }
  protected async write(): Promise<void> {
    const answer = await this.post(this.file()!, false);
    if (!answer) return;
    const n = this.changes(answer);
    this.toast.say(this.t('cards:import.done', { count: n, n }));
    this.ref.close(true);
  }
  private async post(file: File, dryRun: boolean): Promise<CardsImported | undefined> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      const query = { service: this.data.service, dryRun: dryRun ? 1 : null };
      return await this.api.upload<CardsImported>(`/buildings/${this.data.buildingId}/cards/import`, file, query);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a sheet that is no sheet is told in the dialog
      this.problem.set(error.message);
      return undefined;
    } finally {
      this.busy.set(false);
    }
  }
}
