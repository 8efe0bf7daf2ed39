// One document made by hand: what it asks, what it would post, then the doing. What is refused is told before it is done.
import { Component, computed, effect, inject, resource, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Api, ApiError } from '../../api/api.ts';
import type { Credit, MoneyDocumentDetail, Open } from '../../api/money-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { today } from '../../format/today.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Lookup } from '../../parts/lookup.ts';
import { MoneyField } from '../../parts/money-field.ts';
import { Attempt } from '../../state/attempt.ts';
import { Catalog } from '../../state/catalog.ts';
import { People } from '../../state/people.ts';
import { Place } from '../../state/place.ts';
import { serviceName } from '../../state/service-name.ts';
import { Units } from '../../state/units.ts';
import { type FieldName, isComplete, type MoneyForm, type MoneyKind } from './money-kinds.ts';
import { PostingList } from './posting-list.ts';

export interface MoneyDialogData {
  kind: MoneyKind;
  unitId?: number;
  itemId?: number;
  /** The receipt it is about. */
  document?: MoneyDocumentDetail;
}

@Component({
  selector: 'th-money-dialog',
  imports: [DayField, Icon, Lookup, MatDialogModule, MoneyField, PostingList],
  templateUrl: './money-dialog.html',
  styleUrl: './money-dialog.scss',
})
export class MoneyDialog {
  private readonly api = inject(Api);
  private readonly attempt = inject(Attempt);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly data = inject<MoneyDialogData>(MAT_DIALOG_DATA);
  private readonly ref = inject(MatDialogRef);
  private readonly place = inject(Place);
  private readonly units = inject(Units);
  protected readonly people = inject(People);
  protected readonly catalog = inject(Catalog);
  protected readonly name = serviceName();
  protected readonly today = today();
  protected readonly kind = this.data.kind;
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly date = formatDate;
  protected readonly month = (period: string) => period.split('-').reverse().join('/');
  protected readonly form = signal<MoneyForm>({
    ...{ unitId: this.data.unitId ?? null, itemId: this.data.itemId ?? null, customerId: null, creditId: null },
    fromUnitId: this.data.document?.allocations.length ? null : (this.data.document?.unitId ?? null),
    ...{ amount: null, net: null, vat: null, months: 3, from: this.place.period() ?? today().slice(0, 7), service: '' },
    ...{ method: 'cash', party: '', onDate: today(), reference: '', rate: '0,05', until: today(), against: 'debt', reason: '' },
  });
  private readonly buildingId = this.data.document?.buildingId ?? this.place.building()!.id;
  protected readonly open = resource({
    params: () => this.form().unitId ?? undefined,
    loader: ({ params }) => this.api.get<Open>(`/buildings/${this.buildingId}/open`, { unitIds: params }),
  });
  protected readonly transfers = resource({
    params: () => (this.has('transfer') ? true : undefined),
    loader: async () =>
      (await this.api.get<List<Credit>>(`/buildings/${this.buildingId}/credits`, { kind: 'unidentified' })).rows,
  });
  protected readonly items = computed(() => (this.open.hasValue() ? this.open.value().items : []));
  protected readonly credits = computed(() => (this.open.hasValue() ? this.open.value().credits : []));
  protected readonly unit = computed(() => this.units.rows().find(({ id }) => id === this.form().unitId));
  protected readonly payers = computed(() => {
    const found = new Map<number, string>();
    for (const one of this.credits()) if (one.customerId) found.set(one.customerId, one.customer ?? '');
    for (const one of this.items()) found.set(one.customerId, one.customer);
    const payer = this.unit()?.payer;
    if (payer) found.set(payer.customerId, payer.name);
    return [...found].map(([id, name]) => ({ id, name }));
  });
  /** What there is to take: the item's open amount, or the payer's credit at the unit. */
  protected readonly most = computed(() => {
    const { itemId, customerId, creditId } = this.form();
    if (this.has('item')) return this.items().find(({ id }) => id === itemId)?.open ?? null;
    if (this.has('transfer')) return this.transfersNow().find(({ id }) => id === creditId)?.remaining ?? null;
    if (!this.kind.takes) return null;
    const own = this.credits().filter((one) => one.kind === this.kind.takes && one.customerId === customerId);
    return own.reduce((sum, { remaining }) => sum + remaining, 0);
  });
  protected readonly wrongUnits = computed(() => {
    const document = this.data.document;
    const codes = new Set(document?.allocations.map(({ unit }) => unit));
    if (document?.unit) codes.add(document.unit);
    return this.units.rows().filter(({ code }) => codes.has(code));
  });
  protected readonly complete = computed(() => isComplete(this.kind, this.form()));
  protected readonly would = signal<MoneyDocumentDetail | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly busy = signal(false);
  private asked = 0;
  private timer = 0;

  constructor() {
    effect(() => {
      const [first] = this.payers();
      if (first && !this.payers().some(({ id }) => id === this.form().customerId)) this.put({ customerId: first.id });
    });
    effect(() => {
      const form = this.form();
      const asked = ++this.asked;
      this.would.set(null);
      this.problem.set(null);
      clearTimeout(this.timer);
      if (this.complete()) this.timer = window.setTimeout(() => void this.preview(form, asked), 350);
    });
  }
  protected readonly transfersNow = () => (this.transfers.hasValue() ? this.transfers.value() : []);
  protected has(name: FieldName): boolean {
    return this.kind.fields.includes(name);
  }
  protected put(part: Partial<MoneyForm>): void {
    this.form.update((form) => ({ ...form, ...part }));
  }
  protected text(event: Event): string {
    return (event.target as HTMLInputElement | HTMLSelectElement).value.normalize('NFC');
  }
  /** The whole of what there is, as the first guess. */
  protected all(): void {
    if (this.most()) this.put({ amount: this.most() });
  }
  private request(form: MoneyForm) {
    return this.kind.request(form, { buildingId: this.buildingId, documentId: this.data.document?.id ?? null });
  }
  private async preview(form: MoneyForm, asked: number): Promise<void> {
    const { path, body } = this.request(form);
    try {
      const would = await this.attempt.preview<MoneyDocumentDetail>(path, body);
      if (asked === this.asked) this.would.set(would); // an answer to what is no longer written says nothing
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the refusal's reason is told in the dialog
      if (asked === this.asked) this.problem.set(error.message);
    }
  }
  protected async go(): Promise<void> {
    if (!this.would() || this.busy()) return;
    this.busy.set(true);
    const { path, body } = this.request(this.form());
    try {
      this.ref.close(await this.attempt.send<MoneyDocumentDetail>(path, body));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the refusal's reason is told in the dialog
      this.would.set(null);
      this.problem.set(error.message);
    } finally {
      this.busy.set(false);
    }
  }
}
