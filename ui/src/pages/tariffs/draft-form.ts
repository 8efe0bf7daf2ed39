// A draft as the desk's form holds it: rows in order and numbers as typed; becomes a tariff body, or says at which field it cannot.

import type { Plugin, TariffBody, TariffLine } from '#kit';
import { compileTiers, type FormulaNames, type FormulaType, type Tier, TierTableError } from '#kit';
import { readNumber } from '../../grid/read-text.ts';
import type { Lang } from '../../i18n/i18n.ts';
import { type FormulaProblem, formulaProblem } from './formula-problem.ts';

export const formulaKeys = ['when', 'quantity', 'limitScale', 'amount', 'unitPrice'] as const;
export type FormulaKey = (typeof formulaKeys)[number];
export interface ParameterRow {
  name: string;
  value: string;
}
export interface TableRow {
  name: string;
  tiers: { upTo: string; price: string }[];
}
export type LineRow = Record<FormulaKey, string> & {
  kind: TariffLine['kind'];
  code: string;
  vi: string;
  en: string;
  vat: TariffLine['vat'];
  nature: TariffLine['nature'];
  table: string;
  limitRounding: 'none' | 'whole';
};
export interface DraftForm {
  parameters: ParameterRow[];
  tables: TableRow[];
  lines: LineRow[];
  priceChange: NonNullable<TariffBody['priceChange']> | '';
}
/** By field, e.g. `lines.0.amount`, `parameters.1.value`: a code with params, and where a formula breaks. */
export type Problems = Map<string, { code: string; params: object; mark?: FormulaProblem }>;

const NAME = /^[\p{L}_][\p{L}\d_]{0,39}$/u;
const typed = (value: string, lang: Lang): string => (lang === 'vi' ? value.replace('.', ',') : value);

export function formOf(body: TariffBody, lang: Lang): DraftForm {
  return {
    parameters: Object.entries(body.parameters).map(([name, value]) => ({ name, value: typed(value, lang) })),
    tables: Object.entries(body.tables).map(([name, tiers]) => ({
      name,
      tiers: tiers.map(({ upTo, price }) => ({ upTo: upTo === null ? '' : typed(upTo, lang), price: typed(price, lang) })),
    })),
    lines: body.lines.map((line) => ({
      ...emptyLine(line.kind),
      ...{ code: line.code, vi: line.label.vi, en: line.label.en, vat: line.vat, nature: line.nature, when: line.when ?? '' },
      ...{ quantity: line.quantity ?? '' },
      ...(line.kind === 'tiers'
        ? { table: line.table, limitScale: line.limitScale ?? '', limitRounding: line.limitRounding ?? 'none' }
        : { amount: line.amount, unitPrice: line.unitPrice ?? '' }),
    })),
    priceChange: body.priceChange ?? '',
  };
}

export const emptyLine = (kind: LineRow['kind']): LineRow => ({
  ...{ kind, code: '', vi: '', en: '', vat: 'standard', nature: 'own', table: '', limitRounding: 'none' },
  ...{ when: '', quantity: '', limitScale: '', amount: '', unitPrice: '' },
});

/** Formulas a line of this kind has; the first of each kind must be filled. */
export const keysOf = (kind: LineRow['kind']): readonly FormulaKey[] =>
  kind === 'tiers' ? ['quantity', 'limitScale', 'when'] : ['amount', 'quantity', 'unitPrice', 'when'];

/** Names the formulas of a line may use: variables, parameters, earlier lines. */
export function namesAt(plugin: Plugin, form: DraftForm, line: number): Record<string, FormulaType> {
  return Object.fromEntries([
    ...plugin.variables.map(({ name, type }): [string, FormulaType] => [name, type === 'flag' ? 'boolean' : 'number']),
    ...form.parameters.map(({ name }): [string, FormulaType] => [name, 'number']),
    ...form.lines.slice(0, line).map(({ code }): [string, FormulaType] => [code, 'number']),
  ]);
}

