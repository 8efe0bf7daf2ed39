// The project's files as the rules see them: path and text, read once.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceFile {
  path: string;
  text: string;
}
export interface Project {
  files: SourceFile[];
  /** Every path, also of files whose text no rule reads. */
  paths: Set<string>;
}
/** A rule answers a sentence per problem, each beginning with the path. */
export type Rule = (project: Project) => string[];

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', '.git', '.data', '.angular', 'out', 'test-results']);
const READ = /\.(ts|mjs|js|json|md|html|scss|css)$/;

export function readProject(root: string): Project {
  const paths = walk(root, '');
  const files = paths
    .filter((path) => READ.test(path) && path !== 'package-lock.json' && !path.startsWith('ui/public/'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  return { files, paths: new Set(paths) };
}

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (SKIPPED.has(entry.name)) return [];
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}

/** For tests of the rules: a project of a few files. */
export function projectOf(texts: Record<string, string>): Project {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return { files, paths: new Set(Object.keys(texts)) };
}

export const isCode = (path: string): boolean => /\.(ts|mjs)$/.test(path) && !path.endsWith('.d.ts');
export const isTest = (path: string): boolean => /\.(test|spec)\.ts$|-fixture\.ts$|^tests\/|\/(testing|fixtures)\//.test(path);
export const codeOf = (project: Project): SourceFile[] => project.files.filter((file) => isCode(file.path));
