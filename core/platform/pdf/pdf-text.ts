// What a PDF of ours says: its shown strings, through each font's own table of letters. No other program needed.
import { inflateSync } from 'node:zlib';

/** Strings in the order they were drawn, a line each. Understands what jsPDF writes: one level of objects, deflated streams, hex strings. */
export const pdfText = (pdf: Uint8Array): string => pdfPages(pdf).join('\n');

/** The same, page by page. */
export function pdfPages(pdf: Uint8Array): string[] {
  const objects = objectsOf(Buffer.from(pdf).toString('latin1'));
  const fonts = new Map<string, Map<string, string>>();
  for (const { dictionary } of objects.values()) {
    for (const [, name, number] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const letters = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(number))?.dictionary ?? '');
      if (letters) fonts.set(name!, lettersOf(objects.get(Number(letters[1]))?.stream ?? ''));
    }
  }
  const pages = [...objects.values()].map(({ stream }) => stream).filter((stream) => /\bBT\b/.test(stream));
  return pages.map((page) => shownIn(page, fonts).join('\n'));
}

function objectsOf(text: string): Map<number, { dictionary: string; stream: string }> {
  const objects = new Map<number, { dictionary: string; stream: string }>();
  for (const [, number, body] of text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g)) {
    const [, dictionary = body!, bytes = ''] = /^([\s\S]*?)\bstream\r?\n([\s\S]*)\r?\nendstream/.exec(body!) ?? [];
    const packed = dictionary.includes('/FlateDecode') && !dictionary.includes('/Subtype /Image');
    objects.set(Number(number), {
      dictionary,
      stream: packed ? inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1') : bytes,
    });
  }
  return objects;
}

function lettersOf(table: string): Map<string, string> {
  const pairs = table.matchAll(/<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>/g);
  return new Map(
    [...pairs].map(([, glyph, letter]) => [glyph!.toLowerCase(), String.fromCharCode(Number.parseInt(letter!, 16))]),
  );
}

function shownIn(page: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  let letters: ReadonlyMap<string, string> | undefined;
  return [...page.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]*)> Tj/g)].flatMap(([, font, glyphs]) => {
    if (font) letters = fonts.get(font);
    return font ? [] : [(glyphs!.match(/.{4}/g) ?? []).map((glyph) => letters?.get(glyph.toLowerCase()) ?? '\uFFFD').join('')];
  });
}
