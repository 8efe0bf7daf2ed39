// What can be done about the active row beside typing: its picture, its life, an estimate, a faulty meter, a billed reading put right.
import { Component, computed, inject, input, output } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import type { ReadingRow } from '../../api/rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { MeterForms } from '../../state/meter-forms.ts';
import { Place } from '../../state/place.ts';
import { HistoryDialog } from '../meters/history-dialog.ts';
import { PhotoDialog } from '../meters/photo-dialog.ts';

@Component({
  selector: 'th-row-actions',
  imports: [Icon],
  template: `
    @if (canWrite() && !row().locked) {
      @if (row().kind !== 'estimate' && row().state === 'missing') { <button type="button" class="btn small" (click)="alter({ estimate: true })"><th-icon name="calculate" />{{ t('readings.estimate') }}</button> }
      @if (row().kind !== 'closing') { <button type="button" class="btn small" (click)="alter({ faulty: row().kind !== 'faulty' })"><th-icon name="build" />{{ t(row().kind === 'faulty' ? 'readings.notFaulty' : 'readings.faulty') }}</button> }
    }
    @if (canCorrect() && row().value !== null) { <button type="button" class="btn small" (click)="correct()"><th-icon name="edit_note" />{{ t('readings.correct') }}</button> }
    <button type="button" class="btn small" (click)="photos()"><th-icon name="photo_camera" />{{ t('readings.photos') }}@if (row().photos) { · {{ row().photos }} }</button>
    <button type="button" class="btn small" (click)="history()"><th-icon name="history" />{{ t('readings.history') }}</button>`,
  styles: ':host { display: flex; gap: 2px; }',
})
export class RowActions {
  readonly row = input.required<ReadingRow>();
  readonly canWrite = input(false);
  /** May put right what is billed. */
  readonly mayAccept = input(false);
  readonly change = output<{ id: number; revision: number; estimate?: boolean; faulty?: boolean }[]>();
  readonly changed = output<void>();
  protected readonly t = inject(I18n).t;
  private readonly dialog = inject(MatDialog);
  private readonly forms = inject(MeterForms);
  private readonly place = inject(Place);
  protected readonly canCorrect = computed(() => this.mayAccept() && this.row().locked);

  protected alter(change: { estimate?: boolean; faulty?: boolean }): void {
    const { id, revision } = this.row();
    this.change.emit([{ id, revision, ...change }]);
  }
  protected async correct(): Promise<void> {
    const { id: mountingId, unit, serial, previous, value, multiplier } = this.row();
    const done = await this.forms.correct({
      mountingId,
      period: this.place.period()!,
      unit,
      serial,
      previous,
      value: value!,
      multiplier,
    });
    if (done) this.changed.emit();
  }
  protected async photos(): Promise<void> {
    const { id: mountingId, serial, unit } = this.row();
    const data = {
      ...{ buildingId: this.place.building()!.id, period: this.place.period()! },
      ...{ mountingId, serial, unit, canWrite: this.canWrite() },
    };
    if (await firstValueFrom(this.dialog.open(PhotoDialog, { data, maxWidth: '94vw' }).afterClosed())) this.changed.emit();
  }
  protected history(): void {
    const data = { buildingId: this.place.building()!.id, meterId: this.row().meterId, serial: this.row().serial };
    this.dialog.open(HistoryDialog, { data, maxWidth: '94vw' });
  }
}
