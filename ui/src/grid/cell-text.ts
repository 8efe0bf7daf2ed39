// A cell's value as shown, as typed again and as copied.
import type { ColumnDef } from '#kit';
import { formatDate, formatNumber, formatPercent } from '../format/numbers.ts';
import type { Lang } from '../i18n/i18n.ts';
import { decimalSignOf, type NumberHints, readDate, readNumber, readText } from './read-text.ts';
import type { Change } from './sheet-store.ts';

const isNumeric = (column: ColumnDef): boolean =>
  column.type === 'number' || column.type === 'money' || column.type === 'percent';

export function shownText(value: unknown, column: ColumnDef, lang: Lang, word: (key: string) => string): string {
  if (value === null || value === undefined || value === '') return '';
  if (column.type === 'percent') return formatPercent(String(value), lang, column.scale ?? 0);
  if (isNumeric(column)) return formatNumber(String(value), lang, column.scale ?? (column.type === 'money' ? 0 : 12));
  if (column.type === 'date') return formatDate(String(value), column.look === 'short');
  if (column.type === 'enum') {
    const option = column.options?.find((one) => one.value === value);
    return option ? word(option.label) : String(value);
  }
  if (column.type === 'bool') return value === true ? word('ui:yes') : '';
  return String(value);
}

/** Without grouping, so that a spreadsheet of the same language reads it as the same number. */
export function plainText(value: unknown, column: ColumnDef, lang: Lang): string {
  if (value === null || value === undefined || Array.isArray(value)) return '';
  if (isNumeric(column)) return lang === 'vi' ? String(value).replace('.', ',') : String(value);
  return column.type === 'date' ? formatDate(String(value)) : String(value);
}

export interface ReadContext {
  lang: Lang;
  period: string;
  pasted?: boolean;
  evidence?: ',' | '.' | null;
  word: (key: string) => string;
}

export function readCell(text: string, column: ColumnDef, context: ReadContext): { value: unknown; bad?: Change['bad'] } {
  const hints: NumberHints = {
    lang: context.lang,
    scale: column.scale ?? (column.type === 'money' ? 0 : 6),
    pasted: context.pasted,
    evidence: context.evidence,
  };
  const read = isNumeric(column)
    ? readNumber(text, hints)
    : column.type === 'date'
      ? readDate(text, context.period)
      : column.type === 'enum'
        ? readOption(text, column, context.word)
        : column.type === 'bool'
          ? readFlag(text, context.word)
          : readText(text);
  return 'problem' in read ? { value: null, bad: { text: read.text, code: read.problem } } : { value: read.value };
}

/** The decimal sign a block proves; undefined where its cells contradict one another. */
export function evidenceOf(cells: readonly string[]): ',' | '.' | null | undefined {
  const signs = new Set(cells.map(decimalSignOf).filter((sign) => sign !== null));
  return signs.size > 1 ? undefined : ([...signs][0] ?? null);
}

function readOption(text: string, column: ColumnDef, word: (key: string) => string) {
  const asked = text.normalize('NFC').trim().toLocaleLowerCase('vi');
  if (asked === '') return { value: null };
  const option = column.options?.find(
    (one) => one.value.toLowerCase() === asked || word(one.label).toLocaleLowerCase('vi') === asked,
  );
  return option ? { value: option.value } : { problem: 'grid.notOption' as const, text };
}
function readFlag(text: string, word: (key: string) => string) {
  const asked = text.normalize('NFC').trim().toLocaleLowerCase('vi');
  if (['', '0', 'no', 'không', 'false'].includes(asked)) return { value: false };
  return ['1', 'x', 'true', 'yes', 'có', word('ui:yes').toLocaleLowerCase('vi')].includes(asked)
    ? { value: true }
    : { problem: 'grid.notOption' as const, text };
}
