// Allowance as evidence: documents that lack or run out, what unproven allowance cost in the month, and what other people would change.
import { Component, computed, inject, linkedSignal, resource, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { addDays } from '#kit';
import { Api } from '../../api/api.ts';
import type { AllowanceReport, MemberRow } from '../../api/people-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatNumber, formatPeriod } from '../../format/numbers.ts';
import { today } from '../../format/today.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Active, Grid, type Picked } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { allowanceView } from './allowance-view.ts';
import { WhatIf } from './what-if.ts';

@Component({
  selector: 'th-allowance',
  imports: [Grid, Icon, RouterLink, StatusBar, WhatIf],
  templateUrl: './allowance.html',
  styleUrl: './allowance.scss',
})
export class Allowance {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly tab = signal<'report' | 'whatIf'>('report');
  protected readonly active = signal<Active | null>(null);
  protected readonly picked = signal<Picked | null>(null);
  protected readonly money = (value: number) => formatNumber(value, this.i18n.lang());
  protected readonly monthName = computed(() => formatPeriod(this.place.period()!, this.i18n.lang()));
  protected readonly report = resource({
    params: () => this.place.here() ?? undefined,
    loader: ({ params: { buildingId, period } }) =>
      this.api.get<AllowanceReport>(`/buildings/${buildingId}/allowance`, { period }),
  });
  private readonly members = resource({
    params: () => this.place.building()?.id,
    loader: async ({ params }) => (await this.api.get<List<MemberRow>>(`/buildings/${params}/members`)).rows,
  });
  /** Registered today, by how their document stands; those of the next 30 days are among those of 60. */
  protected readonly proofs = computed(() => {
    const now = (this.members.hasValue() ? this.members.value() : []).filter((one) => one.now);
    const limit = addDays(today(), 30);
    const soon = now.filter(({ proof }) => proof === 'soon');
    return [
      { id: 'none', tone: 'error', n: now.filter(({ proof }) => proof === 'none').length },
      { id: 'expired', tone: 'error', n: now.filter(({ proof }) => proof === 'expired').length },
      { id: 'soon30', tone: 'warn', n: soon.filter(({ documentUntil }) => documentUntil! < limit).length },
      { id: 'soon60', tone: 'warn', n: soon.length },
      { id: 'twice', tone: 'error', n: now.filter(({ alsoIn }) => alsoIn).length },
    ];
  });
  protected readonly store = linkedSignal(() => {
    const plugins = this.catalog.rows();
    if (!this.report.hasValue() || plugins.length === 0) return null;
    const rows = this.report.value().rows.map((row): Row => ({ ...row, key: `${row.unitId} ${row.customer} ${row.service}` }));
    return untracked(() => new SheetStore(compileView(allowanceView(plugins)), rows));
  });

  protected open(row: Row): void {
    void this.router.navigate(['/units', row.unitId], { queryParamsHandling: 'preserve' });
  }
  protected async exportList(): Promise<void> {
    const { buildingId, period } = this.place.here()!;
    try {
      const file = await this.api.file(`/buildings/${buildingId}/allowance.xlsx`, { period, lang: this.i18n.lang() });
      download(file, `allowance-${period}.xlsx`);
    } catch (error) {
      this.toast.problem(error);
    }
  }
}
