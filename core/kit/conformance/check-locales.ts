// Both locale files say the same things, and every code the plugin brings has its words.
import type { Plugin } from '../contract.ts';
import type { CheckResult, ConformanceOptions } from './check-plugin.ts';

type Locales = NonNullable<ConformanceOptions['locales']>;
const PLACEHOLDER = /\{\{-?\s*([\w.]+)/g;

export function checkLocales(plugin: Plugin, locales: Locales): CheckResult[] {
  const vi = flat(locales.vi);
  const en = flat(locales.en);
  const problems = [...new Set([...vi.keys(), ...en.keys()])].flatMap((key) => {
    const [v, e] = [vi.get(key), en.get(key)];
    if (!v?.trim()) return [`vi lacks ${key}`];
    if (!e?.trim()) return [`en lacks ${key}`];
    return placeholders(v) === placeholders(e) ? [] : [`${key}: {{…}} differ`];
  });
  const unsaid = ownKeys(plugin)
    .filter((key) => !vi.has(key))
    .map((key) => `no words for ${plugin.id}.${key}`);
  const found = [...problems, ...unsaid];
  return [{ check: 'locale parity', ok: found.length === 0, detail: found.join('; ') || `${vi.size} keys` }];
}

// Keys the declaration points at in its own files; a code or title of another namespace has its words there.
function ownKeys(plugin: Plugin): string[] {
  const codes = plugin.kind === 'meter' ? plugin.anomaly.map(({ code }) => code) : [];
  // what a clerk is told when a guard does not hold
  const refusals = plugin.kind === 'card' || plugin.kind === 'job' ? plugin.actions.flatMap(({ refusal }) => refusal ?? []) : [];
  const { columns = [], styles = [], actions = [] } = plugin.grid ?? {};
  const rules = columns.flatMap(({ rules = [] }) => rules);
  const options = columns.flatMap(({ options = [] }) => options);
  const words = [...columns, ...actions].map(({ title }) => title);
  const said = [...words, ...[...rules, ...styles].flatMap(({ message }) => message ?? []), ...options.map(({ label }) => label)];
  return [
    ...codes.flatMap((code) => (code.includes('.') ? keyAfter(`${plugin.id}.`, code) : code)),
    ...new Set(refusals.flatMap((code) => keyAfter(`${plugin.id}.`, code))),
    ...new Set(said.flatMap((word) => keyAfter(`${plugin.id}:`, word))),
  ];
}

const keyAfter = (start: string, name: string): string[] => (name.startsWith(start) ? [name.slice(start.length)] : []);

const placeholders = (sentence: string): string =>
  [...sentence.matchAll(PLACEHOLDER)]
    .map(([, name]) => name)
    .sort()
    .join();

function flat(tree: Record<string, unknown>, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'object' && value !== null
        ? [...flat(value as Record<string, unknown>, `${prefix}${key}.`)]
        : [[`${prefix}${key}`, String(value)]],
    ),
  );
}
