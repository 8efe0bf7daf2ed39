// Meter services made for the bench only, as folders a house would add: odd ones priced in six tiers, even ones by people and drainage.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../core/platform/paths.ts';

/** Writes the folders below `home` and answers them. */
export function scratchPlugins(home: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const id = `bench-${n + 1}`;
    const folder = join(home, id);
    const model = n % 2 === 0 ? 'electricity' : 'water';
    mkdirSync(join(folder, 'locales'), { recursive: true });
    for (const lang of ['vi', 'en']) writeFileSync(join(folder, 'locales', `${lang}.json`), '{}');
    const source = pathToFileURL(join(root, 'plugins', model, 'plugin.ts')).href;
    writeFileSync(
      join(folder, 'plugin.ts'),
      `import model from '${source}';\nexport default { ...model, id: '${id}', grid: undefined };\n`,
    );
    return folder;
  });
}

/** The preset a scratch service is billed by. */
export const presetOf = (n: number): string => (n % 2 === 1 ? 'residential-2025-05' : 'hcmc-residential-2026');
