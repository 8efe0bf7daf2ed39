// Words that no source says: a key counts as said where a literal is it, or is it without its last segment
// (words of an option), or a template begins like it.
import { literalsOf } from './code-text.ts';
import { isCode, isTest, type Project, type Rule } from './project.ts';
import { withoutPlural, wordsOf } from './words.ts';

export const unusedWords: Rule = (project) => {
  const { whole, heads } = said(project);
  return wordsOf(project)
    .filter(({ lang }) => lang === 'vi')
    .flatMap(({ path, namespace, words }) =>
      [...words.keys()]
        .filter((key) => {
          const names = [key, `${namespace}:${key}`, `${namespace}.${key}`].map(withoutPlural);
          return (
            !names.some((name) => whole.has(name) || whole.has(name.slice(0, name.lastIndexOf('.')))) &&
            !heads.some((head) => names.some((name) => name.startsWith(head)))
          );
        })
        .map((key) => `${path} ${key} is said nowhere`),
    );
};

function said(project: Project): { whole: Set<string>; heads: string[] } {
  const whole = new Set<string>();
  const heads = new Set<string>();
  for (const { path, text } of project.files) {
    if (isTest(path) || !(isCode(path) || path.endsWith('.html'))) continue;
    const quoted = isCode(path)
      ? literalsOf(text)
      : [...text.matchAll(/['"]([\w.:-]+)['"]/g)].map(([, inner]) => ({ text: inner!, open: false }));
    for (const literal of quoted) {
      if (!literal.open) {
        whole.add(literal.text);
        // a template that is kept whole (inline Angular markup) says the quoted words in it
        if (literal.text.length > 80) for (const [, inner] of literal.text.matchAll(/['"]([\w.:-]+)['"]/g)) whole.add(inner!);
      } else if (/^[\w:-]+[.:][\w.:-]*$/.test(literal.text)) heads.add(literal.text);
    }
    for (const [, head] of text.matchAll(/['"]([\w-]+(?:[.:][\w-]+)*[.:])['"]\s*\+/g)) heads.add(head!);
  }
  return { whole, heads: [...heads] };
}
