// The cashier's screen: a unit code, everything open there, one action, the receipt. Enter leads from field to field.
import { Component, computed, ElementRef, inject, input, linkedSignal, resource, signal, viewChild } from '@angular/core';
import { Api, ApiError } from '../../api/api.ts';
import type { UnitWithPayer } from '../../api/card-rows.ts';
import type { Method, MoneyDocumentDetail, Open } from '../../api/money-rows.ts';
import { formatNumber } from '../../format/numbers.ts';
import { today } from '../../format/today.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Attempt } from '../../state/attempt.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { Units } from '../../state/units.ts';
import { DoneReceipt } from './done-receipt.ts';
import { OpenTable } from './open-table.ts';
import { type Pay, PayPanel } from './pay-panel.ts';
import { planPayment } from './plan-payment.ts';
import { TodayList } from './today-list.ts';
import { UnitPicker } from './unit-picker.ts';

@Component({
  selector: 'th-collect',
  imports: [DoneReceipt, Icon, OpenTable, PayPanel, TodayList, UnitPicker],
  templateUrl: './collect.html',
  styleUrl: './collect.scss',
  host: { '(keydown)': 'key($event)' },
})
export class Collect {
  /** Units by code in the address: a link from the debts page opens them. */
  readonly units = input<string>();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  private readonly known = inject(Units);
  private readonly attempt = inject(Attempt);
  private readonly session = inject(Session);
  protected readonly mayCollect = computed(() => this.session.may('money.collect'));
  private readonly picker = viewChild(UnitPicker);
  private readonly panel = viewChild(PayPanel);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());

  protected readonly chosen = linkedSignal<UnitWithPayer[], UnitWithPayer[]>({
    source: () =>
      (this.units() ?? '')
        .split(',')
        .map((code) => this.known.byCode(code))
        .filter((unit) => unit !== undefined),
    computation: (units) => units,
  });
  protected readonly open = resource({
    params: () => {
      const buildingId = this.place.building()?.id;
      const unitIds = this.chosen().map(({ id }) => id);
      return buildingId && unitIds.length > 0 ? { buildingId, unitIds } : undefined;
    },
    loader: ({ params }) => this.api.get<Open>(`/buildings/${params.buildingId}/open`, { unitIds: params.unitIds.join(',') }),
  });
  protected readonly all = computed(() => (this.open.hasValue() ? this.open.value() : null));
  protected readonly payers = computed(() => {
    const found = new Map<number, string>();
    for (const { customerId, customer } of this.all()?.items ?? []) found.set(customerId, customer);
    for (const { payer } of this.chosen()) if (payer) found.set(payer.customerId, payer.name);
    return [...found].map(([id, name]) => ({ id, name }));
  });
  /** Amounts by line; null: the oldest first. */
  protected readonly lines = linkedSignal<unknown, Map<number, number> | null>({ source: this.all, computation: () => null });
  protected readonly amount = linkedSignal<Open | null, number | null>({
    source: this.all,
    computation: (all) => all?.open || null,
  });
  protected readonly plan = computed(() => planPayment(this.all()?.items ?? [], this.amount() ?? 0, this.lines()));
  protected readonly done = signal<MoneyDocumentDetail | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  /** Rises with each receipt, so that the day's list is read again. */
  protected readonly made = signal(0);

  protected add(units: UnitWithPayer[]): void {
    const before = this.done() ? [] : this.chosen(); // after a receipt the next payer begins
    this.done.set(null);
    this.problem.set(null);
    this.chosen.set([...new Map([...before, ...units].map((one) => [one.id, one])).values()]);
  }
  protected remove(unit: UnitWithPayer): void {
    this.chosen.update((chosen) => chosen.filter(({ id }) => id !== unit.id));
  }
  protected toMoney(): void {
    this.panel()?.focusAmount();
  }
  protected setLines(lines: Map<number, number> | null): void {
    this.lines.set(lines);
    if (lines) this.amount.set([...lines.values()].reduce((sum, part) => sum + part, 0) || null);
    else this.amount.set(this.all()?.open || null);
  }
  protected async collect(pay: Pay): Promise<void> {
    const all = this.all();
    const amount = this.amount();
    if (!all || !amount || this.busy()) return;
    this.busy.set(true);
    this.problem.set(null);
    const codes = this.chosen().map(({ code }) => code);
    try {
      const document = await this.attempt.send<MoneyDocumentDetail>('/receipts', {
        ...{ buildingId: this.place.building()!.id, amount, seenOpen: all.open, method: pay.method satisfies Method },
        ...{ unitIds: this.unitsFirst(pay.customerId), customerId: pay.customerId, keepSurplus: this.plan().rest > 0 },
        ...(this.plan().items.length > 0 ? { items: this.plan().items } : {}),
        ...{ party: pay.party, address: `${codes.join(', ')}, ${this.place.building()!.name}`.slice(0, 300) },
        ...(pay.onDate === today() ? {} : { onDate: pay.onDate }),
        ...{ reason: pay.reason || undefined, reference: pay.reference || undefined },
      });
      this.done.set(document);
      this.made.update((n) => n + 1);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the refusal's sentence is told beside the button
      this.problem.set(error.message);
      // somebody else was faster: the figures are read again, the cashier looks and decides
      if (error.status === 409) this.open.reload();
    } finally {
      this.busy.set(false);
    }
  }
  /** The surplus lies at the first unit: the payer's own comes first. */
  private unitsFirst(customerId: number | undefined): number[] {
    const own = this.chosen().filter(({ payer }) => payer?.customerId === customerId);
    return [...own, ...this.chosen().filter((one) => !own.includes(one))].map(({ id }) => id);
  }
  protected nextPayer(): void {
    this.done.set(null);
    this.problem.set(null);
    this.chosen.set([]);
    this.picker()?.focus();
  }
  protected again(): void {
    this.done.set(null);
    this.made.update((n) => n + 1);
    this.open.reload();
  }
  protected key(event: KeyboardEvent): void {
    if (event.key === 'F2' || event.key === 'F4') this.panel()?.use(event.key === 'F2' ? 'cash' : 'bank');
    else if (event.key === 'F8') this.nextPayer();
    else return;
    event.preventDefault();
  }
  constructor() {
    void this.i18n.load('money');
    queueMicrotask(() => this.host.querySelector<HTMLElement>('[data-field=unit]')?.focus());
  }
}
