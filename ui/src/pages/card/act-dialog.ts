// One action on one card: what it asks, what it would do and cost, or why it is refused; then the doing.
import { Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { CardAction, CardPlugin } from '#kit';
import { Api, ApiError } from '../../api/api.ts';
import type { CardActed, CardView } from '../../api/card-rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { ActFields } from '../cards/act-fields.ts';
import { type ActInput, askedBy, isComplete } from '../cards/act-input.ts';
import { changesOf } from '../cards/changes.ts';
import { DueLines } from '../cards/due-lines.ts';
import { toldOf } from './told-of.ts';

@Component({
  selector: 'th-act-dialog',
  imports: [ActFields, DueLines, Icon, MatDialogModule],
  template: `<form class="dialog" (submit)="$event.preventDefault(); act(told() === null)">
    <h2 mat-dialog-title class="title">{{ data.action.label[i18n.lang()] }} · {{ data.card.number ?? data.card.unit }}</h2>
    <th-act-fields [asked]="asked" [hasDeposit]="data.card.deposit > 0" [value]="input()" (valueChange)="change($event)" />
    @if (problem(); as message) { <p class="note error" role="alert"><th-icon name="error" />{{ message }}</p> }
    @if (told(); as would) {
      <div class="card would" role="status">
        <h3>{{ t('cards:preview.effect') }}</h3>
        <ul>@for (line of lines(); track line.field) { <li><span>{{ line.field }}</span> {{ line.before }} → <b>{{ line.after }}</b></li> }</ul>
        <h3>{{ t('cards:preview.cost') }}</h3><th-due-lines [due]="would.due" />
      </div>
    }
    <div class="dialog-actions">
      <button type="button" class="btn" mat-dialog-close>{{ t('action.cancel') }}</button>
      <button type="button" class="btn outline" [disabled]="!ready()" (click)="act(true)"><th-icon name="visibility" />{{ t('cards:preview') }}</button>
      <button type="button" class="btn primary" [disabled]="!told() || busy()" (click)="act(false)"><th-icon name="check" />{{ data.action.label[i18n.lang()] }}</button>
    </div></form>`,
  styles: `.title { padding: 0; margin: 0; font: 600 15px/20px Inter, sans-serif; } .title::before { display: none; } .dialog { width: 560px; max-width: 90vw; }
    .would { display: grid; gap: 6px; background: var(--head); } ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 3px; } li span { color: var(--ink-2); display: inline-block; min-width: 120px; }`,
})
export class ActDialog {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<{ card: CardView; plugin: CardPlugin; action: CardAction }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  protected readonly asked = askedBy(this.data.plugin, this.data.action);
  protected readonly input = signal<ActInput>({});
  protected readonly told = signal<CardActed | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  protected readonly ready = computed(() => isComplete(this.asked, this.input(), false) && !this.busy());
  protected readonly lines = computed(() => {
    const event = this.told()?.event;
    const { card } = this.told() ?? { card: null };
    const names = { units: { ...this.data.card.units }, customers: { ...this.data.card.customers } };
    if (card) {
      names.units[card.unitId] = card.unit;
      names.customers[card.customerId] = card.customer;
    }
    return event ? changesOf(event.before, event.after, toldOf(this.i18n, this.data.card.service, names)) : [];
  });

  protected change(input: ActInput): void {
    this.input.set(input);
    this.told.set(null);
  }
  protected async act(dryRun: boolean): Promise<void> {
    if (!this.ready()) return;
    this.busy.set(true);
    this.problem.set(null);
    const { card, action } = this.data;
    try {
      const body = { ...this.input(), revision: card.revision, dryRun };
      const told = await this.api.send<CardActed>('POST', `/cards/${card.id}/actions/${action.id}`, body);
      if (dryRun) this.told.set(told);
      else this.ref.close(told);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the refusal's reason is told in the dialog
      this.told.set(null);
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
