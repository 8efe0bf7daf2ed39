// Runs in a worker thread: unpacks and parses, so that a bad file can only stop its own thread.
import { parentPort, workerData } from 'node:worker_threads';
import { readXlsx } from 'hucre/xlsx';
import { parseSheets, type SheetCells } from './parse-sheet.ts';

export interface WorkerTask {
  bytes: Uint8Array;
  period: string;
  maxRows: number;
}

const { bytes, period, maxRows } = workerData as WorkerTask;
try {
  // one row more than allowed, so that a longer sheet is told and not cut
  const book = await readXlsx(bytes, { maxRows: maxRows + 1, sheets: (info) => !info.hidden && !info.veryHidden });
  const sheets: SheetCells[] = book.sheets.map(({ name, rows, merges }) => ({ name, rows, merges }));
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  parentPort!.postMessage(
    rows > maxRows
      ? { rows: [], columns: {}, findings: [{ code: 'metering.sheet.tooManyRows', params: { limit: maxRows } }] }
      : parseSheets(sheets, period),
  );
} catch (error) {
  // the reader throws its own errors on files that only look like sheets; which one does not help a clerk
  if (!isReaderError(error)) throw error;
  parentPort!.postMessage({ rows: [], columns: {}, findings: [{ code: 'metering.sheet.notASheet', params: {} }] });
}

function isReaderError(error: unknown): boolean {
  return error instanceof Error && !(error instanceof TypeError) && !(error instanceof ReferenceError);
}
