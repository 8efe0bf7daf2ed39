// The small forms of meters, the same on every page: hang, replace, take down, verify, put a billed reading right.
import { Injectable, inject } from '@angular/core';
import { Api, ApiError } from '../api/api.ts';
import type { MeterRow, ToldFinding } from '../api/meter-rows.ts';
import { formatNumber } from '../format/numbers.ts';
import { today } from '../format/today.ts';
import { I18n } from '../i18n/i18n.ts';
import { type FormField, type FormValues, filled } from '../parts/form-field.ts';
import { Catalog } from './catalog.ts';
import { Dialogs } from './dialogs.ts';
import { Place } from './place.ts';
import { Units } from './units.ts';

/** What a billed reading is known by on the page that corrects it. */
export interface ReadingToCorrect {
  mountingId: number;
  period: string;
  unit: string;
  serial: string;
  previous: string;
  value: string;
  multiplier: string;
}

@Injectable({ providedIn: 'root' })
export class MeterForms {
  private readonly api = inject(Api);
  private readonly i18n = inject(I18n);
  private readonly t = this.i18n.t;
  private readonly dialogs = inject(Dialogs);
  private readonly place = inject(Place);
  private readonly catalog = inject(Catalog);
  private readonly units = inject(Units);
  private path(rest: string): string {
    return `/buildings/${this.place.building()!.id}/${rest}`;
  }
  private readonly of = (field: string): string => this.t(`meters:column.${field}`);
  private readonly number = (text: string): string => formatNumber(text, this.i18n.lang());
  private readonly why = (): FormField[] => [
    { name: 'reason', label: this.t('meters:reason'), kind: 'text', needed: true, wide: true, hint: this.t('meters:reasonHint') },
    { name: 'document', label: this.t('meters:document'), kind: 'text', wide: true, hint: this.t('meters:documentHint') },
  ];
  private readonly yesNo = (name: string, label: string): FormField => ({
    ...{ name, label, kind: 'choice', needed: true, value: 'no' },
    options: ['no', 'yes'].map((value) => ({ value, label: this.t(`meters:${value}`) })),
  });

  /** A meter of a unit, or a master meter of a group. */
  hang(service: string, groups: readonly { code: string; name: string }[]): Promise<boolean> {
    const isGroup = ({ place }: FormValues): boolean => place === 'group';
    const places = [
      ['unit', this.t('meters:place.unit')],
      ['group', this.t('meters:place.group')],
    ] as const;
    const fields: FormField[] = [
      {
        ...{ name: 'place', label: this.t('meters:place'), kind: 'choice', needed: true, value: 'unit' },
        options: places.map(([value, label]) => ({ value, label })),
      },
      {
        name: 'unitId',
        label: this.of('unit'),
        kind: 'unit',
        needed: true,
        hint: this.t('cards:hint.unit'),
        when: (values) => !isGroup(values),
      },
      {
        ...{ name: 'group', label: this.t('meters:place.group'), kind: 'choice', needed: true, when: isGroup },
        options: groups.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
      },
      { name: 'serial', label: this.of('serial'), kind: 'text', needed: true },
      { name: 'register', label: this.of('register'), kind: 'text', hint: 'total' },
      { name: 'digits', label: this.of('digits'), kind: 'number', needed: true, value: 5 },
      { name: 'decimals', label: this.of('decimals'), kind: 'number', value: 0 },
      { name: 'multiplier', label: this.of('multiplier'), kind: 'decimal', value: '1' },
      { name: 'from', label: this.of('from'), kind: 'date', needed: true, value: today() },
      { name: 'readingStart', label: this.of('readingStart'), kind: 'decimal', needed: true },
      { name: 'verifiedOn', label: this.of('verifiedOn'), kind: 'date' },
      { name: 'verifiedUntil', label: this.of('verifiedUntil'), kind: 'date' },
    ];
    return this.dialogs.form({
      ...{ title: this.t('meters:hang.title', { name: this.catalog.nameOf(service) }), fields, go: this.t('meters:hang.go') },
      send: async (values) => {
        const { place: _, unitId, ...meter } = filled(values);
        const unit = this.units.rows().find(({ id }) => id === unitId)?.code;
        const given = { ...meter, service, ...(unit === undefined ? {} : { unit }) };
        told((await this.api.send<{ findings: ToldFinding[] }>('POST', this.path('meters/hang'), { meters: [given] })).findings);
      },
    });
  }

