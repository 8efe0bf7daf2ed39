// One transfer beside the sheet: its whole memo, the reasons, and what to do with it.
import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { Api, ApiError } from '../../api/api.ts';
import type { BankAccount, Settled, StatementRow } from '../../api/bank-rows.ts';
import type { Open } from '../../api/money-rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { type Found, Lookup } from '../../parts/lookup.ts';
import { MoneyField } from '../../parts/money-field.ts';
import { Toast } from '../../parts/toast.ts';
import { Attempt } from '../../state/attempt.ts';
import { Place } from '../../state/place.ts';
import { Units } from '../../state/units.ts';

interface Part {
  unitId: number;
  unit: string;
  amount: number | null;
  open: number;
}

@Component({
  selector: 'th-bank-row',
  imports: [Icon, Lookup, MoneyField],
  templateUrl: './row-panel.html',
  styleUrl: './row-panel.scss',
})
export class RowPanel {
  readonly row = input.required<StatementRow>();
  readonly account = input.required<BankAccount>();
  readonly may = input(false);
  readonly done = output();
  readonly closed = output();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly attempt = inject(Attempt);
  private readonly toast = inject(Toast);
  private readonly place = inject(Place);
  private readonly units = inject(Units);
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly date = formatDate;
  protected readonly parts = linkedSignal<StatementRow, Part[]>({
    source: this.row,
    computation: ({ suggestion }) => (suggestion?.kind === 'pay' ? suggestion.parts.map((part) => ({ ...part })) : []),
  });
  protected readonly reason = linkedSignal({ source: this.row, computation: () => '' });
  protected readonly problem = linkedSignal<unknown, string | null>({ source: this.row, computation: () => null });
  protected readonly busy = signal(false);
  protected readonly payers = signal<{ id: number; name: string }[]>([]);
  protected readonly payer = linkedSignal<StatementRow, number | null>({
    source: this.row,
    computation: ({ suggestion }) => suggestion?.customerId ?? null,
  });
  /** What there is to give out: the transfer, or what of it still waits. */
  protected readonly wanted = computed(() => this.row().remaining ?? this.row().amount);
  protected readonly given = computed(() => this.parts().reduce((sum, { amount }) => sum + (amount ?? 0), 0));
  protected readonly over = computed(() =>
    this.parts().reduce((sum, { amount, open }) => sum + Math.max(0, (amount ?? 0) - open), 0),
  );
  protected readonly decides = computed(() => this.may() && (this.row().state === 'open' || this.row().state === 'parked'));
  protected readonly ready = computed(() => {
    const { state } = this.row();
    const fits = state === 'parked' ? this.given() <= this.wanted() : this.given() === this.wanted();
    return (
      this.parts().length > 0 &&
      this.given() > 0 &&
      fits &&
      this.parts().every(({ amount }) => amount) &&
      (this.over() === 0 || this.payer() !== null || this.payers().length <= 1)
    );
  });
  protected readonly find = (text: string): Found[] =>
    [...this.units.find(text, 6), ...this.units.findByPayer(text, 6)].map(({ id, code, payer }) => ({
      id,
      name: code,
      note: payer?.name ?? '',
    }));

  protected async add(found: Found | null): Promise<void> {
    if (!found || this.parts().some(({ unitId }) => unitId === found.id)) return;
    try {
      const { open, items } = await this.api.get<Open>(`/buildings/${this.place.building()!.id}/open`, { unitIds: found.id });
      const left = this.wanted() - this.given();
      this.parts.update((parts) => [...parts, { unitId: found.id, unit: found.name, open, amount: Math.max(0, left) || null }]);
      const payer = this.units.rows().find(({ id }) => id === found.id)?.payer;
      const known = new Map(this.payers().map(({ id, name }) => [id, name]));
      for (const { customerId, customer } of items) known.set(customerId, customer);
      if (payer) known.set(payer.customerId, payer.name);
      this.payers.set([...known].map(([id, name]) => ({ id, name })));
      if (this.payer() === null && this.payers().length === 1) this.payer.set(this.payers()[0]!.id);
    } catch (error) {
      this.toast.problem(error);
    }
  }
  protected drop(part: Part): void {
    this.parts.update((parts) => parts.filter((one) => one !== part));
  }
  protected set(part: Part, amount: number | null): void {
    this.parts.update((parts) => parts.map((one) => (one === part ? { ...one, amount } : one)));
  }
  protected settle(): Promise<void> {
    const parts = this.parts().map(({ unitId, amount }) => ({ unitId, amount }));
    const payer = this.payer() === null ? {} : { customerId: this.payer() };
    return this.act('settle', { parts, ...payer, ...(this.over() > 0 ? { keepSurplus: true } : {}) });
  }
  protected park(): Promise<void> {
    const here = this.place.building()?.id;
    return this.act('park', here && this.account().buildingIds.includes(here) ? { buildingId: here } : {});
  }
  protected link(): Promise<void> {
    return this.act('link', { documentId: this.row().suggestion!.documentId });
  }
  protected async act(what: 'settle' | 'park' | 'link' | 'leave-out' | 'reopen', body: object): Promise<void> {
    this.busy.set(true);
    this.problem.set(null);
    try {
      const { message } = await this.attempt.send<Settled>(`/bank-rows/${this.row().id}/${what}`, body);
      this.toast.say(message);
      this.done.emit();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the refusal's sentence stands above the buttons
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
