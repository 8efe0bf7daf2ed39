// A .xlsx file as plain cells: guarded, read in a thread of its own, within a time.
import { Worker } from 'node:worker_threads';
import type { Finding } from '#kit';
import { checkZip } from './zip-guard.ts';

export interface Cells {
  sheets: { name: string; rows: unknown[][] }[];
  /** Why the file as a whole cannot be read. */
  refused: Finding | null;
}
const TIME_MS = 30_000;
const AT_ONCE = 2;
let running = 0;

/** Never throws for what the file holds. */
export async function readCells(bytes: Uint8Array, maxRows: number): Promise<Cells> {
  const refused = checkZip(bytes);
  if (refused) return { sheets: [], refused };
  if (running >= AT_ONCE) return { sheets: [], refused: { code: 'metering.sheet.busy', params: {} } };
  running++;
  try {
    return await inWorker(bytes, maxRows);
  } finally {
    running--;
  }
}

function inWorker(bytes: Uint8Array, maxRows: number): Promise<Cells> {
  const worker = new Worker(new URL('./cells.worker.ts', import.meta.url), {
    workerData: { bytes, maxRows },
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 128 },
  });
  const only = (code: string, params: Finding['params']): Cells => ({ sheets: [], refused: { code, params } });
  return new Promise<Cells>((resolve, reject) => {
    const timer = setTimeout(() => resolve(only('metering.sheet.tooSlow', { seconds: TIME_MS / 1000 })), TIME_MS);
    worker.once('message', resolve);
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(only('metering.sheet.bomb', { limitMb: 100 }));
      else reject(error);
    });
    worker.once('exit', () => {
      // after an answer this changes nothing: a promise settles once
      clearTimeout(timer);
      reject(new Error('the sheet reader ended without an answer'));
    });
  }).finally(() => worker.terminate());
}
