// All words: locales/{vi,en}/<namespace>.json of core and locales/{vi,en}.json of each plugin. A code's first segment is its namespace.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import type { Finding, Params } from '#kit';
import type { Lang } from './context.ts';
import { root } from './paths.ts';

export const languages: readonly Lang[] = ['vi', 'en'];
type Words = Record<string, string>;
type Coded = Pick<Finding, 'code' | 'params'>;
let instance: i18n | null = null;

/** Reads core's words; plugins add theirs with `addWords`. Safe to call again. */
export function loadWords(): void {
  if (instance) return;
  const resources = Object.fromEntries(languages.map((lang) => [lang, wordsOfCore(lang)]));
  const made = createInstance();
  void made.init({
    resources,
    lng: 'vi',
    fallbackLng: false,
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  made.services.formatter?.add('decimal', (value, lang) => numberFormat(lang).format(value));
  made.services.formatter?.add('day', (value) => String(value).split('-').reverse().join('/'));
  instance = made;
}

/** A plugin's words, under its id. */
export function addWords(lang: Lang, namespace: string, words: Words): void {
  loaded().addResourceBundle(lang, namespace, words, true, true);
}

/** The words of a namespace as the browser loads them; null if there is none. */
export function wordsOf(lang: Lang, namespace: string): Words | null {
  return (loaded().getResourceBundle(lang, namespace) as Words | undefined) ?? null;
}

/** One word as it stands, without params; null if there is none. */
export function wordFor(lang: Lang, namespace: string, key: string): string | null {
  return loaded().exists(key, { ns: namespace, lng: lang }) ? loaded().t(key, { ns: namespace, lng: lang }) : null;
}

/** A value as people write it: 1.234.567, 25/11/2026; `–` for nothing. */
export function formatValue(lang: Lang, value: string | number | null): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'number' || /^-?\d{1,15}\.\d+$/.test(value))
    return numberFormat(lang).format(value as Intl.StringNumericLiteral);
  return MONTH.test(value) || DAY.test(value) ? value.split('-').reverse().join('/') : value;
}

export function hasSentence(code: string): boolean {
  const { ns, key } = split(code);
  return loaded().exists(key, { ns, lng: 'vi' });
}

/** The sentence of a finding or refusal. A code without one is answered as it is, with its params: ugly, but nothing is hidden. */
export function sentence(lang: Lang, { code, params }: Coded): string {
  const { ns, key } = split(code);
  if (!loaded().exists(key, { ns, lng: lang })) return `${code} ${JSON.stringify(params)}`;
  return loaded().t(key, { ns, lng: lang, ...asSaid(lang, params) });
}

/** Findings with their sentence, as they leave over HTTP. */
export function withSentences(lang: Lang, findings: readonly Finding[]): (Finding & { message: string })[] {
  return findings.map((finding) => ({ ...finding, message: sentence(lang, finding) }));
}

const MONTH = /^\d{4}-\d{2}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NAMED_BY_SERVICE = new Set(['action', 'state', 'field']);

/** Params as people say them: 11/2026, the service's name, the variable's label. A name without a word stays as it is. */
function asSaid(lang: Lang, params: Params): Record<string, unknown> {
  const service = typeof params.service === 'string' ? params.service : null;
  const variable = (name: string): string => wordOr(lang, service, `variable.${name}`, name);
  const said = (name: string, value: Params[string]): unknown => {
    if (typeof value !== 'string') return value ?? '–';
    if (name === 'permission') return wordOr(lang, 'access', `may.${value}`, value);
    if (name === 'service') return wordOr(lang, value, 'name', value);
    if (name === 'variable') return variable(value);
    if (NAMED_BY_SERVICE.has(name)) return wordOr(lang, service, `${name}.${value}`, value);
    if (name === 'missing') return value.split(', ').map(variable).join(', ');
    return MONTH.test(value) || DAY.test(value) ? value.split('-').reverse().join('/') : value;
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, said(name, value)]));
}

function wordOr(lang: Lang, ns: string | null, key: string, otherwise: string): string {
  return ns && loaded().exists(key, { ns, lng: lang }) ? loaded().t(key, { ns, lng: lang }) : otherwise;
}

function split(code: string): { ns: string; key: string } {
  const dot = code.indexOf('.');
  return { ns: code.slice(0, dot), key: code.slice(dot + 1) };
}

const formats = new Map<string, Intl.NumberFormat>();
function numberFormat(lang = 'vi'): Intl.NumberFormat {
  // reused: making one costs a hundred times more than using it
  const format = formats.get(lang) ?? new Intl.NumberFormat(lang, { maximumFractionDigits: 12 });
  formats.set(lang, format);
  return format;
}

function wordsOfCore(lang: Lang): Record<string, Words> {
  const folder = join(root, 'locales', lang);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Words]),
  );
}

function loaded(): i18n {
  if (!instance) loadWords();
  return instance as unknown as i18n;
}
