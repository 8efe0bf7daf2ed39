// All words of the project: locales/<lang>/<namespace>.json and plugins/<id>/locales/<lang>.json, flattened to dotted keys.
import type { Project } from './project.ts';

export interface Words {
  path: string;
  lang: string;
  namespace: string;
  /** Flat key → sentence. */
  words: Map<string, string>;
}

const CORE = /^locales\/([a-z]{2})\/([a-z-]+)\.json$/;
const PLUGIN = /^plugins\/([^/]+)\/locales\/([a-z]{2})\.json$/;

export function wordsOf(project: Project): Words[] {
  return project.files.flatMap(({ path, text }) => {
    const core = CORE.exec(path);
    const plugin = PLUGIN.exec(path);
    if (!core && !plugin) return [];
    const [lang, namespace] = core ? [core[1]!, core[2]!] : [plugin![2]!, plugin![1]!];
    return [{ path, lang, namespace, words: new Map(flatten(JSON.parse(text) as Tree, '')) }];
  });
}

interface Tree {
  [key: string]: string | Tree;
}
function flatten(tree: Tree, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

/** The sentence of a code in a language: `<namespace>.json` holds the rest of the code, `errors.json` the whole code. */
export function sentenceOf(all: readonly Words[], lang: string, code: string): string | undefined {
  const dot = code.indexOf('.');
  const [namespace, rest] = [code.slice(0, dot), code.slice(dot + 1)];
  for (const { words, ...file } of all) {
    if (file.lang !== lang) continue;
    const found = (file.namespace === namespace ? words.get(rest) : undefined) ?? words.get(code);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** English has one and other where Vietnamese has other only. */
export const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
