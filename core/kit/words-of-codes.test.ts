import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const folder = import.meta.dirname;
const root = join(folder, '..', '..');
const NAMESPACES = ['formula', 'pricing', 'plugin', 'kit'];
const CODE = new RegExp(`'((?:${NAMESPACES.join('|')})(?:\\.[a-zA-Z]+)+)'`, 'g');

const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
);
const codes = new Set(
  sources.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(CODE)].map(([, code]) => code!)),
);
for (const last of ['divisionByZero', 'tooLarge', 'badPlaces', 'badQuantity']) codes.add(`pricing.${last}`); // made in pricing-problem.ts

const words = (lang: string, namespace: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, 'locales', lang, `${namespace}.json`), 'utf8'));
const said = (lang: string): string[] =>
  NAMESPACES.flatMap((namespace) => Object.keys(words(lang, namespace)).map((key) => `${namespace}.${key}`)).sort();

test('every code of the kit has a sentence in both languages, and every sentence a code', () => {
  expect(codes.size).toBeGreaterThan(50);
  expect(said('vi')).toEqual([...codes].sort());
  expect(said('en')).toEqual([...codes].sort());
});
test('both languages use the same values', () => {
  const used = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();
  for (const namespace of NAMESPACES) {
    const en = words('en', namespace);
    for (const [key, sentence] of Object.entries(words('vi', namespace)))
      expect([key, used(sentence)]).toEqual([key, used(en[key]!)]);
  }
});
