// Each folder says in a line what lives there: a README.md, or the first comment of its index, plugin, main or service file.
import type { Project, Rule } from './project.ts';

const TOP = /^(core\/[^/]+|plugins\/[^/]+|[^./][^/]*)\//;

export const purposes: Rule = (project) => {
  const folders = [...project.paths].flatMap((path) => {
    const folder = TOP.exec(path)?.[1];
    return folder && /^(core|plugins)$/.test(folder.split('/')[0]!) && !folder.includes('/') ? [] : (folder ?? []);
  });
  return [...new Set(folders)]
    .filter((folder) => !saysPurpose(project, folder))
    .map((folder) => `${folder}/ does not say what lives there`);
};

function saysPurpose({ files }: Project, folder: string): boolean {
  return files.some(({ path, text }) => {
    if (!path.startsWith(`${folder}/`) || path.slice(folder.length + 1).includes('/')) return false;
    const name = path.slice(folder.length + 1);
    if (name === 'README.md') return text.trim() !== '';
    return /^(index|plugin|main)\.ts$|\.service\.ts$/.test(name) && text.startsWith('// ');
  });
}
