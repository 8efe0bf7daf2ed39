// One row of the trail in words: what was done, to what, and what changed.
import type { Lang } from '../../platform/context.ts';
import { formatValue, wordFor } from '../../platform/i18n.ts';
import type { AuditRow } from '../access.contract.ts';
import { idFields, type Names } from './names-of.ts';
import { partsOf } from './parts-of.ts';

export interface ToldPart {
  field: string;
  /** null: nothing was there to be changed. */
  before: string | null;
  after: string;
}
export interface ToldRow {
  building: string | null;
  what: string;
  subject: string;
  parts: ToldPart[];
  /** All parts in a line. */
  text: string;
}
const SHOWN = 5;

export function tellRow(row: AuditRow, names: Names, lang: Lang): ToldRow {
  const service = typeof row.detail.service === 'string' ? row.detail.service : null;
  const say = (key: string) => wordFor(lang, 'audit', key);
  const last = row.action.split('.').at(-1)!;
  const kind = say(`subject.${row.subjectKind}`) ?? row.subjectKind;
  const named = typeof row.detail.name === 'string' ? row.detail.name : formatValue(lang, row.subjectId);
  const parts = partsOf(row.detail as Record<string, unknown>).map(({ field, before, after }) => ({
    field: say(`field.${field}`) ?? field,
    before: before === undefined ? null : told(field, before),
    after: told(field, after),
  }));
  function told(field: string, value: unknown): string {
    const ids = idFields[field];
    if (ids)
      return (
        [value]
          .flat()
          .map((id) => names(ids, id) ?? `#${id}`)
          .join(', ') || '–'
      );
    if (Array.isArray(value)) return listed(value.map((each) => told('', each)));
    if (typeof value === 'object' && value !== null)
      return Object.entries(value)
        .map(([name, each]) => `${say(`field.${name}`) ?? name} ${told(name, each)}`)
        .join(', ');
    if (typeof value === 'string') {
      if (field === 'service') return wordFor(lang, value, 'name') ?? value;
      if (field === 'role') return wordFor(lang, 'ui', `role.${value}`) ?? value;
      const own = service ? wordFor(lang, service, `${field}.${value}`) : null;
      return own ?? say(`value.${field}.${value}`) ?? formatValue(lang, value);
    }
    return typeof value === 'boolean' ? (say(value ? 'yes' : 'no') ?? String(value)) : formatValue(lang, value as number | null);
  }
  return {
    building: row.buildingId === null ? null : names('building', row.buildingId),
    what: say(`action.${row.action}`) ?? (service ? wordFor(lang, service, `action.${last}`) : null) ?? row.action,
    subject: `${kind} ${names(row.subjectKind, row.subjectId) ?? named}`,
    parts,
    text: parts.map(({ field, before, after }) => `${field}: ${before === null ? after : `${before} → ${after}`}`).join('; '),
  };
}

function listed(values: string[]): string {
  const more = values.length > SHOWN ? ` +${values.length - SHOWN}` : '';
  return values.slice(0, SHOWN).join('; ') + more || '–';
}
