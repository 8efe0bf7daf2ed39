// Packages of package.json that nothing uses. A package is used where code, styles or settings name it.
import { importsOf, packageOf } from './imports.ts';
import { codeOf, type Project, type Rule } from './project.ts';

/** Used without being named by our sources. */
const UNNAMED: Record<string, string> = {
  typescript: 'tsc, and Angular’s compiler',
  tslib: 'what Angular’s compiler emits',
  '@angular/cdk': 'what Angular Material stands on',
  '@angular/common': 'what Angular Material and the router stand on',
  '@angular/compiler': 'Angular’s build and tests',
  '@angular/compiler-cli': 'Angular’s build',
  '@angular/cli': 'ng',
  '@biomejs/biome': 'biome',
  jest: 'the test runner',
  nats: 'Moleculer, where TRANSPORTER names a NATS server',
};

export const dependencies: Rule = (project) => {
  const manifest = project.files.find(({ path }) => path === 'package.json');
  if (!manifest) return ['package.json is missing'];
  const { dependencies = {}, devDependencies = {} } = JSON.parse(manifest.text) as Record<
    string,
    Record<string, string> | undefined
  >;
  const used = usedPackages(project);
  return Object.keys({ ...dependencies, ...devDependencies })
    .filter((name) => !name.startsWith('@types/') && UNNAMED[name] === undefined && !used.has(name) && !named(project, name))
    .map((name) => `package.json holds ${name}, which nobody uses`);
};

const usedPackages = (project: Project): Set<string> =>
  new Set(codeOf(project).flatMap((file) => importsOf(file).map(({ specifier }) => packageOf(specifier))));

const named = ({ files }: Project, name: string): boolean =>
  files.some(
    ({ path, text }) =>
      (/\.(json|scss|css|mjs|html)$|^ui\/.*\.ts$/.test(path) && !/^package/.test(path) && text.includes(name)) ||
      resolves(text, name),
  );

/** A file of the package read by its path: `require.resolve('name/file')`. */
const resolves = (text: string, name: string): boolean =>
  ["'", '"', '`'].some((quote) => text.includes(`.resolve(${quote}${name}/`));
