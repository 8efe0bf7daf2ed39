// Be Vietnam Pro (OFL) for printed pages: all Vietnamese letters, đ and m³. jsPDF embeds only the letters used.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { jsPDF } from 'jspdf';
import { FIGURES, FONT } from './page-look.ts';
import { withTabularFigures } from './tabular-figures.ts';

const require = createRequire(import.meta.url);
const faces = [
  ['normal', '400Regular'],
  ['bold', '600SemiBold'],
] as const;

/** Reads and registers the faces in a document. */
export function addPageFonts(doc: jsPDF): void {
  for (const [style, weight] of faces) {
    const file = `BeVietnamPro_${weight}.ttf`;
    const font = readFileSync(require.resolve(`@expo-google-fonts/be-vietnam-pro/${weight}/${file}`));
    register(doc, file, FONT, style, font);
    register(doc, `Figures_${file}`, FIGURES, style, withTabularFigures(font));
  }
}

function register(doc: jsPDF, file: string, name: string, style: string, font: Uint8Array): void {
  doc.addFileToVFS(file, Buffer.from(font).toString('latin1'));
  doc.addFont(file, name, style);
}
