// Both languages say the same things: the same files, the same keys, the same placeholders.
import type { Rule } from './project.ts';
import { type Words, withoutPlural, wordsOf } from './words.ts';

export const localeParity: Rule = (project) => {
  const all = wordsOf(project);
  return all.flatMap((mine) => {
    const path = mine.lang === 'vi' ? twinPath(mine.path, 'vi', 'en') : twinPath(mine.path, 'en', 'vi');
    const theirs = all.find((other) => other.path === path);
    return theirs ? differences(mine, theirs) : [`${mine.path} has no twin ${path}`];
  });
};

function differences(mine: Words, theirs: Words): string[] {
  const twins = new Map([...theirs.words].map(([key, sentence]) => [withoutPlural(key), sentence]));
  return [...mine.words].flatMap(([key, sentence]) => {
    const twin = twins.get(withoutPlural(key));
    if (twin === undefined) return [`${theirs.path} has no words for ${key}`];
    if (sentence.trim() === '') return [`${mine.path} ${key} is empty`];
    const missing = placeholders(sentence).filter((name) => !placeholders(twin).includes(name));
    return missing.map((name) => `${theirs.path} ${key} does not use {{${name}}}`);
  });
}

const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{\s*-?\s*([\w.]+)/g)].map(([, name]) => name!).filter((name) => name !== 'count');
const twinPath = (path: string, from: string, to: string): string =>
  path.replace(`locales/${from}/`, `locales/${to}/`).replace(`locales/${from}.json`, `locales/${to}.json`);
