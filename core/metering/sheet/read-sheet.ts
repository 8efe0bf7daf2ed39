// A .xlsx file as rows and findings: guarded, read in a thread of its own, within a time.
import { Worker } from 'node:worker_threads';
import type { Finding } from '#kit';
import { checkZip } from '#platform/sheet/zip-guard';
import type { ParsedSheets } from './parse-sheet.ts';
import type { WorkerTask } from './read-cells.worker.ts';

const TIME_MS = 30_000;
const ROWS = 100_000;
const AT_ONCE = 2;
let running = 0;

/** Never throws for what the file holds: a file that is no sheet is a finding. */
export async function readSheet(
  bytes: Uint8Array,
  period: string,
  { timeMs = TIME_MS, maxRows = ROWS } = {},
): Promise<ParsedSheets> {
  const refused = checkZip(bytes);
  if (refused) return only(refused);
  if (running >= AT_ONCE) return only({ code: 'metering.sheet.busy', params: {} });
  running++;
  try {
    return await readInWorker({ bytes, period, maxRows }, timeMs);
  } finally {
    running--;
  }
}

function readInWorker(task: WorkerTask, timeMs: number): Promise<ParsedSheets> {
  const worker = new Worker(new URL('./read-cells.worker.ts', import.meta.url), {
    workerData: task,
    // a wide nursery: nearly all cells die at once
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 128 },
  });
  return new Promise<ParsedSheets>((resolve, reject) => {
    const timer = setTimeout(() => resolve(only({ code: 'metering.sheet.tooSlow', params: { seconds: timeMs / 1000 } })), timeMs);
    worker.once('message', resolve);
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(only({ code: 'metering.sheet.bomb', params: { limitMb: 100 } }));
      else reject(error);
    });
    worker.once('exit', () => {
      // after an answer this changes nothing: a promise settles once
      clearTimeout(timer);
      reject(new Error('the sheet reader ended without an answer'));
    });
  }).finally(() => worker.terminate());
}

function only(finding: Finding): ParsedSheets {
  return { rows: [], findings: [finding], columns: {} };
}
