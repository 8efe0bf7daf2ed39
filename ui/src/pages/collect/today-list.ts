// What the cashier has collected today, with its sums: the day's count, and the place to print again or take back.
import { Component, computed, inject, input, output, resource } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api.ts';
import type { MoneyDocument, MoneyDocumentDetail } from '../../api/money-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatNumber } from '../../format/numbers.ts';
import { timeOf, today } from '../../format/today.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Paper } from '../../state/paper.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { VoidDialog } from '../documents/void-dialog.ts';

@Component({
  selector: 'th-today-list',
  imports: [Icon],
  template: `
    @if (day.hasValue()) {
      <dl class="sums">
        <div><dt>{{ t('money:today.cash') }}</dt><dd>{{ money(sums().cash) }} ₫</dd></div>
        <div><dt>{{ t('money:today.bank') }}</dt><dd>{{ money(sums().bank) }} ₫</dd></div>
        <div><dt>{{ t('money:today.count') }}</dt><dd>{{ sums().count }}</dd></div>
      </dl>
      <section class="card"><h2>{{ t('money:today.title') }}</h2>
        <table class="table">
          <thead><tr><th scope="col">{{ t('money:time') }}</th><th scope="col">{{ t('money:number') }}</th><th scope="col">{{ t('unit') }}</th><th scope="col">{{ t('money:party') }}</th><th scope="col">{{ t('money:kind') }}</th><th scope="col" class="num">{{ t('money:amount') }}</th><th scope="col"><span class="sr">{{ t('money:print') }}</span></th></tr></thead>
          <tbody>
            @for (one of day.value().rows; track one.id) {
              <tr [class.voided]="one.voided"><td>{{ time(one.at) }}</td><td><b>{{ one.number }}</b></td><td>{{ one.unit }}</td><td>{{ one.party }}</td>
                <td>{{ t('money:kind.' + one.kind) }}@if (one.voided; as why) { <span class="chip error" [title]="why.reason">{{ t('money:voided') }}: {{ why.reason }}</span> }</td><td class="num"><b>{{ money(one.amount) }}</b></td>
                <td class="acts"><button type="button" class="btn small icon" (click)="print(one)" [attr.aria-label]="t('money:print') + ' ' + one.number"><th-icon name="print" /></button>
                  @if (mayVoid() && !one.voided) { <button type="button" class="btn small danger" (click)="undo(one)">{{ t('money:void') }}</button> }</td></tr>
            } @empty { <tr><td colspan="7" class="meta">{{ t('money:today.none') }}</td></tr> }
          </tbody>
        </table></section>
    } @else if (day.error(); as error) { <p class="note error" role="alert"><th-icon name="error" />{{ error.message }}</p> }`,
  styles: `
    :host { display: grid; gap: 12px; } section { display: grid; gap: 8px; } .sums { display: flex; gap: 8px 40px; flex-wrap: wrap; margin: 0; } dt { color: var(--ink-3); font-size: 12px; }
    dd { margin: 0; font: 600 20px/28px Inter, sans-serif; font-feature-settings: 'tnum'; } .voided b { text-decoration: line-through; color: var(--ink-3); } .chip { margin-left: 8px; } .acts { text-align: right; white-space: nowrap; width: 1%; padding-block: 3px; }`,
})
export class TodayList {
  readonly made = input(0);
  readonly changed = output();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly session = inject(Session);
  private readonly paper = inject(Paper);
  private readonly toast = inject(Toast);
  private readonly dialog = inject(MatDialog);
  protected readonly mayVoid = computed(() => this.session.may('money.void'));
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly time = timeOf;
  protected readonly day = resource({
    params: () => {
      this.made();
      const buildingId = this.place.building()?.id;
      return buildingId ? { buildingId, made: this.made() } : undefined;
    },
    loader: ({ params }) =>
      this.api.get<List<MoneyDocument>>(`/buildings/${params.buildingId}/documents`, {
        ...{ from: today(), to: today(), mine: true, pageSize: 500 },
      }),
  });
  protected readonly sums = computed(() => {
    const rows = (this.day.hasValue() ? this.day.value().rows : []).filter(({ voided }) => !voided);
    const of = (series: string) => rows.reduce((sum, one) => sum + (one.number.startsWith(series) ? one.amount : 0), 0);
    return { cash: of('PT') - of('PC'), bank: of('BC') - of('BN'), count: rows.length };
  });
  protected async print(one: MoneyDocument): Promise<void> {
    await this.paper.print(one).catch((error: unknown) => this.toast.problem(error));
  }
  protected async undo(one: MoneyDocument): Promise<void> {
    const ref = this.dialog.open<VoidDialog, MoneyDocument, MoneyDocumentDetail>(VoidDialog, { data: one });
    if (await firstValueFrom(ref.afterClosed())) this.changed.emit();
  }
}
