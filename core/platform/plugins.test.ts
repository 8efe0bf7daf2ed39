import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { sentence } from './i18n.ts';
import { loadPlugins, PluginsRefused, pluginFolders, plugins } from './plugins.ts';

const home = mkdtempSync(join(tmpdir(), 'toanha-plugins-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const kit = join(import.meta.dirname, '../kit/index.ts');

function folder(
  name: string,
  source: string | null,
  words: Record<string, string> = { vi: '{"name":"a"}', en: '{"name":"a"}' },
): string {
  const path = join(home, name);
  mkdirSync(join(path, 'locales'), { recursive: true });
  if (source !== null) writeFileSync(join(path, 'plugin.ts'), source);
  for (const [lang, text] of Object.entries(words)) writeFileSync(join(path, 'locales', `${lang}.json`), text);
  return path;
}
const fixture = (id: string) => `import { areaFee } from ${JSON.stringify(kit.replace('index.ts', 'fixtures/flat.ts'))};
export default { ...areaFee, id: '${id}' };`;

test('every problem of every plugin is told at once, and none is loaded', async () => {
  const folders = [
    folder('good', fixture('good')),
    folder('misnamed', fixture('other')),
    folder('ledger', fixture('ledger')),
    folder('crashing', 'throw new Error("no luck")'),
    folder('empty', null),
    folder('wordless', fixture('wordless'), { vi: '{"a": "b"}' }),
    folder('uneven', fixture('uneven'), { vi: '{"a": "b", "c": "d"}', en: '{"a": "b"}' }),
    folder('wrong-kit', fixture('wrong-kit').replace('id:', "kit: 2, version: 'one', id:")),
  ];
  const refused = await loadPlugins(folders).catch((error: unknown) => error as PluginsRefused);
  expect(refused).toBeInstanceOf(PluginsRefused);
  const { findings } = refused as PluginsRefused;
  const codes = Map.groupBy(findings, (finding) => finding.at?.sheet?.split('/').at(-1));
  const of = (name: string) => (codes.get(name) ?? []).map(({ code }) => code);
  expect(of('good')).toEqual([]);
  expect(of('misnamed')).toEqual(['platform.plugin.idDiffers']);
  expect(of('ledger')).toEqual(['platform.plugin.idReserved']);
  expect(of('crashing')).toEqual(['platform.plugin.importFailed']);
  expect(of('empty')).toEqual(['platform.plugin.fileMissing']);
  expect(of('wordless')).toEqual(['platform.plugin.wordsMissing']);
  expect(of('uneven')).toEqual(['platform.plugin.wordMissing']);
  expect(of('wrong-kit').length).toBeGreaterThanOrEqual(2);
  expect(plugins.list()).toEqual([]);
  for (const finding of findings) expect(sentence('vi', finding)).not.toContain('{"');
});

test('a good plugin is listed with its words, an unknown one is refused', async () => {
  await loadPlugins([folder('good', fixture('good'), { vi: '{"hello": "Chào {{who}}"}', en: '{"hello": "Hello {{who}}"}' })]);
  expect(plugins.list().map(({ id }) => id)).toEqual(['good']);
  expect(plugins.get('good').measure).toEqual({ unit: 'm²', decimals: 2 });
  expect(sentence('en', { code: 'good.hello', params: { who: 'Hường' } })).toBe('Hello Hường');
  expect(() => plugins.get('unknown')).toThrow(expect.objectContaining({ code: 'platform.plugin.unknown', status: 404 }));
});

test('the plugins of this repository load', async () => {
  await loadPlugins();
  expect(plugins.list().length).toBeGreaterThanOrEqual(2);
});

test('one plugin can be asked for without its neighbours', async () => {
  await loadPlugins();
  for (const { id } of plugins.list()) expect(pluginFolders(id)).toEqual([plugins.folderOf(id)]);
  expect(pluginFolders('no-such-plugin')).toEqual([]);
});
