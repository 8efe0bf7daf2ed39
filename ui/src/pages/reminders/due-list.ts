// The dry run: everyone who owes, whose turn it is and why, or why not. Letters are made for those chosen, or for all of them.
import { Component, computed, inject, linkedSignal, output, resource, signal, untracked } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api.ts';
import type { DueList as Due, DunningRow, PlanAnswer } from '../../api/reminder-rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Active, Grid } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { PauseDialog, type PauseDialogData } from './pause-dialog.ts';
import { dueView } from './reminder-views.ts';

@Component({
  selector: 'th-due-list',
  imports: [Grid, Icon, StatusBar],
  templateUrl: './due-list.html',
  styleUrl: './reminders.scss',
})
export class DueList {
  readonly made = output();
  readonly plan = output();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly session = inject(Session);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly may = computed(() => this.session.may('reminders.send'));
  // text, so that the same place read again is no new question
  private readonly asked = () => (this.place.building() ? `${this.place.building()!.id} ${this.i18n.lang()}` : undefined);
  protected readonly plans = resource({
    params: this.asked,
    loader: ({ params }) => this.api.get<PlanAnswer>(`/buildings/${params.split(' ')[0]}/reminder-plan`),
  });
  protected readonly due = resource({
    params: this.asked,
    loader: ({ params }) => this.api.get<Due>(`/buildings/${params.split(' ')[0]}/reminders/due`),
  });
  protected readonly all = computed(() => (this.due.hasValue() ? this.due.value() : null));
  protected readonly noPlan = computed(() => this.plans.hasValue() && this.plans.value().plan === null);
  protected readonly noMail = computed(() => this.plans.hasValue() && !this.plans.value().mail.ready);
  protected readonly store = computed(() => {
    const rows = this.all()?.rows.map((row) => this.flat(row));
    return rows ? untracked(() => new SheetStore(compileView(dueView), rows)) : null;
  });
  protected readonly only = signal<'send' | 'wait' | 'pause' | null>(null);
  protected readonly groups = computed(() =>
    (['send', 'wait', 'pause'] as const).map((id) => ({
      id,
      count: this.all()?.rows.filter((row) => turnOf(row) === id).length ?? 0,
    })),
  );
  protected readonly keys = computed(() => {
    const only = this.only();
    return only ? new Set((this.all()?.rows ?? []).filter((row) => turnOf(row) === only).map(keyOf)) : null;
  });
  protected readonly quick = signal('');
  protected readonly active = signal<Active | null>(null);
  protected readonly chosen = linkedSignal<unknown, Row[]>({ source: this.store, computation: () => [] });
  protected readonly row = computed(() => {
    const key = this.active()?.row.key;
    return this.all()?.rows.find((row) => keyOf(row) === key) ?? null;
  });
  /** Those chosen whose turn it is; without a choice all whose turn it is. */
  protected readonly going = computed(() => {
    const rows = this.all()?.rows.filter(({ send }) => send) ?? [];
    const keys = new Set(this.chosen().map(({ key }) => key));
    return keys.size > 0 ? rows.filter((row) => keys.has(keyOf(row))) : rows;
  });
  /** Of the letters; the clerk's own language is another matter. */
  protected readonly lang = signal<'vi' | 'en'>('vi');
  protected readonly busy = signal(false);

  private flat(row: DunningRow): Row {
    const ways = row.channels.map((channel) => this.t(`reminder:way.${channel}`)).join(', ');
    return {
      ...row,
      key: keyOf(row),
      turn: turnOf(row),
      ways,
      overdue: row.overdue || null,
      daysLate: row.daysLate || null,
      levelText: this.levelText(row.level),
    } as unknown as Row;
  }
  private levelText(level: number | null): string {
    return level === null ? '' : level === 0 ? this.t('reminder:level.before') : this.t('reminder:level.n', { n: level });
  }
  protected async make(): Promise<void> {
    this.busy.set(true);
    try {
      const only = this.going().map(({ unitId, customerId }) => ({ unitId, customerId }));
      const body = { buildingId: this.place.building()!.id, only, lang: this.lang() };
      const { letters, emails, prints } = await this.api.send<{ letters: number; emails: number; prints: number }>(
        'POST',
        '/reminders/run',
        body,
      );
      this.toast.say(this.t('reminder:page.madeSome', { count: letters, n: letters, emails, prints }));
      this.made.emit();
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.busy.set(false);
    }
  }
  protected async pause(row: DunningRow): Promise<void> {
    const data: PauseDialogData = { buildingId: this.place.building()!.id, row };
    if (await firstValueFrom(this.dialog.open(PauseDialog, { data }).afterClosed())) this.due.reload();
  }
  /** Locking a card for debt is a decision of its own, made on the customer's page. */
  protected cards(row: DunningRow): void {
    void this.router.navigate(['/customers', row.customerId], { queryParamsHandling: 'preserve' });
  }
  protected open({ row, field }: { row: Row; field: string }): void {
    if (field === 'unit')
      void this.router.navigate(['/collect'], { queryParams: { units: row.unit }, queryParamsHandling: 'merge' });
  }
}

const keyOf = ({ unitId, customerId }: DunningRow): string => `${unitId} ${customerId}`;
const turnOf = ({ send, pause }: DunningRow): 'send' | 'wait' | 'pause' => (send ? 'send' : pause ? 'pause' : 'wait');
