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
import { answerOf, changesOf } from '../cards/changes.ts';
import { stateTones } from '../cards/state-tones.ts';
import { ActDialog } from './act-dialog.ts';
import { AmendDialog } from './amend-dialog.ts';
import { toldOf } from './told-of.ts';

/** What core itself does with a card; every other event is an action of its plugin. */
const CORE_EVENTS = new Set(['register', 'amend']);

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
      const [plugin, tones] = await Promise.all([
        this.api.get<CardPlugin>(`/plugins/${card.service}`),
        stateTones(this.api, card.service),
        this.i18n.load(card.service),
      ]);
      return { card, plugin, tones, charges: charges.rows, events: history.rows.toReversed() };
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
    return Object.keys(plugin.registration.properties).map((name) => ({ name, value: answerOf(card.fields[name], this.t) }));
  });
  /** What of its receivables is open, each counted once though several charges may be paid with it. */
  protected readonly open = computed(() => {
    const charges = this.all.hasValue() ? this.all.value().charges : [];
    return charges.reduce((sum, { open }) => sum + open, 0);
  });
  protected titleOf(action: string, service: string): string {
    return CORE_EVENTS.has(action) ? this.t(`card:action.${action}`) : this.t(`${service}:action.${action}`);
  }
  /** A month's fee by itself; everything else by the action that made it owed. */
  protected chargeName({ kind, action, deposit, net }: CardChargeRow, service: string): string {
    if (kind === 'month' || !action) return this.t(`cards:chargeKind.${kind}`);
    const what = kind === 'term' ? 'term' : deposit === net ? 'deposit' : deposit ? 'both' : 'fee';
    return `${this.titleOf(action, service)}: ${this.t(`cards:chargeKind.${what}`)}`;
  }
  protected readonly month = (period: string) => period.split('-').reverse().join('/');
  protected readonly days = (from: string, to: string) =>
    from === to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`;
  protected async amend(): Promise<void> {
    const { card, plugin } = this.all.value()!;
    const data = { card, plugin };
    if (!(await firstValueFrom(this.dialog.open(AmendDialog, { data, maxWidth: '94vw' }).afterClosed()))) return;
    this.toast.say(this.t('cards:done', { action: this.t('card:action.amend') }));
    this.all.reload();
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
