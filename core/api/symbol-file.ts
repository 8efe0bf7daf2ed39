// One Material Symbol as a file, for the icons that plugins name: the ui's sprite holds only the ui's own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../platform/paths.ts';

const folder = join(root, 'node_modules/@material-symbols/svg-400/rounded');

/** SVG with the id `symbol`, for `<use href="/symbols/thermostat.svg#symbol">`; null where there is no symbol of that name. */
export function symbolFile(path: string): string | null {
  const [, name] = /^\/symbols\/([a-z0-9_]+)\.svg$/.exec(path) ?? [];
  if (!name) return null;
  try {
    // without a size of its own it fills the place it is used in
    return readFileSync(join(folder, `${name}.svg`), 'utf8').replace(/ width="\d+" height="\d+"/, ' id="symbol"');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null; // a name only the package can know
    throw error;
  }
}
