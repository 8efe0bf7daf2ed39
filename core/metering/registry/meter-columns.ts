// The columns of a meter sheet: what is written is what is read.
import type { Lang } from '#kit';
import { languages, sentence } from '#platform/i18n';
import { fold } from '#platform/sheet/fold';

export type ColumnKind = 'text' | 'count' | 'number' | 'day' | 'service';
export interface MeterColumn {
  id: string;
  kind: ColumnKind;
  needed?: true;
  /** Only written: reading ignores it. */
  told?: true;
  width: number;
}

export const meterColumns: readonly MeterColumn[] = [
  { id: 'place', kind: 'text', needed: true, width: 14 },
  { id: 'service', kind: 'service', needed: true, width: 16 },
  { id: 'serial', kind: 'text', needed: true, width: 16 },
  { id: 'register', kind: 'text', width: 12 },
  { id: 'digits', kind: 'count', needed: true, width: 10 },
  { id: 'decimals', kind: 'count', width: 10 },
  { id: 'multiplier', kind: 'number', width: 12 },
  { id: 'from', kind: 'day', needed: true, width: 13 },
  { id: 'readingStart', kind: 'number', needed: true, width: 14 },
  { id: 'verifiedOn', kind: 'day', width: 13 },
  { id: 'verifiedUntil', kind: 'day', width: 15 },
  { id: 'to', kind: 'day', width: 13 },
  { id: 'readingEnd', kind: 'number', width: 14 },
  { id: 'lastValue', kind: 'number', told: true, width: 14 },
];

export const headingOf = ({ id }: MeterColumn, lang: Lang): string => sentence(lang, { code: `meters.sheet.${id}`, params: {} });

/** The column a heading names in either language, blind to case and diacritics. */
export const columnsByHeading = (): Map<string, MeterColumn> =>
  new Map(meterColumns.flatMap((column) => languages.map((lang) => [fold(headingOf(column, lang)), column] as const)));
