// Core and ui do not know their plugins: no literal is a plugin's id, one of its actions or its folder.
import { literalsOf } from './code-text.ts';
import { codeOf, isTest, type Project, type Rule } from './project.ts';

// The VAT class of water is a word of the law, not the plugin of that name.
const TAX_CLASS = /vat|tax|rate|class/i;

export const pluginNames: Rule = (project) => {
  const ids = pluginIds(project);
  return codeOf(project)
    .filter(({ path }) => /^(core|ui)\//.test(path) && !isTest(path))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n');
      return literalsOf(text).flatMap((literal) => {
        const id = ids.find((id) => names(literal.text, id));
        const taxClass = id === 'water' && literal.text === id && TAX_CLASS.test(lines[literal.line - 1]!);
        return id && !taxClass ? [`${path}:${literal.line} names the plugin ${id}`] : [];
      });
    });
};

const names = (text: string, id: string): boolean =>
  text === id || text.startsWith(`${id}.`) || text.startsWith(`${id}:`) || text.includes(`plugins/${id}`);

function pluginIds({ paths }: Project): string[] {
  return [...new Set([...paths].flatMap((path) => /^plugins\/([^/]+)\/plugin\.ts$/.exec(path)?.[1] ?? []))];
}
