// What a template may not hold: fields a browser draws by its own language, and styles our content policy blocks.
import { lineAt } from './code-text.ts';
import type { Rule } from './project.ts';

const BANS: [pattern: RegExp, why: string, allowed?: string][] = [
  [/type="(date|month)"/g, 'a browser writes days its own way, 12/25/2026: use th-day', 'ui/src/parts/day-field.ts'],
  [/ style="[^"]*"/g, 'the content policy blocks it: use a class, or bind [style.x]'],
];

export const templates: Rule = ({ files }) =>
  files
    .filter(({ path }) => /^ui\/src\/.*\.(html|ts)$/.test(path))
    .flatMap(({ path, text }) =>
      BANS.filter(([, , allowed]) => path !== allowed).flatMap(([pattern, why]) =>
        [...text.matchAll(pattern)].map((match) => `${path}:${lineAt(text, match.index)} ${match[0].trim()}: ${why}`),
      ),
    );
