// The plan: its steps with days, gaps, ways and words. Saved from a day on; the server says what does not fit, at its field.
import { Component, computed, inject, linkedSignal, output, resource, signal } from '@angular/core';
import type { Finding } from '#kit';
import { Api, ApiError } from '../../api/api.ts';
import type { Channel, PlanAnswer, PlanStep, ReminderPlan } from '../../api/reminder-rows.ts';
import { formatDate } from '../../format/numbers.ts';
import { today } from '../../format/today.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';
import { MoneyField } from '../../parts/money-field.ts';
import { Toast } from '../../parts/toast.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';

@Component({
  selector: 'th-plan-editor',
  imports: [DayField, Icon, MoneyField],
  templateUrl: './plan-editor.html',
  styleUrl: './plan-editor.scss',
})
export class PlanEditor {
  readonly saved = output();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly session = inject(Session);
  private readonly toast = inject(Toast);
  protected readonly may = computed(() => this.session.may('reminders.plan'));
  protected readonly date = formatDate;
  protected readonly today = today();
  protected readonly answer = resource({
    params: () => this.place.building()?.id,
    loader: ({ params }) => this.api.get<PlanAnswer>(`/buildings/${params}/reminder-plan`),
  });
  protected readonly known = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  protected readonly steps = linkedSignal<PlanAnswer | null, PlanStep[]>({
    source: this.known,
    computation: (known) => structuredClone(known?.plan?.steps ?? known?.proposal ?? []),
  });
  protected readonly minAmount = linkedSignal<PlanAnswer | null, number | null>({
    source: this.known,
    computation: (known) => known?.plan?.minAmount ?? 50_000,
  });
  protected readonly from = signal(this.today);
  protected readonly lang = linkedSignal<'vi' | 'en'>(() => this.i18n.lang());
  protected readonly findings = signal<(Finding & { message?: string })[]>([]);
  protected readonly busy = signal(false);
  protected readonly ways: readonly Channel[] = ['email', 'print'];
  protected readonly sentence = (finding: Finding) => this.i18n.sentence(finding.code, finding.params);

  protected change(at: number, change: Partial<PlanStep>): void {
    this.steps.update((steps) => steps.map((step, n) => (n === at ? { ...step, ...change } : step)));
  }
  protected words(at: number, field: 'title' | 'body', text: string): void {
    this.steps.update((steps) =>
      steps.map((step, n) => (n === at ? { ...step, [field]: { ...step[field], [this.lang()]: text.normalize('NFC') } } : step)),
    );
  }
  protected toggle(at: number, channel: Channel): void {
    const { channels } = this.steps()[at]!;
    this.change(at, {
      channels: channels.includes(channel) ? channels.filter((one) => one !== channel) : [...channels, channel],
    });
  }
  protected add(): void {
    const last = this.steps().at(-1);
    const empty = { vi: '', en: '' };
    this.steps.update((steps) => [
      ...steps,
      {
        level: (last?.level ?? 0) + 1,
        days: Math.max(1, (last?.days ?? 0) + 7),
        gapDays: last?.level ? 7 : 0,
        channels: ['print'],
        title: { ...empty },
        body: { ...empty },
      },
    ]);
  }
  protected remove(at: number): void {
    this.steps.update((steps) => steps.filter((_, n) => n !== at));
  }
  protected findingsAt(at: number): string[] {
    return this.findings()
      .filter(({ at: place }) => place?.row === at)
      .map(this.sentence);
  }
  protected async save(): Promise<void> {
    this.busy.set(true);
    this.findings.set([]);
    try {
      const body = { validFrom: this.from(), minAmount: this.minAmount() ?? 0, steps: this.steps() };
      const plan = await this.api.send<ReminderPlan>('POST', `/buildings/${this.place.building()!.id}/reminder-plan`, body);
      this.toast.say(this.t('reminder:plan.saved', { day: plan.validFrom }));
      this.answer.reload();
      this.saved.emit();
    } catch (error) {
      if (error instanceof ApiError && error.findings.length > 0) this.findings.set(error.findings);
      else this.toast.problem(error);
    } finally {
      this.busy.set(false);
    }
  }
}
