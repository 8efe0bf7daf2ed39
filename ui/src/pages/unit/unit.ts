// One unit: its data, who owned and rented it when, and who is registered there with which proof.
import { Component, computed, inject, input, resource } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import type { MemberRow, OccupancyRow, PayerRule, UnitMove, UnitWithPayerRow } from '../../api/people-rows.ts';
import type { List } from '../../api/rows.ts';
import { formatDate, formatNumber } from '../../format/numbers.ts';
import { I18n } from '../../i18n/i18n.ts';
import { changed, type FormField } from '../../parts/form-field.ts';
import { Icon } from '../../parts/icon.ts';
import { Toast } from '../../parts/toast.ts';
import { Catalog } from '../../state/catalog.ts';
import { Dialogs } from '../../state/dialogs.ts';
import { PeopleForms } from '../../state/people-forms.ts';
import { Place } from '../../state/place.ts';
import { Session } from '../../state/session.ts';
import { classWord } from '../units/load-units.ts';
import { unitFields } from '../units/unit-form.ts';
import { PaymentForms } from './payment-forms.ts';

@Component({
  selector: 'th-unit',
  imports: [Icon, RouterLink],
  templateUrl: './unit.html',
  styleUrl: './unit.scss',
})
export class Unit {
  readonly id = input.required<string>();
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  protected readonly t = this.i18n.t;
  private readonly place = inject(Place);
  private readonly dialogs = inject(Dialogs);
  private readonly session = inject(Session);
  protected readonly forms = inject(PeopleForms);
  protected readonly payment = inject(PaymentForms);
  protected readonly catalog = inject(Catalog);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  protected readonly canRun = computed(() => this.session.may('runs.preview'));
  protected readonly canUnit = computed(() => this.session.may('buildings.write'));
  protected readonly canPeople = computed(() => this.session.may('customers.write'));
  protected readonly date = (value: string | null) => (value ? formatDate(value) : '–');
  protected readonly number = (value: string | number | null) => (value === null ? '–' : formatNumber(value, this.i18n.lang()));
  protected readonly className = (name: string) => classWord(this.i18n, name);
  private readonly building = computed(() => `/buildings/${this.place.building()!.id}`);
  protected readonly all = resource({
    params: () => (this.place.building() ? { id: Number(this.id()), building: this.building() } : undefined),
    loader: async ({ params: { id, building } }) => {
      const [units, occupancies, members, rules, moves] = await Promise.all([
        this.api.get<List<UnitWithPayerRow>>(`${building}/units`, { archived: 1 }),
        this.api.get<List<OccupancyRow>>(`${building}/occupancies`),
        this.api.get<List<MemberRow>>(`${building}/members`, { unitId: id }),
        this.api.get<List<PayerRule>>(`${building}/payer-rules`, { unitId: id }),
        this.api.get<List<UnitMove>>(`${building}/moves`, { unitId: id }),
      ]);
      const unit = units.rows.find((one) => one.id === id) ?? null;
      const newestFirst = (a: OccupancyRow, b: OccupancyRow) => b.from.localeCompare(a.from);
      const people = occupancies.rows.filter(({ unitId }) => unitId === id).toSorted(newestFirst);
      return {
        unit,
        people,
        members: members.rows,
        rules: rules.rows,
        moves: moves.rows,
        classes: [...new Set(units.rows.map((one) => one.tariffClass))],
      };
    },
  });
  protected readonly registered = computed(() =>
    this.all.hasValue() ? this.all.value().members.filter(({ now }) => now).length : 0,
  );
  protected readonly proofTone = (proof: MemberRow['proof']) => (proof === 'valid' ? 'ok' : proof === 'soon' ? 'warn' : 'error');

  protected async after(stored: Promise<boolean>): Promise<void> {
    if (await stored) this.all.reload();
  }
  /** Prices what the leaver owes and shows it on the run's page, where a second person approves it. */
  protected async bill({ id, on }: UnitMove): Promise<void> {
    const period = on.slice(0, 7);
    const buildingId = this.place.building()!.id;
    try {
      await this.api.send('POST', '/runs', { buildingId, period, moveId: id, wait: true });
      await this.place.refresh();
      await this.router.navigate(['/run'], { queryParams: { b: buildingId, p: period } });
    } catch (error) {
      this.toast.problem(error);
    }
  }
  protected change(unit: UnitWithPayerRow): Promise<void> {
    const fields = unitFields(this.t, unit, { classes: this.all.value()!.classes, blocks: [] });
    return this.patch(unit, this.t('people:unit.change', { unit: unit.code }), fields);
  }
  protected archive(unit: UnitWithPayerRow): Promise<void> {
    const label = this.t('building:units.archivedOn');
    const fields: FormField[] = [{ name: 'archivedOn', label, kind: 'date', value: unit.archivedOn, needed: !unit.archivedOn }];
    return this.patch(unit, this.t('people:unit.archive', { unit: unit.code }), fields, this.t('people:unit.archiveHint'));
  }
  private patch(unit: UnitWithPayerRow, title: string, fields: FormField[], lead?: string): Promise<void> {
    return this.after(
      this.dialogs.form({
        ...{ title, fields, go: this.t('people:save'), ...(lead ? { lead } : {}) },
        send: (values) => this.api.send('PATCH', `${this.building()}/units/${unit.id}`, changed(values, fields)),
      }),
    );
  }
}
