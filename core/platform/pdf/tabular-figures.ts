// Gives the ten digits of a TrueType font one width, so that figures stand under each other (jsPDF cannot switch on `tnum`).

const DIGITS = Array.from('0123456789', (digit) => digit.charCodeAt(0));

function tablesOf(view: DataView): Map<string, number> {
  const tables = new Map<string, number>();
  for (let n = 0; n < view.getUint16(4); n++) {
    const at = 12 + n * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
    tables.set(tag, view.getUint32(at + 8));
  }
  return tables;
}

// The Unicode map of format 4 every text font carries (OpenType, cmap).
function unicodeMap(view: DataView, cmap: number): number {
  for (let n = 0; n < view.getUint16(cmap + 2); n++) {
    const map = cmap + view.getUint32(cmap + 4 + n * 8 + 4);
    if (view.getUint16(map) === 4) return map;
  }
  throw new Error('font has no cmap of format 4');
}

function glyphOf(view: DataView, map: number, character: number): number {
  const double = view.getUint16(map + 6);
  for (let segment = 0; segment < double; segment += 2) {
    if (view.getUint16(map + 14 + segment) < character) continue;
    const start = view.getUint16(map + 16 + double + segment);
    const delta = view.getUint16(map + 16 + 2 * double + segment);
    const rangeAt = map + 16 + 3 * double + segment;
    const range = view.getUint16(rangeAt);
    if (start > character) break;
    const glyph = range === 0 ? character : view.getUint16(rangeAt + range + 2 * (character - start));
    return (glyph + delta) % 65536;
  }
  throw new Error(`font has no glyph for ${String.fromCharCode(character)}`);
}

/** A copy of the font whose digits are as wide as the widest one, each centred in its width. */
export function withTabularFigures(font: Uint8Array): Uint8Array {
  const copy = font.slice();
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  const tables = tablesOf(view);
  const [cmap, hmtx] = [tables.get('cmap'), tables.get('hmtx')];
  if (cmap === undefined || hmtx === undefined) throw new Error('font lacks cmap or hmtx');
  const map = unicodeMap(view, cmap);
  const entries = DIGITS.map((digit) => hmtx + 4 * glyphOf(view, map, digit));
  const width = Math.max(...entries.map((at) => view.getUint16(at)));
  for (const at of entries) {
    const shift = Math.floor((width - view.getUint16(at)) / 2);
    view.setUint16(at, width);
    view.setInt16(at + 2, view.getInt16(at + 2) + shift);
  }
  return copy;
}
