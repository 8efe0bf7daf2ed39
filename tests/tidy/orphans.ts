// Files nobody imports. Entry points are found by name: services, plugins, migrations, and whatever configuration or text names.
import { importsOf } from './imports.ts';
import { codeOf, isTest, type Project, type Rule } from './project.ts';

const LOADED_BY_NAME = new RegExp(
  [
    /\.service\.ts$/, // the broker
    /^plugins\/[^/]+\/plugin\.ts$/,
    /(^|\/)migrations\/\d{4}_/,
    /\.(test|spec)\.ts$/,
    /^core\/cli\/|^bench\/bench\.ts$/, // commands
    /^[^/]+$|^ui\/[^/]+$|^ui\/tools\/|^ui\/src\/main\.ts$/, // settings, scripts and the ui's entry
    /\.d\.ts$|\.contract\.ts$/, // types
    /^tests\/(tidy|e2e)\/|^tests\/flows\/(post-month|send-reminders|move-money)\.ts$/, // run as programs
  ]
    .map(({ source }) => source)
    .join('|'),
);

export const orphans: Rule = (project) => {
  const imported = new Set(
    codeOf(project).flatMap((file) =>
      importsOf(file).flatMap(({ target }) => (target && isTest(file.path) <= isTest(target) ? [target] : [])),
    ),
  );
  return codeOf(project)
    .filter(
      ({ path }) =>
        !LOADED_BY_NAME.test(path) && !imported.has(path) && !imported.has(path.replace(/\.ts$/, '')) && !named(project, path),
    )
    .map(({ path }) => `${path} is imported by nobody`);
};

/** Named by a script or setting, or by a path made at run time. */
function named({ files }: Project, path: string): boolean {
  const last = path.split('/').slice(-1)[0]!;
  return files.some(
    (file) =>
      file.path !== path &&
      (/\.(json|mjs)$/.test(file.path)
        ? file.text.includes(path) || file.text.includes(`/${last}`)
        : isRunTimePath(file.text, last)),
  );
}
const isRunTimePath = (text: string, name: string): boolean =>
  text.includes(`./${name}'`) && /new URL\(|import\(|new Worker\(|join\(/.test(text);