export function bodyOf(plugin: Plugin, form: DraftForm, lang: Lang): { body: TariffBody; problems: Problems } {
  const problems: Problems = new Map();
  const number = (field: string, text: string): string => {
    const read = readNumber(text, { lang, scale: 12 });
    if ('problem' in read) problems.set(field, { code: `ui:${read.problem}`, params: { text: read.text } });
    else if (typeof read.value !== 'string') problems.set(field, { code: 'desk:problem.empty', params: {} });
    else return read.value;
    return '0';
  };
  const taken = new Set(plugin.variables.map(({ name }) => name));
  const name = (field: string, text: string): string => {
    if (!NAME.test(text)) problems.set(field, { code: 'desk:problem.name', params: {} });
    else if (taken.has(text)) problems.set(field, { code: 'desk:problem.duplicate', params: { name: text } });
    taken.add(text);
    return text;
  };
  const parameters = Object.fromEntries(
    form.parameters.map((row, i) => [name(`parameters.${i}.name`, row.name), number(`parameters.${i}.value`, row.value)]),
  );
  const tables: Record<string, Tier[]> = {};
  for (const [t, table] of form.tables.entries()) {
    const field = `tables.${t}`;
    const tiers = table.tiers.map(({ upTo, price }, i) => ({
      upTo: i === table.tiers.length - 1 && upTo.trim() === '' ? null : number(`${field}.${i}.upTo`, upTo),
      price: number(`${field}.${i}.price`, price),
    }));
    if (!NAME.test(table.name)) problems.set(`${field}.name`, { code: 'desk:problem.name', params: {} });
    else if (Object.hasOwn(tables, table.name))
      problems.set(`${field}.name`, { code: 'desk:problem.duplicate', params: { name: table.name } });
    tables[table.name] = tiers;
    const wrong = [...problems.keys()].some((key) => key.startsWith(`${field}.`)) ? null : tableProblem(tiers);
    if (wrong) problems.set(`${field}.${wrong.params.row - 1}.upTo`, wrong);
  }
  const lines = form.lines.map((row, i): TariffLine => {
    const field = `lines.${i}`;
    const names = namesAt(plugin, form, i);
    name(`${field}.code`, row.code);
    for (const key of ['vi', 'en'] as const)
      if (row[key].trim() === '') problems.set(`${field}.${key}`, { code: 'desk:problem.empty', params: {} });
    const keys = keysOf(row.kind);
    for (const key of keys) {
      const text = row[key].trim();
      if (text === '' && key !== keys[0]) continue;
      const wrong = safely(text, names, readable(tables), key === 'when' ? 'boolean' : 'number');
      if (wrong) problems.set(`${field}.${key}`, { code: wrong.code, params: wrong.params, mark: wrong });
    }
    if (row.kind === 'tiers' && !Object.hasOwn(tables, row.table))
      problems.set(`${field}.table`, { code: 'desk:problem.table', params: { table: row.table } });
    return lineOf(row);
  });
  if (lines.length === 0) problems.set('lines', { code: 'desk:problem.noLine', params: {} });
  return { body: { parameters, tables, lines, ...(form.priceChange ? { priceChange: form.priceChange } : {}) }, problems };
}

function lineOf(row: LineRow): TariffLine {
  const { code, vat, nature } = row;
  const text = (key: FormulaKey) => (row[key].trim() === '' ? {} : { [key]: row[key].trim() });
  const common = { code, vat, nature, label: { vi: row.vi.trim(), en: row.en.trim() }, ...text('when') };
  return row.kind === 'tiers'
    ? {
        ...{ ...common, kind: 'tiers', quantity: row.quantity.trim(), table: row.table, ...text('limitScale') },
        ...(row.limitRounding === 'whole' ? { limitRounding: 'whole' } : {}),
      }
    : { ...common, kind: 'amount', amount: row.amount.trim(), ...text('quantity'), ...text('unitPrice') };
}

function tableProblem(tiers: Tier[]): { code: string; params: { row: number } } | null {
  try {
    compileTiers(tiers);
    return null;
  } catch (error) {
    if (!(error instanceof TierTableError)) throw error;
    return { code: `desk:problem.${error.code.slice('plugin.'.length)}`, params: error.params };
  }
}
// a formula may name a table that is itself wrong: that is told at the table
const readable = (tables: Record<string, Tier[]>): Record<string, Tier[]> =>
  Object.fromEntries(Object.entries(tables).filter(([, tiers]) => tiers.length > 0 && tableProblem(tiers) === null));

function safely(text: string, names: FormulaNames, tables: Record<string, Tier[]>, result: FormulaType): FormulaProblem | null {
  if (text === '') return { code: 'formula.empty', params: {}, before: '', at: '', after: '' };
  return formulaProblem(text, names, tables, result);
}

/** A list with the item moved by one place; at its end it stays. */
export function moved<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const to = at + by;
  if (to < 0 || to >= list.length) return [...list];
  const next = [...list];
  [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
}