  /** The closing reading of the one, the opening reading of the next; without a next one it is only taken down. */
  replace(row: MeterRow, period: string, withNext: boolean): Promise<boolean> {
    const fields: FormField[] = [
      { name: 'on', label: this.t('meters:replace.on'), kind: 'date', needed: true, value: today() },
      {
        name: 'readingEnd',
        label: this.of('readingEnd'),
        kind: 'decimal',
        needed: true,
        hint: row.lastValue === null ? '' : this.t('meters:replace.last', { value: this.number(row.lastValue) }),
      },
      this.yesNo('rollover', this.t('metering:column.rollover')),
      { ...this.yesNo('faulty', this.t('meters:replace.faulty')), wide: true },
      ...this.why(),
    ];
    const next: FormField[] = [
      { name: 'serial', label: this.t('meters:replace.serial'), kind: 'text', needed: true },
      { name: 'readingStart', label: this.of('readingStart'), kind: 'decimal', needed: true, value: '0' },
      { name: 'digits', label: this.of('digits'), kind: 'number', needed: true, value: row.digits },
      { name: 'decimals', label: this.of('decimals'), kind: 'number', value: row.decimals },
      { name: 'multiplier', label: this.of('multiplier'), kind: 'decimal', value: row.multiplier },
      { name: 'verifiedUntil', label: this.of('verifiedUntil'), kind: 'date' },
    ];
    return this.dialogs.form({
      title: this.t(withNext ? 'meters:replace.title' : 'meters:retire.title', { serial: row.serial, unit: row.unit }),
      lead: this.t(withNext ? 'meters:replace.lead' : 'meters:retire.lead', { period: period.split('-').reverse().join('/') }),
      fields: withNext ? [...fields, ...next] : fields,
      go: this.t(withNext ? 'meters:replace.go' : 'meters:retire.go'),
      send: async (values) => {
        const { on, readingEnd, faulty, rollover, reason, document, ...more } = filled(values);
        const body = {
          period,
          on,
          readingEnd,
          reason,
          ...(document ? { document } : {}),
          faulty: faulty === 'yes',
          rollover: rollover === 'yes',
        };
        told(
          (
            await this.api.send<{ findings: ToldFinding[] }>(
              'POST',
              this.path(`mountings/${row.id}/replace`),
              withNext ? { ...body, next: more } : body,
            )
          ).findings,
        );
      },
    });
  }

  verify(row: MeterRow): Promise<boolean> {
    const fields: FormField[] = [
      { name: 'verifiedOn', label: this.of('verifiedOn'), kind: 'date', value: row.verifiedOn },
      { name: 'verifiedUntil', label: this.of('verifiedUntil'), kind: 'date', value: row.verifiedUntil },
    ];
    return this.dialogs.form({
      ...{ title: this.t('meters:verify.title', { serial: row.serial }), fields, go: this.t('meters:verify.go') },
      send: (values) => this.api.send('PATCH', this.path(`meters/${row.meterId}`), values),
    });
  }

  /** The next bill carries the difference. */
  correct(row: ReadingToCorrect): Promise<boolean> {
    const ways = ['value', 'faulty', 'multiplier'] as const;
    const is = (way: string) => (values: FormValues) => values.way === way;
    const fields: FormField[] = [
      {
        ...{ name: 'way', label: this.t('meters:correct.way'), kind: 'choice', needed: true, value: 'value', wide: true },
        options: ways.map((value) => ({ value, label: this.t(`meters:correct.${value}`) })),
      },
      {
        name: 'value',
        label: this.t('meters:correct.rightValue'),
        kind: 'decimal',
        needed: true,
        hint: this.number(row.value),
        when: is('value'),
      },
      { ...this.yesNo('rollover', this.t('metering:column.rollover')), when: is('value') },
      {
        name: 'multiplier',
        label: this.t('meters:correct.rightMultiplier'),
        kind: 'decimal',
        needed: true,
        hint: this.number(row.multiplier),
        when: is('multiplier'),
      },
      ...this.why(),
    ];
    return this.dialogs.form({
      title: this.t('meters:correct.title', { serial: row.serial, unit: row.unit }),
      lead: this.t('meters:correct.lead', {
        period: row.period.split('-').reverse().join('/'),
        previous: this.number(row.previous),
        value: this.number(row.value),
      }),
      fields,
      go: this.t('meters:correct.go'),
      send: async (values) => {
        const { way, rollover, ...given } = filled(values);
        const what = way === 'faulty' ? { faulty: true } : way === 'value' ? { rollover: rollover === 'yes' } : {};
        const body = { period: row.period, ...given, ...what };
        told(
          (await this.api.send<{ findings: ToldFinding[] }>('POST', this.path(`mountings/${row.mountingId}/correct`), body))
            .findings,
        );
      },
    });
  }
}

/** What the server found stands in the form like a refusal. */
export function told(findings: readonly ToldFinding[]): void {
  const [first] = findings;
  if (first) throw new ApiError(422, first.code, findings.map(({ message }) => message).join(' '), first.params, [...findings]);
}
