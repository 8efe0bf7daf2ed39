// Looks into a .xlsx before anything unpacks it: its directory must be whole, small, and not a bomb.
import type { Finding } from '#kit';

export const LIMITS = { fileBytes: 10_000_000, unpackedBytes: 100_000_000, ratio: 100, entries: 200 };
const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 0xffff;

/** null where the file may be unpacked. The reader then enforces the sizes the directory declares. */
export function checkZip(bytes: Uint8Array): Finding | null {
  if (bytes.byteLength > LIMITS.fileBytes) {
    return { code: 'metering.sheet.tooLarge', params: { limitMb: LIMITS.fileBytes / 1_000_000 } };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (view.byteLength < END_BYTES || view.getUint32(0, true) !== 0x04034b50 || end === null) return notASheet;
  const count = view.getUint16(end + 10, true);
  if (count > LIMITS.entries) return { code: 'metering.sheet.tooManyParts', params: { parts: count } };
  let at = view.getUint32(end + 16, true);
  let packed = 0;
  let unpacked = 0;
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) return notASheet;
    const entryPacked = view.getUint32(at + 20, true);
    const entryUnpacked = view.getUint32(at + 24, true);
    // the reader caps each part at its declared size, but a declared zero means no cap
    const sizeHidden = entryUnpacked === 0 && (entryPacked > 16 || (view.getUint16(at + 8, true) & 8 && entryPacked === 0));
    if (sizeHidden) return { code: 'metering.sheet.bomb', params: { limitMb: LIMITS.unpackedBytes / 1_000_000 } };
    packed += entryPacked;
    unpacked += entryUnpacked;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (unpacked > LIMITS.unpackedBytes || unpacked > Math.max(packed, 1) * LIMITS.ratio + 1_000_000) {
    return { code: 'metering.sheet.bomb', params: { limitMb: LIMITS.unpackedBytes / 1_000_000 } };
  }
  return null;
}

const notASheet: Finding = { code: 'metering.sheet.notASheet', params: {} };

function endOfDirectory(view: DataView): number | null {
  const lowest = Math.max(0, view.byteLength - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at--) if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return null;
}
