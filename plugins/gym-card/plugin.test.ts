import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checkPlugin, vietnamVatRates } from '#kit';
import gymCard from './plugin.ts';

const wordsOf = (lang: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./locales/${lang}.json`, import.meta.url), 'utf8')) as Record<string, string>;

test('every check of the conformance kit holds', async () => {
  const results = await checkPlugin(gymCard, vietnamVatRates, { locales: { vi: wordsOf('vi'), en: wordsOf('en') } });
  expect(results.filter((result) => !result.ok)).toEqual([]);
  expect(results.length).toBeGreaterThan(3);
});
