// One meter's life: where it hung, its readings with who and how, what was put right, and its photos.
import { Component, inject, resource } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { Api } from '../../api/api.ts';
import type { MeterHistory } from '../../api/meter-rows.ts';
import { formatDate, formatMoment, formatNumber, formatPeriod } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';

@Component({
  selector: 'th-history-dialog',
  imports: [MatDialogModule],
  templateUrl: './history-dialog.html',
  styles: `.dialog { width: 940px; max-width: 94vw; } .title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; }
    .list { overflow: auto; display: grid; gap: 14px; min-height: 0; } h3 { margin-bottom: 4px; } td { white-space: nowrap; } td.text { white-space: normal; }
    .photos { display: flex; gap: 8px; flex-wrap: wrap; } .photos img { width: 132px; height: 99px; object-fit: cover; border-radius: 8px; border: 1px solid var(--line); display: block; }`,
})
export class HistoryDialog {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<{ buildingId: number; meterId: number; serial: string }>(MAT_DIALOG_DATA);
  protected readonly life = resource({
    loader: () => this.api.get<MeterHistory>(`/buildings/${this.data.buildingId}/meters/${this.data.meterId}/history`),
  });
  protected readonly number = (text: string | null): string => (text === null ? '' : formatNumber(text, this.i18n.lang()));
  protected readonly date = (day: string | null): string => (day === null ? '' : formatDate(day));
  protected readonly moment = formatMoment;
  protected readonly month = (period: string): string => formatPeriod(period, this.i18n.lang());
  protected readonly photo = (id: number): string => `/api/v1/buildings/${this.data.buildingId}/photos/${id}`;
}
