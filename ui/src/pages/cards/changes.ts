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
    [t('card:column.state'), ({ state }) => t(`${service}:state.${state}`)],
    [t('card:column.number'), ({ number }) => number ?? '–'],
    [t('card:column.unit'), ({ unitId }) => told.unit(unitId)],
    [t('card:column.customer'), ({ customerId }) => told.customer(customerId)],
    [t('card:column.validFrom'), ({ validFrom }) => day(validFrom)],
    [t('card:column.validTo'), ({ validTo }) => day(validTo)],
    [t('card:column.paidThrough'), ({ paidThrough }) => day(paidThrough)],
    [t('cards:billing'), ({ billing }) => t(billing ? 'cards:billed' : 'cards:unbilled')],
    [t('card:column.deposit'), ({ deposit }) => told.money(deposit)],
    [t('cards:frozenFrom'), ({ frozenFrom }) => day(frozenFrom)],
  ];
  return says.flatMap(([field, say]) => {
    const [was, is] = [before ? say(before) : '–', say(after)];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}
