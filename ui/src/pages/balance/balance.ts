// Master meters against their sub-meters in the month on show: what was lost, who bears it, and the decisions about it.
import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { Balance, PolicyRow, ToldFinding } from '../../api/meter-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatDate, formatNumber, formatPeriod } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import type { FormField } from '../../parts/form-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Catalog } from '../../state/catalog.ts';
import { Dialogs } from '../../state/dialogs.ts';
import { told } from '../../state/meter-forms.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';

@Component({
  selector: 'th-balance',
  imports: [Icon, RouterLink],
  templateUrl: './balance.html',
  styles: `.stack { display: grid; gap: 14px; align-content: start; } .card > header { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; margin-bottom: 8px; } .grow { flex: 1; }
    .sums { display: flex; gap: 28px; margin: 0 0 8px; flex-wrap: wrap; } .sums div { display: grid; gap: 2px; } dt { color: var(--ink-3); font-size: 12px; } dd { margin: 0; font-weight: 600; font-size: 15px; font-feature-settings: 'tnum'; }
    details summary { cursor: pointer; color: var(--accent-ink); font-weight: 550; padding: 4px 0; } .units { max-height: 320px; overflow: auto; }`,
})
export class BalancePage {
  private readonly api = inject(Api);
  protected readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  protected readonly place = inject(Place);
  protected readonly catalog = inject(Catalog);
  private readonly dialogs = inject(Dialogs);
  private readonly session = inject(Session);
  protected readonly canWrite = computed(() => this.session.may('meters.write'));
  protected readonly all = resource({
    params: () => this.place.here() ?? undefined,
    loader: async ({ params: { buildingId, period } }) => {
      const [balances, policies] = await Promise.all([
        this.api.get<List<Balance>>(`/buildings/${buildingId}/meter-balances`, { period }),
        this.api.get<List<PolicyRow>>(`/buildings/${buildingId}/loss-policies`),
      ]);
      return { balances: balances.rows, policies: policies.rows };
    },
  });
  /** With what it is counted in; a dash where it is not known. */
  protected readonly figure = (text: string | null, unit: string): string =>
    text === null ? '–' : `${this.number(text)} ${unit}`;
  protected readonly number = (text: string | null): string => (text === null ? '–' : formatNumber(text, this.i18n.lang()));
  protected readonly date = formatDate;
  protected readonly month = (period: string): string => formatPeriod(period, this.i18n.lang());
  protected readonly measure = (service: string): string =>
    this.catalog.rows().find(({ id }) => id === service)?.measure.unit ?? '';
  private path(rest: string): string {
    return `/buildings/${this.place.building()!.id}/${rest}`;
  }
  private readonly serviceField = (): FormField => {
    const meters = this.catalog.rows().filter(({ kind }) => kind === 'meter');
    const options = meters.map(({ id }) => ({ value: id, label: this.catalog.nameOf(id) }));
    return {
      name: 'service',
      label: this.t('metering:column.service'),
      kind: 'choice',
      needed: true,
      value: options[0]?.value ?? null,
      options,
    };
  };

  protected async group(row?: Balance): Promise<void> {
    const fields: FormField[] = [
      { ...this.serviceField(), ...(row ? { value: row.service } : {}) },
      { name: 'code', label: this.t('meters:group.code'), kind: 'text', needed: true, value: row?.code ?? null },
      {
        name: 'name',
        label: this.t('meters:group.name'),
        kind: 'text',
        needed: true,
        wide: true,
        value: row?.name ?? null,
        hint: this.t('meters:group.nameHint'),
      },
      { name: 'from', label: this.t('meters:group.from'), kind: 'date', needed: true, value: `${this.place.period()}-01` },
      {
        name: 'units',
        label: this.t('meters:group.units'),
        kind: 'text',
        wide: true,
        hint: this.t('meters:group.unitsHint'),
        value: null,
      },
    ];
    const done = await this.dialogs.form({
      ...{
        title: this.t(row ? 'meters:group.change' : 'meters:group.title'),
        lead: this.t('meters:group.lead'),
        fields,
        go: this.t('meters:group.go'),
      },
      send: async ({ units, ...group }) => {
        const codes =
          units === null || units === undefined
            ? null
            : String(units)
                .split(/[,;\s]+/)
                .filter(Boolean);
        told(
          (await this.api.send<{ findings: ToldFinding[] }>('POST', this.path('meter-groups'), { ...group, units: codes }))
            .findings,
        );
      },
    });
    if (done) this.all.reload();
  }
  protected async decide(): Promise<void> {
    const policies = ['absorb', 'proportional', 'equal'].map((value) => ({ value, label: this.t(`meters:policy.${value}`) }));
    const fields: FormField[] = [
      this.serviceField(),
      { name: 'policy', label: this.t('meters:policy'), kind: 'choice', needed: true, value: 'proportional', options: policies },
      {
        name: 'period',
        label: this.t('meters:policy.from'),
        kind: 'text',
        needed: true,
        value: this.place.period()!,
        hint: '2026-12',
      },
      {
        name: 'reason',
        label: this.t('meters:policy.reason'),
        kind: 'text',
        needed: true,
        wide: true,
        hint: this.t('meters:policy.reasonHint'),
      },
    ];
    const done = await this.dialogs.form({
      ...{ title: this.t('meters:policy.title'), lead: this.t('meters:policy.lead'), fields, go: this.t('meters:policy.go') },
      send: (values) => this.api.send('POST', this.path('loss-policies'), values),
    });
    if (done) this.all.reload();
  }
}
