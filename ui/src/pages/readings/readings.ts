// Meter readings of one service and month, typed, pasted or imported; saved together, each problem at its cell.

import { Component, computed, effect, inject, input, linkedSignal, resource, signal, untracked, viewChild } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { MatTooltip } from '@angular/material/tooltip';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import type { Finding } from '#kit';
import { Api } from '../../api/api.ts';
import type { PluginRow, ReadingRow } from '../../api/rows.ts';
import { type Active, Grid, type Only, type Picked } from '../../grid/grid.ts';
import { numberOf } from '../../grid/number-of.ts';
import type { Told } from '../../grid/sheet.ts';
import type { Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { AcceptDialog } from './accept-dialog.ts';
import { EstimateAll } from './estimate-all.ts';
import { ImportDialog } from './import-dialog.ts';
import { loadSheet } from './load-sheet.ts';
import { anomalyMarks, fieldOf, findingMarks, flat, rowNow } from './reading-marks.ts';
import { RowActions } from './row-actions.ts';
import { TemplateButton } from './template-button.ts';

@Component({
  selector: 'th-readings',
  imports: [EstimateAll, Grid, Icon, MatTooltip, RowActions, StatusBar, TemplateButton],
  templateUrl: './readings.html',
  host: { '(window:beforeunload)': 'guard($event)', '(document:keydown.control.s)': 'saveKey($event)' },
})
export class Readings {
  /** Service and unit from the address. */
  readonly s = input<string>();
  readonly unit = input<string>();
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly dialog = inject(MatDialog);
  private readonly toast = inject(Toast);
  private readonly grid = viewChild(Grid);
  private readonly catalog = inject(Catalog);
  protected readonly tabs = computed(() => {
    const counts = this.place.month()?.services ?? [];
    return this.catalog
      .rows()
      .filter((plugin) => plugin.kind === 'meter')
      .map((plugin) => ({ plugin, meters: counts.find((one) => one.service === plugin.id)?.meters ?? 0 }))
      .filter((tab) => tab.meters > 0);
  });
  protected readonly service = computed(
    () => this.tabs().find((tab) => tab.plugin.id === this.s())?.plugin.id ?? this.tabs()[0]?.plugin.id,
  );
  protected readonly sheet = resource({
    params: () => {
      const here = this.place.here();
      const service = this.service();
      return here && service ? { ...here, service } : undefined;
    },
    loader: ({ params }) => loadSheet(this.api, this.i18n, params),
  });
  protected readonly store = computed(() => (this.sheet.hasValue() ? this.sheet.value() : undefined));
  protected readonly canWrite = computed(() => this.session.may('readings.write') && this.place.month()?.status === 'open');
  protected readonly canAccept = computed(() => this.session.may('readings.accept') && this.place.month()?.status === 'open');
  protected readonly quick = linkedSignal(() => this.unit() ?? '');
  protected readonly only = signal<Only>(null);
  protected readonly active = signal<Active | null>(null);
  protected readonly picked = signal<Picked | null>(null);
  protected readonly told = signal<Told | null>(null);
  protected readonly saving = signal(false);
  /** The active row as it is now: a save gives it new values. */
  protected readonly row = computed(() => rowNow(this.store(), this.active()?.row) as (Row & Partial<ReadingRow>) | undefined);
  /** Another person's value for the active row, after a refused save. */
  private readonly conflicts = signal<ReadonlyMap<string, Finding>>(new Map());
  protected readonly conflict = computed(() => this.conflicts().get(String(this.row()?.id)));
  protected readonly name = (plugin: PluginRow) => plugin.name[this.i18n.lang()];

  constructor() {
    effect(() => {
      this.store();
      untracked(() => this.conflicts.set(new Map()));
    });
  }

  mayLeave(): boolean {
    return (
      (this.store()?.dirty() ?? 0) === 0 ||
      confirm(this.t('readings.leave', { count: this.store()!.dirty(), n: this.store()!.dirty() }))
    );
  }
  protected guard(event: BeforeUnloadEvent): void {
    if (this.store()?.dirty()) event.preventDefault();
  }
  protected saveKey(event: Event): void {
    event.preventDefault();
    void this.save();
  }
  protected choose(service: string): void {
    if (service !== this.service() && this.mayLeave())
      void this.router.navigate([], { queryParams: { s: service, unit: null }, queryParamsHandling: 'merge' });
  }
  protected toggle(only: Only): void {
    this.only.update((now) => (now === only ? null : only));
  }

  /** A value below the last one can be right only where the dial went round; a person says so. */
  protected readonly turnable = computed(() => {
    const row = this.row();
    const [value, lowest] = [numberOf(row?.value), numberOf(row?.lowest)];
    return this.canWrite() && row?.rollover === false && !row.locked && value !== null && lowest !== null && value < lowest;
  });
  protected turn(): void {
    const store = this.store();
    const row = this.row();
    if (store && row) store.commit([{ key: store.keyOf(row), field: 'rollover', value: true }]);
  }

  protected async save(): Promise<void> {
    this.grid()?.finish();
    const store = this.store();
    const pending = store?.pending() ?? [];
    if (!store || this.saving() || store.dirty() === 0) return;
    if (pending.length === 0) {
      this.told.set({ message: 'readings.onlyBad', params: {}, tone: 'warn' });
      return;
    }
    await this.patch(
      store,
      pending.map(({ row, values }) => ({ id: row.id, revision: row.revision, ...values })),
      new Map(pending.map(({ key, values }) => [key, values])),
    );
  }
  protected async accept(): Promise<void> {
    const row = this.row();
    if (!row) return;
    const words = row.anomaly ? this.i18n.sentence(row.anomaly.code, { ...row, limit: row.anomaly.limit }) : '';
    const reason = await firstValueFrom(this.dialog.open(AcceptDialog, { data: { unit: row.unit, words } }).afterClosed());
    if (reason) await this.alter([{ id: row.id, revision: row.revision, accept: { reason } }]);
  }
  protected readonly mayAccept = computed(() => this.session.may('readings.accept'));
  protected async reload(): Promise<void> {
    this.sheet.reload();
    await this.place.refresh();
  }
  /** Changes the grid has no cell for. */
  protected async alter(changes: Row[]): Promise<void> {
    const store = this.store();
    if (store) await this.patch(store, changes, new Map());
  }
  private async patch(store: SheetStore, changes: unknown[], sent: ReadonlyMap<string, Row>): Promise<void> {
    const here = this.place.here();
    if (!here) return;
    this.saving.set(true);
    try {
      const answer = await this.api.send<{ rows: ReadingRow[]; findings: Finding[] }>(
        'PATCH',
        `/buildings/${here.buildingId}/readings`,
        { changes, channel: 'grid' },
        { period: here.period, service: this.service() },
      );
      store.accept(answer.rows.map(flat), sent);
      store.tell(answer.rows.flatMap((row) => anomalyMarks(row, store)));
      this.show(store, answer.findings);
      const saved = changes.length - new Set(answer.findings.map((finding) => finding.at?.row)).size;
      this.toast.say(
        answer.findings.length
          ? this.t('readings.savedSome', { n: Math.max(0, saved), left: answer.findings.length })
          : this.t('readings.saved', { count: changes.length, n: changes.length }),
      );
      await this.place.refresh();
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.saving.set(false);
    }
  }
  private show(store: SheetStore, findings: Finding[]): void {
    store.tell(findingMarks(findings, store));
    const stale = findings.filter((finding) => typeof finding.params.revision === 'number' && finding.at?.row !== undefined);
    this.conflicts.set(new Map(stale.map((finding) => [String(finding.at!.row), finding])));
    const first = findings.find((finding) => finding.at?.row !== undefined);
    if (first) this.grid()?.goTo(String(first.at!.row), fieldOf(first, store));
  }
  /** The way out of a conflict: their value, or mine over theirs on the next save. */
  protected settle(mine: boolean): void {
    const store = this.store();
    const conflict = this.conflict();
    const row = this.row();
    if (!store || !conflict || !row) return;
    const { revision, value } = conflict.params;
    const kept = row.value ?? null;
    const entry = store.view.entry ?? 'value';
    const theirs = { [store.view.def.rowKey]: row.id, revision, [entry]: value ?? null };
    store.accept([theirs], new Map([[store.keyOf(row), { [entry]: kept }]]));
    if (mine) store.commit([{ key: store.keyOf(row), field: entry, value: kept }]);
    this.conflicts.update((all) => new Map([...all].filter(([key]) => key !== store.keyOf(row))));
    if (mine) void this.save();
  }

  protected async importSheet(): Promise<void> {
    const here = this.place.here();
    if (!here || !this.mayLeave()) return;
    const done = await firstValueFrom(
      this.dialog.open(ImportDialog, { data: here, width: '820px', maxWidth: '94vw' }).afterClosed(),
    );
    if (!done) return;
    this.sheet.reload();
    await this.place.refresh();
  }
  protected csv(): void {
    this.grid()?.exportCsv(`${this.t('readings.fileName')}-${this.place.period()}-${this.service()}`);
  }
}
