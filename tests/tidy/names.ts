// Files are kebab-case and named after the one thing they export; no drawers for odds and ends, no I-prefix, Impl or Manager.
import { withoutWords } from './code-text.ts';
import { codeOf, isCode, type Rule } from './project.ts';

const DRAWER = /^(utils?|helpers?|common|misc|shared|constants?|types|interfaces)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
const OFFENCE = /\b(?:interface|class|type)\s+((?:I[A-Z][a-z]\w*)|\w*(?:Impl|Manager))\b/g;
const MIGRATION = /^(migrations|plugins\/[^/]+\/migrations)\/\d{4}_[a-z_]+\.ts$/;

export const names: Rule = (project) => [
  ...[...project.paths].filter((path) => isCode(path) && !MIGRATION.test(path)).flatMap(wrongPath),
  ...codeOf(project).flatMap(({ path, text }) =>
    [...withoutWords(text).matchAll(OFFENCE)].map(([, name]) => `${path} declares ${name}: name what it is, not how it is made`),
  ),
];

function wrongPath(path: string): string[] {
  const parts = path.replace(/\.(ts|mjs)$/, '').split('/');
  const drawer = parts.find((part) => DRAWER.test(part.split('.')[0]!));
  if (drawer) return [`${path}: "${drawer}" is a drawer for odds and ends`];
  return KEBAB.test(parts.at(-1)!) ? [] : [`${path} is not kebab-case`];
}
