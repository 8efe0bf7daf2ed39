import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { checkDeclaration, checkPlugin, type Plugin, vietnamVatRates } from '#kit';

const root = resolve(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/guides/write-a-meter-plugin.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text!);
// inside the project, so that #kit means what it means to a reader
const folder = join(root, 'tests/guides', `.run-${process.pid}`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the plugin of the guide declares itself, holds its examples and has all its words', async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'plugin.ts'), blocks('ts')[0]!);
  const { default: plugin } = (await import(join(folder, 'plugin.ts'))) as { default: Plugin };
  const [vi, en] = blocks('json').map((text) => JSON.parse(text) as Record<string, string>);
  expect(checkDeclaration(plugin)).toEqual([]);
  const results = await checkPlugin(plugin, vietnamVatRates, { locales: { vi: vi!, en: en! } });
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  expect(results.length).toBeGreaterThan(3);
});
