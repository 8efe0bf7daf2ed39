// Relative links of the documents lead somewhere, and so do their anchors.
import { dirname, join, normalize } from 'node:path/posix';
import type { Project, Rule, SourceFile } from './project.ts';

export const links: Rule = (project) => {
  const folders = new Set(
    [...project.paths].flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .map((_, i, parts) => parts.slice(0, i + 1).join('/')),
    ),
  );
  return project.files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap((file) =>
      [...withoutCode(file.text).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) => {
        if (/^[a-z]+:/.test(link!)) return [];
        const [to, anchor] = link!.split('#') as [string, string?];
        const path = to === '' ? file.path : normalize(join(dirname(file.path), to)).replace(/\/$/, '');
        if (!project.paths.has(path) && !folders.has(path)) return [`${file.path} links to ${link}, which is not there`];
        return anchor === undefined || hasAnchor(project, path, anchor) ? [] : [`${file.path} links to ${link}: no such heading`];
      }),
    );
};

const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');

function hasAnchor(project: Project, path: string, anchor: string): boolean {
  const file: SourceFile | undefined = project.files.find((candidate) => candidate.path === path);
  if (!file) return true;
  const headings = [...file.text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slugOf(heading!));
  return headings.includes(anchor) || file.text.includes(`id="${anchor}"`);
}
const slugOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
