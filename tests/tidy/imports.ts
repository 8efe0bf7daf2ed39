// What a source file imports, with relative paths resolved.
import { dirname, join, normalize } from 'node:path/posix';
import { lineAt, withoutComments } from './code-text.ts';
import type { SourceFile } from './project.ts';

export interface Import {
  specifier: string;
  /** Path in the project for relative imports and #aliases; null for packages. */
  target: string | null;
  typeOnly: boolean;
  line: number;
}

const PATTERN =
  /\b(import|export)\s+(type\s)?[^'";]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
const cache = new WeakMap<SourceFile, Import[]>();

export function importsOf(file: SourceFile): Import[] {
  const known = cache.get(file);
  if (known) return known;
  const text = withoutComments(file.text);
  const found = [...text.matchAll(PATTERN)].map((match) => {
    const specifier = (match[3] ?? match[4] ?? match[5])!;
    return {
      specifier,
      target: resolve(file.path, specifier),
      typeOnly: match[2] !== undefined,
      line: lineAt(text, match.index),
    };
  });
  cache.set(file, found);
  return found;
}

function resolve(from: string, specifier: string): string | null {
  if (specifier === '#kit') return 'core/kit/index.ts';
  if (specifier.startsWith('#platform/')) return `core/platform/${specifier.slice(10)}.ts`;
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : null;
}
/** `@scope/name/deep` → `@scope/name`. */
export const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
