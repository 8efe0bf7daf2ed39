// The desk: a draft's parameters, tier tables and lines in a grid, its formulas with their names at hand, its examples, tried as it is typed.
import { Component, computed, effect, inject, input, linkedSignal, output, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { Facts, Plugin, TariffBody } from '#kit';
import { Api, ApiError } from '../../api/api.ts';
import type { DeskExample, ExampleCheck, PriceAnswer, TariffRow } from '../../api/rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Session } from '../../state/session.ts';
import { DraftEdits } from './draft-edits.ts';
import { bodyOf, type DraftForm, formOf, keysOf, namesAt } from './draft-form.ts';
import { FormulaField } from './formula-field.ts';
import { PublishDialog } from './publish-dialog.ts';
import { TariffTrial } from './tariff-trial.ts';

type Head = Pick<TariffRow, 'name' | 'legalBasis' | 'validFrom' | 'validTo'>;

@Component({
  selector: 'th-tariff-desk',
  imports: [DayField, FormulaField, Icon, RouterLink, TariffTrial],
  templateUrl: './tariff-desk.html',
  styleUrl: './tariff-desk.scss',
  host: { '(document:keydown)': 'shortcut($event)' },
})
export class TariffDesk {
  readonly plugin = input.required<Plugin>();
  readonly tariff = input.required<TariffRow>();
  /** Tells the list to read again: the id to show, null after a draft has gone. */
  readonly done = output<number | null>();
  private readonly api = inject(Api);
  private readonly dialog = inject(MatDialog);
  private readonly toast = inject(Toast);
  private readonly session = inject(Session);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly date = formatDate;
  protected readonly number = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly may = (permission: string) => this.session.may(permission);

  private readonly saved = linkedSignal<TariffRow>(() => this.tariff());
  protected readonly head = linkedSignal<Head>(() => {
    const { name, legalBasis, validFrom, validTo } = this.saved();
    return { name, legalBasis, validFrom, validTo };
  });
  protected readonly form = linkedSignal<DraftForm>(() => formOf(this.saved().body, this.i18n.lang()));
  protected readonly examples = linkedSignal<DeskExample[]>(() => this.saved().examples);
  protected readonly edit = new DraftEdits((change) => this.form.update(change));
  private readonly read = computed(() => bodyOf(this.plugin(), this.form(), this.i18n.lang()));
  protected readonly problems = computed(() => this.read().problems);
  /** The last body that could be priced: the trial keeps its answer while somebody is still typing. */
  protected readonly live = linkedSignal<{ body: TariffBody; ok: boolean }, TariffBody>({
    source: () => ({ body: this.read().body, ok: this.problems().size === 0 }),
    computation: ({ body, ok }, before) => (ok ? body : (before?.value ?? this.saved().body)),
  });
  protected readonly dirty = computed(() => {
    const { name, legalBasis, validFrom, validTo, examples } = this.saved();
    const was = JSON.stringify([{ name, legalBasis, validFrom, validTo }, formOf(this.saved().body, this.i18n.lang()), examples]);
    return JSON.stringify([this.head(), this.form(), this.examples()]) !== was;
  });
  protected readonly busy = signal(false);
  protected readonly stale = signal<string | null>(null);
  protected readonly refused = signal<string | null>(null);
  protected readonly checks = signal<ExampleCheck[]>([]);
  protected readonly vatClasses = ['standard', 'water', 'full', 'none'] as const;
  protected readonly natures = ['own', 'passThrough', 'deposit', 'compensation'] as const;
  protected readonly policies = ['', 'split', 'start', 'end'] as const;
  protected readonly keysOf = keysOf;

  constructor() {
    effect((onCleanup) => {
      const [body, examples, { id }] = [this.live(), this.examples(), this.saved()];
      const timer = setTimeout(() => void this.check(id, body, examples), 400);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected names(line: number) {
    return namesAt(this.plugin(), this.form(), line);
  }
  protected problemAt(field: string): string | null {
    const found = this.problems().get(field);
    return found ? this.i18n.sentence(found.code, found.params) : null;
  }
  protected markAt(field: string) {
    return this.problems().get(field)?.mark ?? null;
  }
  protected setHead(change: Partial<Head>): void {
    this.head.update((head) => ({ ...head, ...change }));
  }
  protected keep({ facts, taxDate, answer }: { facts: Facts; taxDate: string; answer: PriceAnswer }): void {
    const lines: Record<string, number> = {};
    for (const { code, net } of answer.lines) lines[code] = (lines[code] ?? 0) + net;
    const given = Object.entries(facts).map(([name, value]) => `${name} = ${value}`);
    const name = this.t('desk:example.named', { n: this.examples().length + 1, facts: given.join(', ') }).slice(0, 200);
    const expect = { lines, vat: answer.vatTotal, total: answer.total };
    this.examples.update((list) => [...list, { name, source: this.t('desk:example.worked'), taxDate, facts, expect }]);
  }
  protected dropExample(name: string): void {
    this.examples.update((list) => list.filter((one) => one.name !== name));
  }

  protected shortcut(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    if (this.dirty()) void this.save();
  }
  protected async save(): Promise<boolean> {
    if (this.problems().size > 0 || this.busy()) return false;
    this.busy.set(true);
    this.refused.set(null);
    try {
      const { id, revision } = this.saved();
      const change = { revision, ...this.head(), body: this.read().body, examples: this.examples() };
      const saved = await this.api.send<TariffRow>('PATCH', `/tariffs/${id}`, change);
      this.saved.set(saved);
      this.toast.say(this.t('desk:saved'));
      this.done.emit(saved.id);
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'tariff.draft.stale') this.stale.set(error.message);
      else
        this.refused.set([error.message, ...error.findings.map((one) => (one as { message?: string }).message ?? '')].join(' '));
      return false;
    } finally {
      this.busy.set(false);
    }
  }
  protected async reload(): Promise<void> {
    this.stale.set(null);
    this.saved.set(await this.api.get<TariffRow>(`/tariffs/${this.saved().id}`));
    this.done.emit(this.saved().id);
  }
  protected async discard(): Promise<void> {
    const { id, revision } = this.saved();
    await this.attempt(async () => {
      await this.api.send('DELETE', `/tariffs/${id}`, undefined, { revision });
      this.done.emit(null);
    });
  }
  protected async publish(replace = false): Promise<void> {
    if (this.dirty() && !(await this.save())) return;
    if (!replace) {
      const asked = this.dialog.open<PublishDialog, TariffRow, boolean>(PublishDialog, { data: this.saved() });
      if (!(await firstValueFrom(asked.afterClosed()))) return;
    }
    await this.attempt(async () => {
      const { id } = await this.api.send<TariffRow>('POST', `/tariffs/${this.saved().id}/publish`, { replace });
      this.toast.say(this.t('desk:published'));
      this.done.emit(id);
    });
  }
  protected readonly canReplace = signal(false);
  private async attempt(run: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.refused.set(null);
    this.canReplace.set(false);
    try {
      await run();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused.set(error.message);
      this.canReplace.set(error.code === 'tariff.range.taken');
    } finally {
      this.busy.set(false);
    }
  }
  private async check(id: number, body: TariffBody, examples: DeskExample[]): Promise<void> {
    try {
      this.checks.set((await this.api.send<{ rows: ExampleCheck[] }>('POST', `/tariffs/${id}/check`, { body, examples })).rows);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // a body that does not fit is told at its fields
    }
  }
}
