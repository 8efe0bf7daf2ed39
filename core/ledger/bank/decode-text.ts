// Bytes of a text file → text, whatever program wrote it.

const decode = (bytes: Uint8Array, encoding: string, fatal = false): string => new TextDecoder(encoding, { fatal }).decode(bytes);

/** UTF-8 and UTF-16 with or without mark, else Windows-1258; decomposed Vietnamese letters come out whole. */
export function decodeText(bytes: Uint8Array): string {
  return read(bytes)
    .replace(/^\uFEFF/, '')
    .normalize('NFC');
}

function read(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decode(bytes, 'utf-16be');
  // ASCII written as UTF-16 has a zero in every second byte
  if (bytes.length > 3 && second === 0 && bytes[3] === 0) return decode(bytes, 'utf-16le');
  if (bytes.length > 3 && first === 0 && bytes[2] === 0) return decode(bytes, 'utf-16be');
  try {
    return decode(bytes, 'utf-8', true);
  } catch (error) {
    // not UTF-8: what old Vietnamese programs write
    if ((error as { code?: string }).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    return decode(bytes, 'windows-1258');
  }
}
