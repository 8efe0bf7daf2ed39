// Tariffs of the building by service: what is in force, on which legal basis, and a bench to try one on.

import { Component, computed, inject, input, resource } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { Plugin, TariffBody } from '#kit';
import { Api } from '../../api/api.ts';
import type { List, TariffRow } from '../../api/rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { type CopyChoice, type CopyData, CopyDialog } from './copy-dialog.ts';
import { TariffDesk } from './tariff-desk.ts';
import { TariffTrial } from './tariff-trial.ts';
import { VatDialog } from './vat-dialog.ts';

@Component({
  selector: 'th-tariffs',
  imports: [Icon, TariffDesk, TariffTrial],
  templateUrl: './tariffs.html',
  styleUrl: './tariffs.scss',
})
export class Tariffs {
  readonly s = input<string>();
  /** The tariff that is shown. */
  readonly chosenId = input<string>(undefined, { alias: 't' });
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly toast = inject(Toast);
  protected readonly session = inject(Session);
  protected readonly catalog = inject(Catalog);
  protected readonly date = formatDate;
  protected readonly number = (value: string | number) => formatNumber(value, this.i18n.lang());
  private readonly all = resource({
    params: () => this.place.here()?.buildingId,
    loader: async ({ params }) => (await this.api.get<List<TariffRow>>(`/buildings/${params}/tariffs`)).rows,
  });
  protected readonly error = this.all.error;
  /** Services the building has tariffs for come first. */
  protected readonly services = computed(() => {
    const used = new Set(this.all.hasValue() ? this.all.value().map((one) => one.service) : []);
    return this.catalog.rows().toSorted((a, b) => Number(used.has(b.id)) - Number(used.has(a.id)));
  });
  protected readonly service = computed(() => this.catalog.find(this.s() ?? null)?.id ?? this.services()[0]?.id);
  protected readonly tariffs = computed(() =>
    this.all.hasValue()
      ? this.all
          .value()
          .filter((one) => one.service === this.service())
          .toSorted(
            (a, b) =>
              Number(b.status === 'published') - Number(a.status === 'published') ||
              a.unitClass.localeCompare(b.unitClass) ||
              b.validFrom.localeCompare(a.validFrom),
          )
      : undefined,
  );
  protected readonly plugin = resource({
    params: () => this.service(),
    loader: ({ params }) => this.api.get<Plugin>(`/plugins/${params}`),
  });
  protected readonly tariff = computed(
    () => this.tariffs()?.find((one) => one.id === Number(this.chosenId())) ?? this.tariffs()?.[0],
  );

  protected go(service: string): void {
    void this.router.navigate([], { queryParams: { s: service, t: null }, queryParamsHandling: 'merge' });
  }
  protected choose(id: number | null): void {
    void this.router.navigate([], { queryParams: { s: this.service(), t: id }, queryParamsHandling: 'merge' });
  }
  /** The desk has changed something: the list is read again, and shows the one it names. */
  protected refresh(id: number | null): void {
    this.all.reload();
    if (id === null) this.choose(null);
  }
  protected async copy(from: TariffRow | null): Promise<void> {
    if (!this.plugin.hasValue()) return;
    const data: CopyData = { plugin: this.plugin.value(), tariffs: this.tariffs() ?? [], from, period: this.place.period()! };
    const dialog = this.dialog.open<CopyDialog, CopyData, CopyChoice>(CopyDialog, { data });
    const choice = await firstValueFrom(dialog.afterClosed());
    if (!choice) return;
    try {
      const made = await this.api.send<TariffRow>('POST', `/buildings/${this.place.here()!.buildingId}/tariffs`, {
        service: this.service(),
        ...choice,
      });
      this.all.reload();
      this.choose(made.id);
    } catch (error) {
      this.toast.problem(error);
    }
  }
  protected vat(): void {
    this.dialog.open(VatDialog, { maxWidth: '94vw' });
  }
  protected validity({ validFrom, validTo }: TariffRow): string {
    return validTo
      ? this.t('tariffs.fromTo', { from: formatDate(validFrom), to: formatDate(validTo) })
      : this.t('tariffs.from', { from: formatDate(validFrom) });
  }
  protected inForce({ status, validFrom, validTo }: TariffRow): boolean {
    const period = this.place.period() ?? '';
    return status === 'published' && validFrom.slice(0, 7) <= period && (!validTo || validTo.slice(0, 7) >= period);
  }
  protected classOf(unitClass: string): string {
    const key = `class.${unitClass}`;
    return unitClass === '*' ? this.t('class.any') : this.i18n.has(key) ? this.t(key) : unitClass;
  }
  protected tables(body: TariffBody) {
    return Object.entries(body.tables).map(([name, tiers]) => ({
      name,
      tiers: tiers.map((tier, i) => ({
        n: i + 1,
        from: i === 0 ? '0' : (tiers[i - 1]!.upTo ?? ''),
        upTo: tier.upTo,
        price: tier.price,
      })),
    }));
  }
  protected parameters(body: TariffBody): [string, string][] {
    return Object.entries(body.parameters);
  }
}
