// Requests of the month: entered here, approved or rejected by a second person, billed by the run.
import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { Router } from '@angular/router';
import { firstDay, lastDay } from '#kit';
import { Api } from '../../api/api.ts';
import type { RequestRow } from '../../api/people-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatPeriod } from '../../format/numbers.ts';
import { compileView } from '../../grid/compile-view.ts';
import { type Active, Grid, type Picked } from '../../grid/grid.ts';
import { type Row, SheetStore } from '../../grid/sheet-store.ts';
import { StatusBar } from '../../grid/status-bar.ts';
import { I18n } from '../../i18n/i18n.ts';
import { type FormField, filled } from '../../parts/form-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Dialogs } from '../../state/dialogs.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { requestsView } from './requests-view.ts';

@Component({ selector: 'th-requests', imports: [Grid, Icon, StatusBar], templateUrl: './requests.html' })
export class Requests {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly dialogs = inject(Dialogs);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly canWrite = computed(() => this.session.may('requests.write'));
  protected readonly canApprove = computed(() => this.session.may('requests.approve'));
  protected readonly active = signal<Active | null>(null);
  protected readonly picked = signal<Picked | null>(null);
  protected readonly chosen = linkedSignal<unknown, RequestRow[]>({ source: () => this.all.value(), computation: () => [] });
  protected readonly waiting = computed(() => this.chosen().filter(({ state }) => state === 'requested'));
  protected readonly open = computed(() =>
    this.chosen().filter(({ state, charged }) => !charged && ['requested', 'approved'].includes(state)),
  );
  protected readonly monthName = computed(() => formatPeriod(this.place.period()!, this.i18n.lang()));
  /** Kinds of all plugins, as `service kind`. */
  protected readonly kinds = computed(() =>
    this.catalog.rows().flatMap(({ id, requests = [] }) =>
      requests.map((kind) => ({
        value: `${id} ${kind.id}`,
        label: kind.label[this.i18n.lang()],
        counts: kind.quantity !== undefined,
      })),
    ),
  );
  protected readonly all = resource({
    params: () => (this.place.here() && this.catalog.rows().length ? { ...this.place.here()!, kinds: this.kinds() } : undefined),
    loader: async ({ params: { buildingId, period, kinds } }) => {
      const days = { from: firstDay(period), to: lastDay(period) };
      const { rows } = await this.api.get<List<RequestRow>>(`/buildings/${buildingId}/requests`, days);
      const named = rows.map((row) => {
        const what = kinds.find(({ value }) => value === `${row.service} ${row.kind}`)?.label ?? row.kind;
        return { ...row, what } as unknown as Row;
      });
      return new SheetStore(compileView(requestsView), named);
    },
  });
  protected readonly store = linkedSignal(() => (this.all.hasValue() ? this.all.value() : null));
  private readonly path = computed(() => `/buildings/${this.place.building()!.id}/requests`);

  protected choose(rows: Row[]): void {
    this.chosen.set(rows as unknown as RequestRow[]);
  }
  protected openUnit(row: Row): void {
    void this.router.navigate(['/units', row.unitId], { queryParamsHandling: 'preserve' });
  }
  protected async add(): Promise<void> {
    const column = (name: string) => this.t(`requests:column.${name}`);
    const kinds = this.kinds();
    const counts = ({ what }: Record<string, unknown>) => kinds.find(({ value }) => value === what)?.counts === true;
    const fields: FormField[] = [
      {
        name: 'what',
        label: column('kind'),
        kind: 'choice',
        needed: true,
        value: kinds[0]?.value ?? null,
        options: kinds,
        wide: true,
      },
      { name: 'unitId', label: column('unit'), kind: 'unit', needed: true, hint: this.t('cards:hint.unit') },
      { name: 'on', label: column('on'), kind: 'date', needed: true },
      { name: 'from', label: column('from'), kind: 'time', needed: true, value: '18:00' },
      { name: 'to', label: column('to'), kind: 'time', needed: true },
      { name: 'areaM2', label: column('areaM2'), kind: 'decimal', hint: this.t('requests:areaHint') },
      { name: 'quantity', label: column('quantity'), kind: 'number', value: 1, when: counts },
      { name: 'requestedBy', label: column('requestedBy'), kind: 'text', needed: true },
      { name: 'note', label: this.t('requests:note'), kind: 'text' },
    ];
    const stored = await this.dialogs.form({
      ...{ title: this.t('requests:add'), lead: this.t('requests:lead'), fields, go: this.t('people:add') },
      send: (values) => {
        const { what, ...request } = filled(values);
        const [service, kind] = String(what).split(' ');
        return this.api.send('POST', this.path(), { ...request, service, kind });
      },
    });
    if (stored) this.all.reload();
  }
  protected async decide(state: 'approved' | 'rejected' | 'cancelled'): Promise<void> {
    const rows = state === 'cancelled' ? this.open() : this.waiting();
    if (state === 'approved') return this.send(rows, { state });
    const fields: FormField[] = [
      { name: 'reason', label: this.t('people:reason'), kind: 'text', needed: state === 'rejected', wide: true },
    ];
    const stored = await this.dialogs.form({
      ...{ title: this.t(`requests:${state}`, { count: rows.length, n: rows.length }), fields, go: this.t('people:save') },
      send: (values) => this.each(rows, { state, ...filled(values) }),
    });
    if (stored) this.all.reload();
  }
  private async send(rows: readonly RequestRow[], body: object): Promise<void> {
    try {
      await this.each(rows, body);
    } catch (error) {
      this.toast.problem(error);
    } finally {
      this.all.reload();
    }
  }
  /** One after the other: what was decided before one is refused stays decided. */
  private async each(rows: readonly RequestRow[], body: object): Promise<void> {
    for (const { id } of rows) await this.api.send('POST', `${this.path()}/${id}/decide`, body);
  }
}
