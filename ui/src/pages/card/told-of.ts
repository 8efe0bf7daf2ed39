// How changes of a card are said on this screen: its service's words, its names, this language's money.
import { formatNumber } from '../../format/numbers.ts';
import type { I18n } from '../../i18n/i18n.ts';
import type { Told } from '../cards/changes.ts';

export const toldOf = (
  i18n: I18n,
  service: string,
  { units, customers }: { units: Record<number, string>; customers: Record<number, string> },
): Told => ({
  t: i18n.t,
  service,
  money: (value) => formatNumber(value, i18n.lang()),
  unit: (id) => units[id] ?? `#${id}`,
  customer: (id) => customers[id] ?? `#${id}`,
});
