// Loads plugins/* and what TOANHA_PLUGINS names (folders or packages, comma separated); refuses with every problem at once.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkDeclaration, type Finding, type Localized, type Plugin, PluginError, Refusal, USUAL_STATES } from '#kit';
import type { Lang } from './context.ts';
import { readEnv } from './env.ts';
import { addWords, languages, loadWords, sentence } from './i18n.ts';
import type { Owner } from './migrate.ts';
import { root } from './paths.ts';

export interface LoadedPlugin {
  plugin: Plugin;
  folder: string;
}
const loaded = new Map<string, LoadedPlugin>();
const RESERVED = new Set([
  'access',
  'api',
  'audit',
  'billing',
  'building',
  'card',
  'company',
  'customer',
  'desk',
  'invoice',
  'kit',
  'ledger',
  'metering',
  'platform',
  'plugin',
  'report',
  'ui',
  'core',
]);

/** All problems of all plugins; `at.sheet` is the plugin's folder, `at.field` the place inside its declaration. */
export class PluginsRefused extends Error {
  readonly findings: Finding[];
  constructor(findings: Finding[]) {
    super(
      [
        'plugins cannot be loaded:',
        ...findings.map((f) => `  ${f.at?.sheet ?? ''} ${f.at?.field ?? ''}: ${sentence('en', f)}`),
      ].join('\n'),
    );
    this.name = 'PluginsRefused';
    this.findings = findings;
  }
}

/** The loaded plugins, by id. */
export const plugins = {
  list: (): Plugin[] => [...loaded.values()].map(({ plugin }) => plugin),
  /** Refuses an unknown id with 404. */
  get(id: string): Plugin {
    const found = loaded.get(id);
    if (!found) throw new Refusal('platform.plugin.unknown', { id }, 404);
    return found.plugin;
  },
  /** Where a loaded plugin lies. */
  folderOf(id: string): string {
    plugins.get(id);
    return loaded.get(id)!.folder;
  },
  has: (id: string): boolean => loaded.has(id),
  /** Who has migrations of its own. */
  owners: (): Owner[] =>
    [...loaded.values()].map(({ plugin, folder }) => ({ id: plugin.id, folder: join(folder, 'migrations') })),
};

/** Loads and registers all plugins, or throws PluginsRefused and registers none. */
export async function loadPlugins(folders: readonly string[] = pluginFolders()): Promise<void> {
  loadWords();
  const problems: Finding[] = [];
  const found = new Map<string, LoadedPlugin & { words: Record<Lang, Record<string, string>> }>();
  for (const folder of folders) {
    const id = basename(folder);
    const at = (finding: Finding): Finding => ({ ...finding, at: { ...finding.at, sheet: folder } });
    const { plugin, findings } = await importPlugin(folder);
    const { words, missing } = readWords(folder, id);
    problems.push(...[...findings, ...missing].map(at));
    if (!plugin) continue;
    if (plugin.id !== id && plugin.id !== packageName(folder))
      problems.push(at({ code: 'platform.plugin.idDiffers', params: { id: plugin.id, folder: id } }));
    if (RESERVED.has(plugin.id)) problems.push(at({ code: 'platform.plugin.idReserved', params: { id: plugin.id } }));
    if (found.has(plugin.id)) problems.push(at({ code: 'platform.plugin.idTwice', params: { id: plugin.id } }));
    found.set(plugin.id, { plugin, folder, words });
  }
  if (problems.length > 0) throw new PluginsRefused(problems);
  loaded.clear();
  for (const [id, { plugin, folder, words }] of found) {
    loaded.set(id, { plugin, folder });
    for (const lang of languages) addWords(lang, id, { ...declaredWords(plugin, lang), ...words[lang] });
  }
}

/** What a plugin calls itself, its variables, states, actions and form fields, so that sentences, screens and papers can say it. */
function declaredWords(plugin: Plugin, lang: Lang): Record<string, string> {
  const words: Record<string, string> = { name: plugin.name[lang] };
  for (const { name, label } of plugin.variables) words[`variable.${name}`] = label[lang];
  if (plugin.kind !== 'card' && plugin.kind !== 'job') return words;
  const names = { ...USUAL_STATES, ...(plugin.kind === 'card' ? plugin.stateNames : {}) };
  for (const state of plugin.states) words[`state.${state}`] = names[state]?.[lang] ?? state;
  for (const { id, label } of plugin.actions) words[`action.${id}`] = label[lang];
  for (const [field, schema] of Object.entries(plugin.registration.properties)) {
    const { label } = schema as { label?: Localized };
    words[`field.${field}`] = label?.[lang] ?? words[`variable.${field}`] ?? field;
  }
  return words;
}

/** Where plugins lie; with `only`, the folders of that id, so that another plugin's faults do not stand in its way. */
export function pluginFolders(only?: string): string[] {
  const home = join(root, 'plugins');
  const own = (existsSync(home) ? readdirSync(home) : []).sort().map((name) => join(home, name));
  const named = readEnv()
    .TOANHA_PLUGINS.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const all = [...own.filter((folder) => existsSync(join(folder, 'plugin.ts'))), ...named.map(folderOf)];
  return only === undefined ? all : all.filter((folder) => basename(folder) === only || packageName(folder) === only);
}

function folderOf(name: string): string {
  if (name.startsWith('.') || isAbsolute(name)) return resolve(root, name);
  try {
    return dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`));
  } catch {
    return resolve(root, name); // not an installed package: the import below says what is missing there
  }
}

function packageName(folder: string): string | null {
  const file = join(folder, 'package.json');
  return existsSync(file) ? basename((JSON.parse(readFileSync(file, 'utf8')) as { name: string }).name) : null;
}

async function importPlugin(folder: string): Promise<{ plugin: Plugin | null; findings: Finding[] }> {
  const file = ['plugin.ts', 'plugin.js'].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (!file) return { plugin: null, findings: [{ code: 'platform.plugin.fileMissing', params: { folder } }] };
  try {
    const { default: plugin } = (await import(pathToFileURL(file).href)) as { default: Plugin };
    const findings = checkDeclaration(plugin);
    return { plugin: findings.length > 0 ? null : plugin, findings };
  } catch (error) {
    // a declaration the kit refuses, or source that does not run: both belong into the one list
    if (error instanceof PluginError) return { plugin: null, findings: error.findings };
    return { plugin: null, findings: [{ code: 'platform.plugin.importFailed', params: { reason: (error as Error).message } }] };
  }
}

function readWords(folder: string, id: string): { words: Record<Lang, Record<string, string>>; missing: Finding[] } {
  const missing: Finding[] = [];
  const words = { vi: {}, en: {} } as Record<Lang, Record<string, string>>;
  for (const lang of languages) {
    try {
      words[lang] = JSON.parse(readFileSync(join(folder, 'locales', `${lang}.json`), 'utf8')) as Record<string, string>;
    } catch (error) {
      missing.push({ code: 'platform.plugin.wordsMissing', params: { id, lang, reason: (error as Error).message } }); // no file, or no JSON
    }
  }
  if (missing.length > 0) return { words, missing };
  for (const [here, there] of [
    ['vi', 'en'],
    ['en', 'vi'],
  ] as const) {
    for (const key of Object.keys(words[here])) {
      if (!Object.hasOwn(words[there], key))
        missing.push({ code: 'platform.plugin.wordMissing', params: { id, lang: there, key } });
    }
  }
  return { words, missing };
}
