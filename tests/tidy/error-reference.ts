// The reference of error codes, made from the words: `node tests/tidy/error-reference.ts` writes it, the rule says when it is stale.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { usedCodes } from './error-codes.ts';
import { type Project, type Rule, readProject } from './project.ts';
import { sentenceOf, wordsOf } from './words.ts';

const PAGE = 'docs/reference/errors.md';

export function errorReference(project: Project): string {
  const words = wordsOf(project);
  const codes = [...new Set(usedCodes(project).map(({ code }) => code))].sort();
  const groups = Map.groupBy(codes, (code) => code.slice(0, code.indexOf('.')));
  const parts = [...groups].map(([namespace, own]) => {
    const rows = own.map(
      (code) => `| \`${code}\` | ${cell(sentenceOf(words, 'vi', code))} | ${cell(sentenceOf(words, 'en', code))} |`,
    );
    return `## ${namespace}\n\n| Code | Tiếng Việt | English |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${HEAD}\n${parts.join('\n')}`;
}

export const staleErrorReference: Rule = (project) => {
  const page = project.files.find(({ path }) => path === PAGE);
  return page?.text === errorReference(project) ? [] : [`${PAGE} is stale: node tests/tidy/error-reference.ts`];
};

const HEAD = `# Error codes

Made from the locale files by \`node tests/tidy/error-reference.ts\`; do not edit. A code is also the key of its sentence. Words in
\`{{braces}}\` are the parameters that travel with it: over HTTP in \`params\`, for a row of a sheet or grid in the finding.
`;
const cell = (sentence: string | undefined): string => (sentence ?? '—').replaceAll('|', '\\|').replaceAll('\n', ' ');

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '../..');
  writeFileSync(join(root, PAGE), errorReference(readProject(root)));
}
