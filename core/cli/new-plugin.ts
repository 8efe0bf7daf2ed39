// `npm run new-plugin -- <id>`: a folder under plugins/ whose checks hold from the first minute.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../platform/paths.ts';
import { checkPluginById } from './check-plugin.ts';
import type { Print } from './main.ts';
import { pluginTemplate } from './plugin-template.ts';

export async function newPlugin(args: readonly string[], print: Print): Promise<boolean> {
  const [id] = args;
  if (!id || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new Error('name it in lower case with hyphens: npm run new-plugin -- heating');
  }
  const folder = join(root, 'plugins', id);
  if (existsSync(folder)) throw new Error(`plugins/${id} exists already`);
  mkdirSync(join(folder, 'locales'), { recursive: true });
  for (const [file, text] of Object.entries(pluginTemplate(id))) writeFileSync(join(folder, file), text);
  print(`plugins/${id} is there: give it your names, prices and examples, then npm run check-plugin -- ${id}`);
  return checkPluginById([id], print);
}
