// The small forms of people, the same on every page: an owner or tenant moves in, his last day, a registered person, a slip taken away.
import { Injectable, inject } from '@angular/core';
import { Api } from '../api/api.ts';
import type { MemberRow, OccupancyRow } from '../api/people-rows.ts';
import { I18n } from '../i18n/i18n.ts';
import { changed, type FormField, filled } from '../parts/form-field.ts';
import { Dialogs } from './dialogs.ts';
import { Place } from './place.ts';

@Injectable({ providedIn: 'root' })
export class PeopleForms {
  private readonly api = inject(Api);
  private readonly t = inject(I18n).t;
  private readonly dialogs = inject(Dialogs);
  private readonly place = inject(Place);
  private path(list: string): string {
    return `/buildings/${this.place.building()!.id}/${list}`;
  }
  private readonly of = (id: string): string => this.t(`customer:occupancies.${id}`);
  private readonly reg = (id: string): string => this.t(`customer:registered.${id}`);
  private choices(name: string, values: readonly string[]): Pick<FormField, 'label' | 'options'> {
    return { label: this.of(name), options: values.map((value) => ({ value, label: this.of(`${name}.${value}`) })) };
  }

  /** Who moves in: a customer that is known, or a new one. */
  occupancy(unitId: number | null): Promise<boolean> {
    const isNew = ({ who }: Record<string, unknown>): boolean => who === 'new';
    const who = ['known', 'new'].map((value) => ({ value, label: this.t(`people:who.${value}`) }));
    const fields: FormField[] = [
      ...(unitId === null
        ? [{ name: 'unitId', label: this.of('unit'), kind: 'unit' as const, needed: true, hint: this.t('cards:hint.unit') }]
        : []),
      { name: 'role', kind: 'choice', needed: true, value: 'owner', ...this.choices('role', ['owner', 'tenant']) },
      { name: 'who', label: this.t('people:who'), kind: 'choice', needed: true, value: 'known', options: who },
      {
        ...{ name: 'customerId', label: this.t('people:customer'), kind: 'customer', needed: true, wide: true },
        ...{ hint: this.t('cards:hint.customer'), when: (values) => !isNew(values) },
      },
      { name: 'code', label: this.of('customerCode'), kind: 'text', needed: true, when: isNew },
      { name: 'kind', kind: 'choice', needed: true, value: 'person', when: isNew, ...this.choices('kind', ['person', 'firm']) },
      { name: 'name', label: this.of('name'), kind: 'text', needed: true, wide: true, when: isNew },
      ...['phone', 'email', 'taxCode', 'personalId'].map(
        (name): FormField => ({ name, label: this.of(name), kind: 'text', when: isNew }),
      ),
      { name: 'from', label: this.of('from'), kind: 'date', needed: true },
      { name: 'to', label: this.of('to'), kind: 'date' },
    ];
    return this.dialogs.form({
      ...{ title: this.t('people:occupancies.add'), fields, go: this.t('people:add') },
      send: (values) => {
        const { role, who: chosen, customerId, from, to, unitId: typed, ...customer } = filled(values);
        const about = chosen === 'new' ? { customer } : { customerId };
        return this.api.send('POST', this.path('occupancies'), { unitId: unitId ?? typed, role, from, to, ...about });
      },
    });
  }

  /** Other days of an owner or tenant; an empty last day is until further notice. */
  days(row: OccupancyRow): Promise<boolean> {
    const fields: FormField[] = [
      { name: 'from', label: this.of('from'), kind: 'date', needed: true, value: row.from },
      { name: 'to', label: this.t('people:lastDay'), kind: 'date', value: row.to },
      { name: 'reason', label: this.t('people:reason'), kind: 'text', wide: true },
    ];
    return this.dialogs.form({
      title: this.t('people:occupancies.days', { name: row.name, unit: row.unit }),
      ...{ lead: this.t('people:occupancies.daysHint'), fields, go: this.t('people:save') },
      send: (values) => this.api.send('PATCH', `${this.path('occupancies')}/${row.id}`, changed(values, fields)),
    });
  }

  /** A registered person, new or known. */
  member(row: MemberRow | null, unitId: number | null = null): Promise<boolean> {
    const field = (name: keyof MemberRow, kind: FormField['kind'] = 'text'): FormField => ({
      ...{ name, label: this.reg(name), kind, value: row?.[name] as string | null | undefined },
    });
    const fields: FormField[] = [
      ...(row || unitId !== null
        ? []
        : [{ name: 'unitId', label: this.reg('unit'), kind: 'unit' as const, needed: true, hint: this.t('cards:hint.unit') }]),
      { ...field('name'), needed: true, wide: row !== null || unitId !== null },
      { ...field('personalId'), hint: this.t('people:members.idHint') },
      { ...field('documentRef'), hint: this.t('people:members.documentHint') },
      field('documentUntil', 'date'),
      { ...field('from', 'date'), needed: true },
      { ...field('to', 'date'), label: this.t('people:lastDay') },
    ];
    return this.dialogs.form({
      title: row ? this.t('people:members.change', { name: row.name, unit: row.unit }) : this.t('people:members.add'),
      ...{ lead: this.t('people:members.lead'), fields, go: this.t(row ? 'people:save' : 'people:add') },
      send: (values) =>
        row
          ? this.api.send('PATCH', `${this.path('members')}/${row.id}`, changed(values, fields))
          : this.api.send('POST', this.path('members'), { ...(unitId === null ? {} : { unitId }), ...filled(values) }),
    });
  }

  removeMember(row: MemberRow): Promise<boolean> {
    const fields: FormField[] = [{ name: 'reason', label: this.t('people:reason'), kind: 'text', needed: true, wide: true }];
    return this.dialogs.form({
      title: this.t('people:members.remove', { name: row.name }),
      ...{ lead: this.t('people:members.removeHint'), fields, go: this.t('people:members.removeGo') },
      send: ({ reason }) => this.api.send('DELETE', `${this.path('members')}/${row.id}`, undefined, { reason }),
    });
  }
}
