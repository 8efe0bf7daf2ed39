// Runs in a worker thread: unpacks and parses, so that a bad file can only stop its own thread.
import { parentPort, workerData } from 'node:worker_threads';
import { readXlsx } from 'hucre/xlsx';

const { bytes, maxRows } = workerData as { bytes: Uint8Array; maxRows: number };
try {
  // one row more than allowed, so that a longer sheet is told and not cut
  const book = await readXlsx(bytes, { maxRows: maxRows + 1, sheets: (info) => !info.hidden && !info.veryHidden });
  const sheets = book.sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(plain)) }));
  const count = sheets.reduce((sum, { rows }) => sum + rows.length, 0);
  const tooMany = { code: 'metering.sheet.tooManyRows', params: { limit: maxRows } };
  parentPort!.postMessage(count > maxRows ? { sheets: [], refused: tooMany } : { sheets, refused: null });
} catch (error) {
  // the reader throws its own errors on files that only look like sheets; which one does not help a clerk
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error;
  parentPort!.postMessage({ sheets: [], refused: { code: 'metering.sheet.notASheet', params: {} } });
}

/** A date cell as its calendar day: what crosses threads is text, numbers and flags. */
function plain(cell: unknown): unknown {
  return cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.toISOString().slice(0, 10) : cell;
}
