// A customer's money on his page: the account on paper or as a sheet, a unit's confirmation, and every receipt and voucher.
import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { MoneyDocument } from '../../api/money-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { DayField } from '../../parts/day-field.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Session } from '../../state/session.ts';

export interface OwnUnit {
  buildingId: number;
  unitId: number;
  unit: string;
}

@Component({
  selector: 'th-customer-money',
  imports: [DayField, Icon, RouterLink],
  template: `
    <section class="card"><h2>{{ t('money:account.title') }}</h2>
      <div class="tools">
        <label>{{ t('money:monthFrom') }}<th-day grain="month" [value]="from()" (changed)="from.set($event)" /></label>
        <label>{{ t('money:monthTo') }}<th-day grain="month" [value]="to()" (changed)="to.set($event)" /></label>
        <button type="button" class="btn outline" (click)="statement('pdf')"><th-icon name="picture_as_pdf" />{{ t('money:account.pdf') }}</button>
        <button type="button" class="btn outline" (click)="statement('xlsx')"><th-icon name="download" />{{ t('money:account.xlsx') }}</button>
        @for (one of units(); track one.unitId) {
          @if (mayCollect()) {
            <a class="btn outline" routerLink="/collect" [queryParams]="{ b: one.buildingId, units: one.unit }" queryParamsHandling="merge"><th-icon name="point_of_sale" />{{ t('money:account.collect', { unit: one.unit }) }}</a>
            <button type="button" class="btn outline" (click)="clearance(one)"><th-icon name="task_alt" />{{ t('money:account.clearance', { unit: one.unit }) }}</button>
          }
        }
      </div>
      @if (problem(); as message) { <p class="note warn" role="alert"><th-icon name="warning" />{{ message }}</p> }
    </section>
    <section class="card"><h2>{{ t('money:account.documents') }}</h2>
      <table class="table"><thead><tr><th scope="col">{{ t('money:day') }}</th><th scope="col">{{ t('money:number') }}</th><th scope="col">{{ t('money:kind') }}</th><th scope="col">{{ t('unit') }}</th><th scope="col">{{ t('money:reason') }}</th><th scope="col" class="num">{{ t('money:amount') }}</th></tr></thead>
        <tbody>@for (one of rows(); track one.id) {
          <tr><td>{{ date(one.onDate) }}</td><td><a [routerLink]="['/documents', one.id]" queryParamsHandling="preserve"><b>{{ one.number }}</b></a>@if (one.voided) { <span class="chip error">{{ t('money:voided') }}</span> }</td>
            <td>{{ t('money:kind.' + one.kind) }}</td><td>{{ one.unit }}</td><td>{{ one.reason }}</td><td class="num">{{ money(one.amount) }}</td></tr>
        } @empty { <tr><td colspan="6" class="meta">{{ t('money:account.noDocuments') }}</td></tr> }</tbody></table></section>`,
  styles: `:host { display: grid; gap: 14px; } section { display: grid; gap: 8px; overflow-x: auto; } .tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; } .tools label { display: inline-flex; gap: 6px; align-items: center; color: var(--ink-2); } .chip { margin-left: 8px; }
    @media print { .tools { display: none; } }`,
})
export class CustomerMoney {
  readonly customer = input.required<{ id: number; code: string }>();
  /** Those he has today. */
  readonly units = input.required<readonly OwnUnit[]>();
  /** Where he has or had something. */
  readonly buildings = input.required<readonly number[]>();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly toast = inject(Toast);
  private readonly session = inject(Session);
  protected readonly mayCollect = computed(() => this.session.may('money.collect'));
  protected readonly date = formatDate;
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly from = signal('');
  protected readonly to = signal('');
  protected readonly problem = signal<string | null>(null);
  private readonly documents = resource({
    params: () => ({ customerId: this.customer().id, buildings: this.buildings() }),
    loader: async ({ params: { customerId, buildings } }) => {
      const lists = await Promise.all(
        buildings.map((one) => this.api.get<List<MoneyDocument>>(`/buildings/${one}/documents`, { customerId, pageSize: 500 })),
      );
      return lists.flatMap(({ rows }) => rows).toSorted((a, b) => (a.onDate < b.onDate ? 1 : -1));
    },
  });
  protected readonly rows = () => (this.documents.hasValue() ? this.documents.value() : []);

  protected async statement(kind: 'pdf' | 'xlsx'): Promise<void> {
    const { id, code } = this.customer();
    const query = { from: this.from(), to: this.to(), lang: this.i18n.lang() };
    await this.take(`/customers/${id}/statement.${kind}`, query, `${this.t('money:account.file')}-${code}.${kind}`);
  }
  protected async clearance({ buildingId, unitId, unit }: OwnUnit): Promise<void> {
    const query = { lang: this.i18n.lang() };
    await this.take(
      `/buildings/${buildingId}/units/${unitId}/clearance.pdf`,
      query,
      `${this.t('money:account.clearanceFile')}-${unit}.pdf`,
    );
  }
  private async take(path: string, query: Record<string, string>, name: string): Promise<void> {
    this.problem.set(null);
    try {
      download(await this.api.file(path, query), name);
    } catch (error) {
      // what is still owed is told where it was asked, the rest as anywhere
      if (error instanceof Error && 'code' in error && error.code === 'ledger.clearance.owes') this.problem.set(error.message);
      else this.toast.problem(error);
    }
  }
}
