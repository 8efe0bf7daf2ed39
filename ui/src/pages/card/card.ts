// One card: what it is, what may be done with it, what it was charged, and its whole life.
import { Component, computed, inject, input, resource } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { CardPlugin } from '#kit';
import { Api } from '../../api/api.ts';
import type { CardChargeRow, CardEventRow, CardView } from '../../api/card-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Session } from '../../state/session.ts';
import { changesOf } from '../cards/changes.ts';
import { ActDialog } from './act-dialog.ts';
import { toldOf } from './told-of.ts';

@Component({ selector: 'th-card', imports: [Icon, RouterLink], templateUrl: './card.html', styleUrl: './card.scss' })
export class Card {
  readonly id = input.required<string>();
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly dialog = inject(MatDialog);
  private readonly toast = inject(Toast);
  private readonly session = inject(Session);
  protected readonly canWrite = computed(() => this.session.may('cards.write'));
  protected readonly date = (value: string | null) => (value ? formatDate(value) : '–');
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly all = resource({
    params: () => this.id(),
    loader: async ({ params: id }) => {
      const [card, history, charges] = await Promise.all([
        this.api.get<CardView>(`/cards/${id}`),
        this.api.get<List<CardEventRow>>(`/cards/${id}/history`),
        this.api.get<List<CardChargeRow>>(`/cards/${id}/charges`),
        this.i18n.load('card'),
      ]);
      const [plugin] = await Promise.all([this.api.get<CardPlugin>(`/plugins/${card.service}`), this.i18n.load(card.service)]);
      return { card, plugin, charges: charges.rows, events: history.rows.toReversed() };
    },
  });
  /** Newest first, each with what it changed in words. */
  protected readonly life = computed(() => {
    if (!this.all.hasValue()) return [];
    const { card, events } = this.all.value();
    const told = toldOf(this.i18n, card.service, card);
    return events.map((event) => ({ ...event, changes: changesOf(event.before, event.after, told) }));
  });
  protected readonly fields = computed(() => {
    if (!this.all.hasValue()) return [];
    const { card, plugin } = this.all.value();
    return Object.keys(plugin.registration.properties).map((name) => ({ name, value: this.said(card.fields[name]) }));
  });
  private said(value: unknown): string {
    if (value === undefined || value === null || value === '') return '–';
    return typeof value === 'boolean' ? this.t(value ? 'yes' : 'cards:no') : String(value);
  }
  protected titleOf(action: string, service: string): string {
    return action === 'register' ? this.t('card:action.register') : this.t(`${service}:action.${action}`);
  }
  protected async act(id: string): Promise<void> {
    const { card, plugin } = this.all.value()!;
    const action = plugin.actions.find((one) => one.id === id && one.from.includes(card.state))!;
    const done = await firstValueFrom(this.dialog.open(ActDialog, { data: { card, plugin, action } }).afterClosed());
    if (!done) return;
    this.toast.say(this.t('cards:done', { action: action.label[this.i18n.lang()] }));
    this.all.reload();
  }
  protected async print(paper: 'registration' | 'handover'): Promise<void> {
    try {
      download(await this.api.file(`/cards/${this.id()}/${paper}.pdf`, { lang: this.i18n.lang() }), `${paper}-${this.id()}.pdf`);
    } catch (error) {
      this.toast.problem(error);
    }
  }
}
