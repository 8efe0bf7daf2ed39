// Aim at 60 lines, think again at 220, stop at 400. Files above 220 are named here with their length and may only shrink.
import { codeOf, isTest, type Project, type Rule } from './project.ts';

const THINK_AGAIN = 220;
const STOP = 400;
export const RATCHET: Record<string, number> = {
  'core/kit/contract.ts': 239, // one reading gives the whole contract
  'migrations/0005_billing.ts': 306, // SQL of one owner
  'ui/src/grid/sheet.ts': 332, // to be split
};

export const fileSizes: Rule = (project) => [
  ...sizesOf(project).flatMap(({ path, lines }) => {
    if (lines > STOP) return [`${path} has ${lines} lines, more than ${STOP}`];
    const limit = RATCHET[path] ?? (isTest(path) ? STOP : THINK_AGAIN); // a test is a table: it may be long, not endless
    return lines > limit
      ? [`${path} has ${lines} lines, more than ${limit}: split it, or name it in the ratchet with a reason`]
      : [];
  }),
];

/** Files of the ratchet that have become short enough to leave it. */
export const looseRatchet: Rule = (project) =>
  Object.keys(RATCHET)
    .filter((path) => !sizesOf(project).some((size) => size.path === path && size.lines > THINK_AGAIN))
    .map((path) => `${path} needs no entry in the ratchet any more`);

export function sizeReport(project: Project): { files: number; median: number; ninetieth: number } {
  const lines = sizesOf(project)
    .filter(({ path }) => !isTest(path))
    .map((size) => size.lines)
    .sort((a, b) => a - b);
  const at = (share: number): number => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))] ?? 0;
  return { files: lines.length, median: at(0.5), ninetieth: at(0.9) };
}

const sizesOf = (project: Project): { path: string; lines: number }[] =>
  [...codeOf(project), ...project.files.filter(({ path }) => /\.(html|scss)$/.test(path))].map(({ path, text }) => ({
    path,
    lines: text.trimEnd().split('\n').length,
  }));
