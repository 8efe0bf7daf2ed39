// Everything about a customer on one page: units, people, cards, what is open, and every movement of the account.
import { Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { CardBrief, Credit, CustomerView, OpenItem, StatementRow } from '../../api/card-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Catalog } from '../../state/catalog.ts';
import { serviceName } from '../../state/service-name.ts';
import { stateTones } from '../cards/state-tones.ts';
import { CustomerMoney } from './customer-money.ts';

interface Open {
  items: OpenItem[];
  credits: Credit[];
  open: number;
  credit: number;
}

@Component({
  selector: 'th-customer',
  imports: [CustomerMoney, Icon, RouterLink],
  templateUrl: './customer.html',
  styleUrl: './customer.scss',
})
export class Customer {
  readonly id = input.required<string>();
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly catalog = inject(Catalog);
  protected readonly name = serviceName();
  protected readonly date = (value: string | null) => (value ? formatDate(value) : '–');
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly all = resource({
    params: () => this.id(),
    loader: async ({ params: id }) => {
      const [customer, cards, account] = await Promise.all([
        this.api.get<CustomerView>(`/customers/${id}`),
        this.api.get<List<CardBrief>>(`/customers/${id}/cards`),
        this.api.get<List<StatementRow> & { closing: number }>(`/customers/${id}/statement`),
        this.i18n.load('card'),
      ]);
      const buildings = [...new Set([...customer.units, ...cards.rows].map(({ buildingId }) => buildingId))];
      const open = await Promise.all(buildings.map((one) => this.api.get<Open>(`/buildings/${one}/open`, { customerId: id })));
      const services = [...new Set(cards.rows.map(({ service }) => service))];
      const [tones] = await Promise.all([
        Promise.all(services.map(async (service) => [service, await stateTones(this.api, service)] as const)),
        ...services.map((service) => this.i18n.load(service)),
      ]);
      return { customer, cards: cards.rows, account, open, buildings, tones: Object.fromEntries(tones) };
    },
  });
  protected readonly items = computed(() => (this.all.hasValue() ? this.all.value().open.flatMap(({ items }) => items) : []));
  protected readonly credits = computed(() =>
    this.all.hasValue() ? this.all.value().open.flatMap(({ credits }) => credits) : [],
  );
  protected readonly sums = computed(() => {
    const of = (kind: Credit['kind']) => this.credits().reduce((sum, one) => sum + (one.kind === kind ? one.remaining : 0), 0);
    return {
      open: this.items().reduce((sum, one) => sum + one.open, 0),
      surplus: of('surplus'),
      deposit: of('deposit'),
    };
  });
  protected readonly buildings = computed(() => (this.all.hasValue() ? this.all.value().buildings : []));
  protected readonly own = computed(() => (this.all.hasValue() ? this.all.value().customer.units.filter(({ now }) => now) : []));
  /** Newest first. */
  protected readonly moves = computed(() => (this.all.hasValue() ? this.all.value().account.rows.toReversed() : []));
  protected print(): void {
    window.print();
  }
}
