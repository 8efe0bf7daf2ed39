// The month's checklist: each step with what is still in its way and a door to where it is put right; then the lock.
import { Component, computed, inject, resource, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api.ts';
import type { Checklist, CloseStep, MoneyDocumentDetail } from '../../api/money-rows.ts';
import { formatDate, formatNumber, formatPeriod } from '../../format/numbers.ts';
import { dayOf, timeOf } from '../../format/today.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { CountForm } from './count-form.ts';
import { LockDialog } from './lock-dialog.ts';
import { PostDialog, type PostDialogData } from './post-dialog.ts';

const doors: Record<string, string> = {
  ...{ readings: '/readings', runs: '/run', parked: '/run', unidentified: '/bank' },
};

@Component({
  selector: 'th-close-month',
  imports: [CountForm, Icon, RouterLink],
  templateUrl: './close-month.html',
  styleUrl: './close-month.scss',
})
export class CloseMonth {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  private readonly session = inject(Session);
  private readonly dialog = inject(MatDialog);
  private readonly toast = inject(Toast);
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly stamp = (instant: string) => `${timeOf(instant)} ${formatDate(dayOf(instant))}`;
  protected readonly month = computed(() => formatPeriod(this.place.period() ?? '2000-01', this.i18n.lang()));
  protected readonly mayClose = computed(() => this.session.may('periods.close'));
  protected readonly mayCount = computed(() => this.session.may('money.collect'));
  protected readonly mayAdjust = computed(() => this.session.may('money.adjust'));
  protected readonly counting = signal<'111' | '112' | null>(null);
  protected readonly list = resource({
    params: () => this.place.here() ?? undefined,
    loader: ({ params: { buildingId, period } }) =>
      this.api.get<Checklist>(`/buildings/${buildingId}/periods/${period}/checklist`),
  });
  protected readonly now = computed(() => (this.list.hasValue() ? this.list.value() : null));
  protected readonly missing = computed(() => this.now()?.steps.filter(({ done, advice }) => !done && !advice).length ?? 0);

  protected door({ step, done }: CloseStep): string | null {
    return done ? null : (doors[step] ?? null);
  }
  protected balanceOf(step: string) {
    return this.now()?.money.find(({ account }) => account === (step === 'cash' ? '111' : '112'));
  }
  protected words(one: CloseStep): string {
    const key = one.done ? 'done' : 'open';
    return this.t(`money:step.${one.step}.${key}`, { count: one.count, n: one.count, amount: Math.abs(one.count) });
  }
  protected counted(): void {
    this.counting.set(null);
    this.list.reload();
  }
  /** Allowance and prepayments: shown with their postings, then posted. */
  protected async post(step: 'allowance' | 'prepaid'): Promise<void> {
    const { buildingId, period } = this.place.here()!;
    const path =
      step === 'allowance' ? `/buildings/${buildingId}/allowance` : `/buildings/${buildingId}/periods/${period}/release`;
    const ref = this.dialog.open<PostDialog, PostDialogData, MoneyDocumentDetail>(PostDialog, {
      data: { path, title: `money:step.${step}.post` },
    });
    const done = await firstValueFrom(ref.afterClosed());
    if (!done) return;
    this.toast.say(this.t('money:made', { number: done.number }));
    this.list.reload();
  }
  protected async set(status: 'open' | 'closed'): Promise<void> {
    const data = { status, missing: this.missing(), month: this.month() };
    const reason = await firstValueFrom(this.dialog.open<LockDialog, object, string>(LockDialog, { data }).afterClosed());
    if (reason === undefined) return;
    const { buildingId, period } = this.place.here()!;
    try {
      await this.api.send('PATCH', `/buildings/${buildingId}/periods/${period}`, { status, ...(reason ? { reason } : {}) });
      await this.place.refresh();
      this.list.reload();
    } catch (error) {
      this.toast.problem(error);
    }
  }
}
