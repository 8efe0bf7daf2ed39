// Finds a service by how people write it in a sheet or name a sheet: its id, its names, or a text that begins with one.
import type { Plugin } from '#kit';
import { bare } from '#platform/sheet/fold';

export function serviceFinder(plugins: readonly Plugin[]): (words: string) => string | null {
  const names = plugins
    .filter(({ kind }) => kind === 'meter')
    .flatMap(({ id, name }) => [id, name.vi, name.en].map((word) => ({ id, word: bare(word) })))
    .sort((a, b) => b.word.length - a.word.length);
  return (words) => {
    const given = bare(words);
    return names.find(({ word }) => given === word || given.startsWith(`${word} `))?.id ?? null;
  };
}
