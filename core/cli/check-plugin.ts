// `npm run check-plugin -- <id>`: the conformance kit on one loaded plugin.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPlugin, vietnamVatRates } from '#kit';
import { loadPlugins, PluginsRefused, pluginFolders, plugins } from '../platform/plugins.ts';
import type { Print } from './main.ts';

/** Prints every check; false where one failed. */
export async function checkPluginById(args: readonly string[], print: Print): Promise<boolean> {
  const [id] = args;
  if (!id) throw new Error('which plugin? npm run check-plugin -- <id>');
  try {
    await loadPlugins(pluginFolders(id)); // a plugin next to it that is refused is not this one's affair
  } catch (error) {
    if (!(error instanceof PluginsRefused)) throw error;
    print(error.message); // what the author came to read
    return false;
  }
  const plugin = plugins.get(id);
  const results = await checkPlugin(plugin, vietnamVatRates, { locales: { vi: words(id, 'vi'), en: words(id, 'en') } });
  for (const { check, ok, detail } of results) print(`${ok ? 'ok    ' : 'FAILED'} ${check}: ${detail}`);
  const failed = results.filter(({ ok }) => !ok).length;
  print(failed === 0 ? `${id}: all ${results.length} checks hold` : `${id}: ${failed} of ${results.length} checks failed`);
  return failed === 0;
}

function words(id: string, lang: 'vi' | 'en'): Record<string, unknown> {
  return JSON.parse(readFileSync(join(plugins.folderOf(id), 'locales', `${lang}.json`), 'utf8')) as Record<string, unknown>;
}
