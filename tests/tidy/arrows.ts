// Imports point one way: kit ← platform ← each service ← api, cli. Plugins see the kit, the ui sees the kit and types.
import { type Import, importsOf, packageOf } from './imports.ts';
import { codeOf, isTest, type Rule } from './project.ts';

// pure, no I/O: parser, rules, and the shapes of declarations and settings
const KIT_PACKAGES = ['expr-eval-fork', 'json-rules-engine', 'zod', 'ajv'];
const AREA = /^(core\/[^/]+|plugins\/[^/]+|[^/]+)(?=\/)/;
const areaOf = (path: string): string => AREA.exec(path)?.[1] ?? '';

export const arrows: Rule = (project) =>
  codeOf(project).flatMap((file) =>
    isTest(file.path)
      ? []
      : importsOf(file).flatMap((found) => {
          const why = wrong(file.path, areaOf(file.path), found);
          return why ? [`${file.path}:${found.line} imports ${found.specifier}: ${why}`] : [];
        }),
  );

function wrong(path: string, from: string, { specifier, target, typeOnly }: Import): string | null {
  if (target === null) return wrongPackage(path, from, specifier);
  const to = areaOf(target);
  if (to === from || to === '') return null;
  if (from === 'core/kit') return 'the kit imports only itself';
  if (from.startsWith('plugins/')) return specifier === '#kit' ? null : 'a plugin imports #kit and its own files';
  if (from === 'ui')
    return to === 'core/kit' || (typeOnly && target.endsWith('.contract.ts')) ? null : 'ui imports #kit and types of contracts';
  if (to === 'core/kit') return null;
  if (from === 'core/platform') return 'the platform imports only the kit and itself';
  if (to === 'core/platform') return null;
  if (from === 'core/cli')
    return to.startsWith('plugins/') || to === 'ui' || to === 'tests' ? 'the command line names no plugin' : null;
  if (from === 'core/api') return to.startsWith('core/') && to !== 'core/cli' ? null : 'the api imports services only';
  if (from.startsWith('core/')) return 'services call one another by action name';
  return from === 'samples' || from === 'migrations' ? 'only the kit and its own files' : null;
}

function wrongPackage(path: string, from: string, specifier: string): string | null {
  const name = packageOf(specifier);
  if (name.startsWith('ag-grid') || name.startsWith('@ag-grid'))
    return path.startsWith('ui/src/grid/') ? null : 'AG Grid lives in ui/src/grid';
  if (from === 'core/kit') return KIT_PACKAGES.includes(name) ? null : 'the kit is pure';
  if (from.startsWith('plugins/')) return 'a plugin imports #kit and its own files';
  if (name === 'expr-eval-fork') return 'formulas are parsed in core/kit/formula';
  return from === 'ui' && specifier.startsWith('node:') && path.startsWith('ui/src/') ? 'ui runs in the browser' : null;
}
