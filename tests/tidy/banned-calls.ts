// Calls that break a promise: exact money, one clock, one reader of the environment, safe formulas, set-wise writes.
import { lineAt, withoutWords } from './code-text.ts';
import { codeOf, isTest, type Rule, type SourceFile } from './project.ts';

interface Ban {
  pattern: RegExp;
  why: string;
  allowed(file: SourceFile): boolean;
}
const never = (): boolean => false;
const within =
  (...paths: string[]) =>
  ({ path }: SourceFile): boolean =>
    paths.some((allowed) => path.startsWith(allowed));

const BANS: Ban[] = [
  { pattern: /\bparseFloat\s*\(/g, why: 'numbers are exact: decimalOf', allowed: never },
  { pattern: /\.toFixed\s*\(/g, why: 'amounts are whole, decimals are text: textOf', allowed: within('bench/') },
  {
    pattern: /\bnew Date\(\s*\)|\bDate\.now\s*\(|\bnew Date(?![\w(])/g,
    why: 'the clock is core/platform/clock.ts, in the browser ui/src/format/today.ts',
    allowed: within('core/platform/clock.ts', 'ui/src/format/today.ts'),
  },
  {
    pattern: /\bprocess\.env\b/g,
    why: 'the environment is read in core/platform/env.ts',
    allowed: within('core/platform/env.ts'),
  },
  { pattern: /\b(insertGraph|upsertGraph)\w*\s*\(/g, why: 'rows are written set-wise', allowed: never },
  {
    pattern: /\.(evaluate|toJSFunction|simplify)\s*\(/g,
    why: 'a formula that expr-eval parsed is run by our own evaluator only',
    allowed: ({ text }) => !text.includes("'expr-eval-fork'"),
  },
  { pattern: /\beval\s*\(|\bnew Function\s*\(/g, why: 'text never becomes code', allowed: never },
];

export const bannedCalls: Rule = (project) =>
  codeOf(project)
    .filter((file) => !isTest(file.path) && /\.(ts|mjs)$/.test(file.path))
    .flatMap((file) => {
      const text = withoutWords(file.text);
      return BANS.filter((ban) => !ban.allowed(file)).flatMap((ban) =>
        [...text.matchAll(ban.pattern)].map(
          (match) => `${file.path}:${lineAt(text, match.index)} ${match[0].trim()}: ${ban.why}`,
        ),
      );
    });
