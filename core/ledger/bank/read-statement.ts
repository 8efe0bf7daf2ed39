// A statement file as plain rows, whatever it is; a file that is none says why and what to do.
import type { Finding } from '#kit';
import { readCells } from '#platform/sheet/read-cells';
import { decodeText } from './decode-text.ts';
import { parseCsv } from './parse-csv.ts';
import type { SheetRows } from './parse-statement.ts';

export const ROWS_MAX = 50_000;
const BYTES_MAX = 10_000_000;

export async function readStatement(bytes: Uint8Array): Promise<{ sheets: SheetRows[]; refused: Finding | null }> {
  const refuse = (code: string, params: Finding['params'] = {}) => ({ sheets: [], refused: { code, params } });
  if (bytes.length === 0) return refuse('bank.file.empty');
  if (bytes.length > BYTES_MAX) return refuse('bank.file.tooLarge', { limitMb: BYTES_MAX / 1_000_000 });
  if (starts(bytes, [0x50, 0x4b])) {
    const { sheets, refused } = await readCells(bytes, ROWS_MAX);
    return { sheets: sheets.map(({ name, rows }) => ({ sheet: name, rows })), refused: refused && ofStatement(refused) };
  }
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse('bank.file.oldExcel');
  if (starts(bytes, [0x25, 0x50, 0x44, 0x46])) return refuse('bank.file.pdf');
  const text = decodeText(bytes);
  if (/^\s*<(!doctype|html|table|\?xml|meta)/i.test(text)) return refuse('bank.file.oldExcel');
  // control characters are in no text
  if (isBinary(text)) return refuse('bank.file.notAStatement');
  const rows = parseCsv(text, ROWS_MAX);
  if (rows.length > ROWS_MAX) return refuse('bank.file.tooManyRows', { limit: ROWS_MAX });
  return { sheets: [{ sheet: '', rows }], refused: null };
}

const starts = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, n) => bytes[n] === byte);

/** The sheet reader speaks of readings; here it is a statement. */
function ofStatement({ code, params }: Finding): Finding {
  const name = code.slice(code.lastIndexOf('.') + 1);
  return { code: SAID[name] ?? 'bank.file.notAStatement', params };
}
const SAID: Record<string, string> = {
  bomb: 'bank.file.bomb',
  busy: 'bank.file.busy',
  tooLarge: 'bank.file.tooLarge',
  tooManyParts: 'bank.file.notAStatement',
  tooManyRows: 'bank.file.tooManyRows',
  tooSlow: 'bank.file.tooSlow',
};

/** Control characters other than tab and line ends stand in no text. */
const isBinary = (text: string): boolean =>
  [...text.slice(0, 5000)].some((character) => character < ' ' && !'\t\n\r\f'.includes(character));
