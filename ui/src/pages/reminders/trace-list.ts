// What became of each letter: sent, handed over, failed, uncertain; and what a person does about it.
import { Component, computed, inject, resource, signal, untracked } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { DeliveryList, DeliveryRow, DeliveryState } from '../../api/reminder-rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Active, Grid } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { traceView } from './reminder-views.ts';

const LETTERS_A_FILE = 500;
const STATES: readonly DeliveryState[] = ['queued', 'sending', 'uncertain', 'failed', 'refused', 'sent', 'cancelled'];

@Component({
  selector: 'th-trace-list',
  imports: [Grid, Icon, StatusBar],
  templateUrl: './trace-list.html',
  styleUrl: './reminders.scss',
})
export class TraceList {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly session = inject(Session);
  private readonly toast = inject(Toast);
  protected readonly may = computed(() => this.session.may('reminders.send'));
  protected readonly list = resource({
    params: () => this.place.building()?.id,
    loader: ({ params }) => this.api.get<DeliveryList>('/reminders', { buildingId: params, pageSize: 5000 }),
  });
  protected readonly all = computed(() => (this.list.hasValue() ? this.list.value() : null));
  protected readonly store = computed(() => {
    const rows = this.all()?.rows.map((row) => this.flat(row));
    return rows ? untracked(() => new SheetStore(compileView(traceView), rows)) : null;
  });
  protected readonly states = computed(() =>
    STATES.map((id) => ({ id, count: this.all()?.counts[id] ?? 0 })).filter(({ count }) => count > 0),
  );
  protected readonly only = signal<DeliveryState | null>(null);
  protected readonly keys = computed(() => {
    const only = this.only();
    return only ? new Set((this.all()?.rows ?? []).filter(({ state }) => state === only).map(({ id }) => String(id))) : null;
  });
  protected readonly active = signal<Active | null>(null);
  protected readonly row = computed(() => this.all()?.rows.find(({ id }) => id === this.active()?.row.id) ?? null);
  protected readonly waiting = computed(() => {
    const rows = this.all()?.rows.filter(({ state }) => state === 'queued') ?? [];
    return { email: rows.filter(({ channel }) => channel === 'email'), print: rows.filter(({ channel }) => channel === 'print') };
  });
  protected readonly busy = signal(false);
  protected readonly moment = (at: string) =>
    new Intl.DateTimeFormat(this.i18n.lang() === 'vi' ? 'vi-VN' : 'en-GB', {
      dateStyle: 'short',
      timeStyle: 'short',
      timeZone: 'Asia/Ho_Chi_Minh',
    }).format(Date.parse(at));

  private flat(row: DeliveryRow): Row {
    const levelText = row.level === 0 ? this.t('reminder:level.before') : this.t('reminder:level.n', { n: row.level });
    return { ...row, levelText, way: this.t(`reminder:way.${row.channel}`), events: null } as unknown as Row;
  }
  protected send(rows: readonly DeliveryRow[]): Promise<void> {
    return this.act(async () => {
      const body = { ...this.here(), deliveryIds: rows.map(({ id }) => id) };
      const answer = await this.api.send<{ sent: number; rows: { state: DeliveryState }[] }>('POST', '/reminders/send', body);
      const left = answer.rows.length - answer.sent;
      this.toast.say(
        `${this.t('reminder:page.sent', { count: answer.sent, n: answer.sent })}${left ? ` ${this.t('reminder:page.notSent', { n: left })}` : ''}`,
      );
    });
  }
  /** A file for each language, and for each few hundred letters. */
  protected print(): Promise<void> {
    return this.act(async () => {
      const { buildingId } = this.here();
      for (const [lang, rows] of Map.groupBy(this.waiting().print, (row) => row.lang)) {
        const ids = rows.map(({ reminderId }) => reminderId).sort((a, b) => a - b);
        for (let at = 0; at < ids.length; at += LETTERS_A_FILE) {
          const part = ids.slice(at, at + LETTERS_A_FILE);
          const query = { lang, from: part[0], to: part.at(-1) };
          const name = `${this.t('reminder:page.fileName')}-${part[0]}-${part.at(-1)}.pdf`;
          download(await this.api.file(`/buildings/${buildingId}/reminders/letters.pdf`, query), name);
        }
      }
    });
  }
  protected look(row: DeliveryRow): Promise<void> {
    return this.act(async () => {
      const url = URL.createObjectURL(await this.api.file(`/reminders/${row.reminderId}/letter.pdf`));
      window.open(url, '_blank', 'noopener');
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    });
  }
  protected resolve(rows: readonly DeliveryRow[], outcome: 'sent' | 'notSent' | 'cancelled'): Promise<void> {
    return this.act(async () => {
      const body = { ...this.here(), deliveryIds: rows.map(({ id }) => id), outcome };
      const { changed } = await this.api.send<{ changed: number }>('POST', '/reminders/resolve', body);
      this.toast.say(this.t('reminder:page.resolved', { count: changed, n: changed }));
    });
  }
  private here(): { buildingId: number } {
    return { buildingId: this.place.building()!.id };
  }
  private async act(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await work();
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.busy.set(false);
      this.list.reload();
    }
  }
}
