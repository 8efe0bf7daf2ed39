// Pictures of one meter's dial in a month: shown, and added.
import { Component, inject, resource, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Api, ApiError } from '../../api/api.ts';
import type { PhotoRow } from '../../api/meter-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatMoment } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';

@Component({
  selector: 'th-photo-dialog',
  imports: [Icon, MatDialogModule],
  template: `<div class="dialog">
    <h2 mat-dialog-title class="title">{{ t('meters:photo.title', { serial: data.serial, unit: data.unit }) }}</h2>
    @if (photos.hasValue()) {
      <div class="shots" tabindex="0" role="region" [attr.aria-label]="t('meters:photos')">
        @for (one of photos.value().rows; track one.id) {
          <figure><a [href]="address(one.id)" target="_blank" rel="noopener"><img [src]="address(one.id)" [alt]="one.name" /></a><figcaption class="meta">{{ one.name }} · {{ one.by }} · {{ date(one.at) }}</figcaption></figure>
        } @empty { <p class="empty"><th-icon name="photo_camera" />{{ t('meters:photo.none') }}</p> }
      </div>
    }
    @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    <div class="dialog-actions">
      <button type="button" class="btn" [mat-dialog-close]="added()">{{ t('meters:close') }}</button>
      @if (data.canWrite) { <label class="btn primary"><th-icon name="add_a_photo" />{{ t(busy() ? 'meters:photo.busy' : 'meters:photo.add') }}<input #picker type="file" class="sr" accept="image/jpeg,image/png" [disabled]="busy()" (change)="add(picker)" /></label> }
    </div></div>`,
  styles: `.dialog { width: 620px; max-width: 92vw; } .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; }
    .shots { display: grid; gap: 12px; overflow: auto; min-height: 0; } figure { margin: 0; display: grid; gap: 4px; } img { max-width: 100%; max-height: 56vh; border-radius: 10px; border: 1px solid var(--line); display: block; margin: auto; }`,
})
export class PhotoDialog {
  private readonly api = inject(Api);
  protected readonly t = inject(I18n).t;
  protected readonly data = inject<{
    buildingId: number;
    mountingId: number;
    period: string;
    serial: string;
    unit: string;
    canWrite: boolean;
    /** Of a hand-over record instead of the dial. */
    kind?: 'handover';
  }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  private readonly path = `/buildings/${this.data.buildingId}/mountings/${this.data.mountingId}/photos`;
  protected readonly photos = resource({ loader: () => this.api.get<List<PhotoRow>>(this.path, { period: this.data.period }) });
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly added = signal(false);
  protected readonly address = (id: number): string => `/api/v1/buildings/${this.data.buildingId}/photos/${id}`;
  protected readonly date = formatMoment;

  constructor() {
    this.ref.backdropClick().subscribe(() => this.ref.close(this.added()));
  }
  protected async add(picker: HTMLInputElement): Promise<void> {
    const file = picker.files?.[0];
    picker.value = '';
    if (!file) return;
    this.busy.set(true);
    this.problem.set(null);
    try {
      await this.api.upload<PhotoRow>(this.path, file, { period: this.data.period, kind: this.data.kind });
      this.added.set(true);
      this.photos.reload();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a file that is no picture is told here
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
