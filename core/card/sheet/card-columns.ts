// The columns of a card sheet: core's own and the fields of the plugin's form. What is written is what is read.
import type { CardPlugin, Lang } from '#kit';
import { languages, sentence } from '#platform/i18n';
import { fold } from '#platform/sheet/fold';

export type ColumnKind = 'text' | 'number' | 'flag' | 'day' | 'count' | 'key';
export interface CardColumn {
  /** A property of the row, or `fields.<name>`. */
  id: string;
  kind: ColumnKind;
  /** A row without it is a finding. */
  needed: boolean;
  /** Only written: it says what is, and nobody changes it here. */
  told?: true;
  /** Most characters of a text; default 200. */
  most?: number;
  width: number;
}

const OWN_HEAD: CardColumn[] = [
  { id: 'number', kind: 'text', needed: false, most: 40, width: 16 },
  { id: 'unit', kind: 'text', needed: true, most: 40, width: 12 },
  { id: 'holder', kind: 'text', needed: true, most: 40, width: 14 },
  { id: 'customer', kind: 'text', needed: false, told: true, width: 28 },
];
const OWN_TAIL: CardColumn[] = [
  { id: 'validFrom', kind: 'day', needed: false, width: 13 },
  { id: 'validTo', kind: 'day', needed: false, width: 13 },
  { id: 'months', kind: 'count', needed: false, width: 10 },
  { id: 'paidThrough', kind: 'day', needed: false, width: 13 },
  { id: 'document', kind: 'text', needed: false, width: 18 },
  { id: 'state', kind: 'text', needed: false, told: true, width: 16 },
  { id: 'deposit', kind: 'number', needed: false, told: true, width: 13 },
  // says which card a row is, so that a number or a plate may be put right in the sheet
  { id: 'id', kind: 'key', needed: false, width: 10 },
];

export function cardColumns({ registration }: CardPlugin): CardColumn[] {
  const required = new Set(registration.required ?? []);
  const fields = Object.entries(registration.properties).map(([name, schema]): CardColumn => {
    const { type } = schema as { type?: string };
    const kind = type === 'boolean' ? 'flag' : type === 'number' || type === 'integer' ? 'number' : 'text';
    return { id: `fields.${name}`, kind, needed: required.has(name), width: 16 };
  });
  return [...OWN_HEAD, ...fields, ...OWN_TAIL];
}

export function headingOf({ id: service }: CardPlugin, { id }: CardColumn, lang: Lang): string {
  const code = id.startsWith('fields.') ? `${service}.field.${id.slice(7)}` : `card.sheet.${id}`;
  return sentence(lang, { code, params: {} });
}

/** The column a heading names in either language, blind to case and diacritics. */
export function columnByHeading(plugin: CardPlugin): Map<string, CardColumn> {
  return new Map(
    cardColumns(plugin).flatMap((column) => languages.map((lang) => [fold(headingOf(plugin, column, lang)), column] as const)),
  );
}
