// Files nobody imports. Entry points are found by name: services, plugins, migrations, and whatever configuration or text names.
import { importsOf } from './imports.ts';
import { codeOf, isTest, type Project, type Rule } from './project.ts';

const LOADED_BY_NAME =
  /\.service\.ts$|^plugins\/[^/]+\/plugin\.ts$|(^|\/)migrations\/\d{4}_|\.(test|spec)\.ts$|^bench/bench\.ts$|^ui/tools/|^[^/]+$|^ui\/[^/]+$|^ui\/src\/main\.ts$|\.d\.ts$|^core\/cli\/|^tests\/(tidy|e2e)\/|\.contract\.ts$/;

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
