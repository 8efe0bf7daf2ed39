// What became of a card, in words: each thing that differs, before and after.
import type { CardSnapshot } from '../../api/card-rows.ts';
import { formatDate } from '../../format/numbers.ts';

export interface Told {
  t: (key: string, params?: Record<string, unknown>) => string;
  service: string;
  money: (value: number) => string;
  unit: (id: number) => string;
  customer: (id: number) => string;
}
export interface ChangeLine {
  field: string;
  before: string;
  after: string;
}

export function changesOf(before: CardSnapshot | null, after: CardSnapshot, told: Told): ChangeLine[] {
  const { t, service } = told;
  const day = (value: string | null): string => (value ? formatDate(value) : '–');
  const says: [string, (card: CardSnapshot) => string][] = [
    [t('card:column.state'), ({ state }) => (state ? t(`${service}:state.${state}`) : '–')],
    [t('card:column.number'), ({ number }) => number ?? '–'],
    [t('card:column.unit'), ({ unitId }) => told.unit(unitId)],
    [t('card:column.customer'), ({ customerId }) => told.customer(customerId)],
    [t('card:column.validFrom'), ({ validFrom }) => day(validFrom)],
    [t('card:column.validTo'), ({ validTo }) => day(validTo)],
    [t('card:column.paidThrough'), ({ paidThrough }) => day(paidThrough)],
    [t('cards:billing'), ({ billing }) => t(billing ? 'cards:billed' : 'cards:unbilled')],
    [t('card:column.deposit'), ({ deposit }) => told.money(deposit)],
    [t('cards:frozenFrom'), ({ frozenFrom }) => day(frozenFrom)],
    ...fieldsOf(before, after).map((name): [string, (card: CardSnapshot) => string] => [
      t(`${service}:field.${name}`),
      ({ fields }) => answerOf(fields[name], t),
    ]),
  ];
  return says.flatMap(([field, say]) => {
    const [was, is] = [before ? say(before) : say(nothing), say(after)];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

/** A box as it is said, a text as it is written. */
export function answerOf(value: unknown, t: Told['t']): string {
  if (value === undefined || value === null || value === '') return '–';
  return typeof value === 'boolean' ? t(value ? 'yes' : 'cards:no') : String(value);
}

// what a card was before its registration: a new form says only what is on it
const nothing = {
  ...{ state: '', number: null, unitId: 0, customerId: 0, validFrom: null, validTo: null, paidThrough: null },
  ...{ billing: false, deposit: 0, fields: {}, frozenFrom: null },
};
const fieldsOf = (before: CardSnapshot | null, after: CardSnapshot): string[] =>
  [...new Set([...Object.keys(before?.fields ?? {}), ...Object.keys(after.fields)])].filter(
    (name) =>
      (before ? before.fields[name] : undefined) !== after.fields[name] && !(before === null && after.fields[name] === false),
  );
