// The registry of meters: what hangs where, whose verification runs out, and what can be done with one.
import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Api } from '../../api/api.ts';
import type { Balance, MeterRow } from '../../api/meter-rows.ts';
import type { List } from '../../api/rows.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Active, Grid, type Picked } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { download } from '../../parts/download.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Dialogs } from '../../state/dialogs.ts';
import { MeterForms } from '../../state/meter-forms.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { HistoryDialog } from './history-dialog.ts';
import { LimitsDialog } from './limits-dialog.ts';
import { metersView, meterWords } from './meters-view.ts';
import { PhotoDialog } from './photo-dialog.ts';

const FILTERS = [
  { id: 'expired', tone: 'error', icon: 'error' },
  { id: 'due', tone: 'warn', icon: 'warning' },
  { id: 'unknown', tone: '', icon: 'help' },
] as const;

@Component({
  selector: 'th-meters',
  imports: [Grid, Icon, RouterLink, StatusBar],
  templateUrl: './meters.html',
  styles:
    '.chip.pick { border: 1px solid transparent; cursor: pointer; height: 24px; } .chip.pick[aria-pressed="true"] { border-color: currentcolor; }',
})
export class Meters {
  /** Service from the address. */
  readonly s = input<string>();
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly forms = inject(MeterForms);
  private readonly dialogs = inject(Dialogs);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly session = inject(Session);
  protected readonly canWrite = computed(() => this.session.may('meters.write'));
  protected readonly canSet = computed(() => this.session.may('settings.write'));
  protected readonly plugins = computed(() => this.catalog.rows().filter(({ kind }) => kind === 'meter'));
  /** What the address says, else the first service that has meters. */
  protected readonly service = computed(() => {
    const plugins = this.plugins();
    const metered = new Set(this.place.month()?.services.map(({ service }) => service));
    return (plugins.find(({ id }) => id === this.s()) ?? plugins.find(({ id }) => metered.has(id)) ?? plugins[0])?.id;
  });
  protected readonly down = signal(false);
  protected readonly meters = resource({
    params: () => {
      const building = this.place.building();
      const service = this.service();
      return building && service ? { buildingId: building.id, service, down: this.down() ? 1 : 0 } : undefined;
    },
    loader: async ({ params: { buildingId, ...query } }) => {
      const { rows } = await this.api.get<List<MeterRow>>(`/buildings/${buildingId}/meters`, query);
      return new SheetStore(compileView(metersView(this.plugins()), {}, meterWords), rows as unknown as Row[]);
    },
  });
  protected readonly store = linkedSignal<SheetStore | null>(() => (this.meters.hasValue() ? this.meters.value() : null));
  protected readonly filters = computed(() => {
    const rows = this.store()?.rows ?? [];
    return FILTERS.map((one) => ({
      ...one,
      keys: new Set(rows.filter((row) => row.verification === one.id && row.state === 'hanging').map((row) => String(row.id))),
    })).filter(({ keys }) => keys.size > 0);
  });
  protected readonly only = linkedSignal<unknown, string | null>({ source: this.service, computation: () => null });
  protected readonly keys = computed(() => this.filters().find(({ id }) => id === this.only())?.keys ?? null);
  protected readonly quick = signal('');
  protected readonly active = signal<Active | null>(null);
  protected readonly picked = signal<Picked | null>(null);
  protected readonly row = computed(() => this.active()?.row as unknown as MeterRow | undefined);

  protected go(service: string): void {
    void this.router.navigate([], { queryParams: { s: service }, queryParamsHandling: 'merge' });
  }
  private path(rest: string): string {
    return `/buildings/${this.place.building()!.id}/${rest}`;
  }
  private again(done: boolean): void {
    if (!done) return;
    this.meters.reload();
    void this.place.refresh();
  }
  protected async hang(): Promise<void> {
    const service = this.service()!;
    const query = { period: this.place.period()!, service };
    const { rows } = await this.api.get<List<Balance>>(this.path('meter-balances'), query);
    this.again(await this.forms.hang(service, rows));
  }
  protected async replace(withNext: boolean): Promise<void> {
    const row = this.row();
    if (row) this.again(await this.forms.replace(row, this.place.period()!, withNext));
  }
  protected async verify(): Promise<void> {
    const row = this.row();
    if (row) this.again(await this.forms.verify(row));
  }
  protected open(row: Row): void {
    const data = { buildingId: this.place.building()!.id, meterId: row.meterId, serial: row.serial };
    this.dialog.open(HistoryDialog, { data, maxWidth: '94vw' });
  }
  /** The record of its hanging or taking down, as a picture. */
  protected photos(): void {
    const row = this.row();
    if (!row) return;
    const { id: mountingId, serial, unit } = row;
    const place = { buildingId: this.place.building()!.id, period: this.place.period()! };
    const data = { ...place, mountingId, serial, unit, canWrite: this.session.may('readings.write'), kind: 'handover' };
    this.dialog.open(PhotoDialog, { data, maxWidth: '94vw' });
  }
  protected async limits(): Promise<void> {
    const data = { buildingId: this.place.building()!.id, service: this.service()! };
    this.again((await firstValueFrom(this.dialog.open(LimitsDialog, { data, maxWidth: '94vw' }).afterClosed())) === true);
  }
  protected async importSheet(): Promise<void> {
    const asked = { path: this.path('meters'), title: this.t('meters:import.title'), hint: this.t('meters:import.hint') };
    this.again(await this.dialogs.importList(asked));
  }
  protected async exportSheet(): Promise<void> {
    try {
      const file = await this.api.file(this.path('meters.xlsx'), { service: this.service(), lang: this.i18n.lang() });
      download(file, `${this.t('meters:fileName')}-${this.service()}.xlsx`);
    } catch (error) {
      this.toast.problem(error);
    }
  }
}
