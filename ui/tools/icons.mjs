// Puts the Material Symbols named in icons.txt into one sprite, public/icons.svg: `node ui/tools/icons.mjs` after adding a name.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const names = readFileSync(join(here, 'icons.txt'), 'utf8').split(/\s+/).filter(Boolean).sort();
const symbols = names.map((name) => {
  const svg = readFileSync(join(here, `../../node_modules/@material-symbols/svg-400/rounded/${name}.svg`), 'utf8');
  const viewBox = /viewBox="([^"]+)"/.exec(svg)[1];
  return `<symbol id="${name}" viewBox="${viewBox}">${svg.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')}</symbol>`;
});
writeFileSync(join(here, '../public/icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`);
writeFileSync(
  join(here, '../src/parts/icon-names.ts'),
  `// Made by tools/icons.mjs from icons.txt.\nexport const iconNames: ReadonlySet<string> = new Set('${names.join(' ')}'.split(' '));\n`,
);
