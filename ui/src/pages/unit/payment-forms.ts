// The forms of who pays a unit's services, and of moving out and in.
import { Injectable, inject } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { MemberRow, PayerRule, UnitDial, UnitWithPayerRow } from '../../api/people-rows.ts';
import type { List } from '../../api/rows.ts';
import { I18n } from '../../i18n/i18n.ts';
import { type FormField, filled } from '../../parts/form-field.ts';
import { Catalog } from '../../state/catalog.ts';
import { Dialogs } from '../../state/dialogs.ts';
import { Place } from '../../state/place.ts';

@Injectable({ providedIn: 'root' })
export class PaymentForms {
  private readonly api = inject(Api);
  private readonly t = inject(I18n).t;
  private readonly catalog = inject(Catalog);
  private readonly dialogs = inject(Dialogs);
  private readonly place = inject(Place);
  private path(rest: string): string {
    return `/buildings/${this.place.building()!.id}/${rest}`;
  }
  private readonly role = (): FormField => ({
    ...{ name: 'role', label: this.t('people:pay.by'), kind: 'choice', needed: true, value: 'owner' },
    options: ['owner', 'tenant'].map((value) => ({ value, label: this.t(`customer:occupancies.role.${value}`) })),
  });

  rule(unit: UnitWithPayerRow): Promise<boolean> {
    const services = this.catalog.rows().map(({ id }) => ({ value: id, label: this.catalog.nameOf(id) }));
    const scopes = ['unit', 'building'].map((value) => ({
      value,
      label: this.t(`people:pay.scope.${value}`, { unit: unit.code }),
    }));
    const fields: FormField[] = [
      {
        name: 'service',
        label: this.t('service'),
        kind: 'choice',
        needed: true,
        value: services[0]?.value ?? null,
        options: services,
      },
      this.role(),
      { name: 'scope', label: this.t('people:pay.scope'), kind: 'choice', needed: true, value: 'unit', options: scopes },
      { name: 'from', label: this.t('customer:occupancies.from'), kind: 'date', needed: true },
      { name: 'to', label: this.t('people:lastDay'), kind: 'date' },
      { name: 'note', label: this.t('people:pay.note'), kind: 'text', wide: true },
    ];
    return this.dialogs.form({
      ...{ title: this.t('people:pay.add'), lead: this.t('people:pay.lead'), fields, go: this.t('people:add') },
      send: (values) => {
        const { scope, ...rule } = filled(values);
        return this.api.send('POST', this.path('payer-rules'), { ...rule, ...(scope === 'unit' ? { unitId: unit.id } : {}) });
      },
    });
  }

  endRule(rule: PayerRule): Promise<boolean> {
    const fields: FormField[] = [{ name: 'to', label: this.t('people:lastDay'), kind: 'date', value: rule.to }];
    return this.dialogs.form({
      title: this.t('people:pay.end', { service: this.catalog.nameOf(rule.service) }),
      ...{ fields, go: this.t('people:save') },
      send: ({ to }) => this.api.send('PATCH', this.path(`payer-rules/${rule.id}`), { to }),
    });
  }

  /** Closing readings of every meter, who follows, and whether the registered people leave too. */
  async move(unit: UnitWithPayerRow, members: readonly MemberRow[]): Promise<boolean> {
    const period = this.place.period()!;
    const { rows: dials } = await this.api.get<List<UnitDial>>(this.path(`units/${unit.id}/dials`), { period });
    const here = members.filter(({ now }) => now);
    const yesNo = ['yes', 'no'].map((value) => ({
      value,
      label: this.t(`people:move.members.${value}`, { count: here.length, n: here.length }),
    }));
    const fields: FormField[] = [
      { name: 'on', label: this.t('people:move.on'), kind: 'date', needed: true },
      { ...this.role(), label: this.t('people:move.who'), value: unit.payer?.role ?? 'tenant' },
      ...dials.map(
        (dial): FormField => ({
          name: `dial-${dial.mountingId}`,
          label: `${this.catalog.nameOf(dial.service)} · ${dial.serial}${dial.register === 'total' ? '' : ` (${dial.register})`}`,
          ...{ kind: 'decimal', needed: true, hint: this.previousOf(dial) },
        }),
      ),
      ...(here.length > 0
        ? [
            {
              name: 'members',
              label: this.t('people:members.tab'),
              kind: 'choice' as const,
              needed: true,
              value: 'yes',
              options: yesNo,
            },
          ]
        : []),
      {
        name: 'followerId',
        label: this.t('people:move.follower'),
        kind: 'customer',
        wide: true,
        hint: this.t('people:move.followerHint'),
      },
      { name: 'reason', label: this.t('people:reason'), kind: 'text', needed: true, wide: true },
    ];
    return this.dialogs.form({
      title: this.t('people:move.title', { unit: unit.code }),
      ...{ lead: this.t('people:move.lead'), fields, go: this.t('people:move.go') },
      send: (values) => {
        const { on, role, followerId, reason } = filled(values);
        const readings = dials.map(({ mountingId }) => ({ mountingId, value: String(values[`dial-${mountingId}`] ?? '') }));
        const leaving = values.members === 'yes' ? here.map(({ id }) => id) : [];
        const body = { on, role, reason, readings, members: leaving, ...(followerId ? { followerId } : {}) };
        return this.api.send('POST', this.path(`units/${unit.id}/moves`), body);
      },
    });
  }
  private previousOf({ previous, previousOn }: UnitDial): string {
    return this.t('people:move.previous', { value: previous, on: previousOn });
  }
}
