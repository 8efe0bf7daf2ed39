// One action on many cards: what it asks, what would become of each card, then the doing. Refused cards stay as they are.
import { Component, computed, inject, resource, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import type { CardPlugin } from '#kit';
import { Api, ApiError } from '../../api/api.ts';
import type { BulkRow, ListedCard } from '../../api/card-rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { ActFields } from './act-fields.ts';
import { type ActInput, askedBy, isComplete } from './act-input.ts';

interface BulkAnswer {
  rows: BulkRow[];
  done: number;
  refused: number;
  total: number;
}

@Component({
  selector: 'th-bulk-dialog',
  imports: [ActFields, Icon, MatDialogModule],
  templateUrl: './bulk-dialog.html',
  styleUrl: './bulk-dialog.scss',
})
export class BulkDialog {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<{ buildingId: number; service: string; action: string; cards: ListedCard[] }>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  private readonly toast = inject(Toast);
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly date = (value: string | null) => (value ? formatDate(value) : '–');
  protected readonly input = signal<ActInput>({});
  protected readonly numbers = signal<Record<number, string>>({});
  protected readonly answer = signal<BulkAnswer | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  private readonly plugin = resource({ loader: () => this.api.get<CardPlugin>(`/plugins/${this.data.service}`) });
  protected readonly action = computed(() =>
    this.plugin.hasValue() ? this.plugin.value().actions.find(({ id }) => id === this.data.action) : undefined,
  );
  protected readonly asked = computed(() => {
    const action = this.action();
    return action ? askedBy(this.plugin.value()!, action) : null;
  });
  protected readonly ready = computed(() => {
    const asked = this.asked();
    return !!asked && isComplete(asked, this.input(), true) && !this.busy();
  });
  protected readonly hasDeposit = this.data.cards.some(({ deposit }) => deposit > 0);
  protected readonly rows = computed(() => {
    const told = new Map(this.answer()?.rows.map((row) => [row.id, row]));
    const rows = this.data.cards.map((card) => ({ card, told: told.get(card.id) ?? null }));
    // what cannot be done comes first: that is what somebody has to look at
    return rows.toSorted((a, b) => Number(a.told?.ok ?? true) - Number(b.told?.ok ?? true));
  });

  protected change(input: ActInput): void {
    this.input.set(input);
    this.answer.set(null);
  }
  protected number(id: number, event: Event): void {
    const value = (event.target as HTMLInputElement).value.normalize('NFC').trim();
    this.numbers.update((numbers) => ({ ...numbers, [id]: value }));
    this.answer.set(null);
  }
  protected async preview(): Promise<void> {
    this.answer.set((await this.post(true)) ?? null);
  }
  protected async go(): Promise<void> {
    const done = await this.post(false);
    if (!done) return;
    this.toast.say(this.t('cards:bulk.done', { count: done.done, n: done.done, refused: done.refused }));
    this.ref.close(true);
  }
  private async post(dryRun: boolean): Promise<BulkAnswer | undefined> {
    this.busy.set(true);
    this.problem.set(null);
    const cards = this.data.cards.map(({ id, revision }) => ({ id, revision, number: this.numbers()[id] || undefined }));
    try {
      const body = { ...this.input(), action: this.data.action, cards, dryRun };
      return await this.api.send<BulkAnswer>('POST', `/buildings/${this.data.buildingId}/cards/bulk`, body);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a refusal of the whole is told in the dialog
      this.problem.set(error.message);
      return undefined;
    } finally {
      this.busy.set(false);
    }
  }
}
