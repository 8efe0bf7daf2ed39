// Notices as one PDF, drawn in a worker thread so that the broker keeps answering.
import { Worker } from 'node:worker_threads';
import { type Lang, Refusal } from '#kit';
import type { NoticeData } from './notice-data.ts';

export interface NoticeJob {
  notices: readonly NoticeData[];
  lang: Lang;
}
export interface RenderOptions {
  timeoutMs?: number;
}

const NOTICES_MAX = 2000;
const WAITING_MAX = 20;
const MEMORY_MB = 768;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * Draws the notices, in order, into one PDF. Refuses `notice.none`, `notice.tooMany`, `notice.busy` (one job is drawn at a time,
 * few may wait) and `notice.timeout`; a crash of the worker rejects with its error.
 */
export async function renderNotices(
  notices: readonly NoticeData[],
  lang: Lang,
  options: RenderOptions = {},
): Promise<Uint8Array> {
  if (notices.length === 0) throw new Refusal('notice.none', {}, 404);
  if (notices.length > NOTICES_MAX) throw new Refusal('notice.tooMany', { count: notices.length, max: NOTICES_MAX });
  if (waiting >= WAITING_MAX) throw new Refusal('notice.busy', { max: WAITING_MAX }, 503);
  waiting++;
  // A second worker gains nothing on small machines and doubles the memory.
  const mine = last.then(() => drawInWorker({ notices, lang }, options.timeoutMs ?? 20_000 + 100 * notices.length));
  last = mine.catch(() => undefined); // the caller gets the error; the queue goes on
  try {
    return await mine;
  } finally {
    waiting--;
  }
}

function drawInWorker(job: NoticeJob, timeoutMs: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./notice-worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const timer = setTimeout(() => {
      reject(new Refusal('notice.timeout', { count: job.notices.length, seconds: Math.round(timeoutMs / 1000) }, 503));
      void worker.terminate();
    }, timeoutMs);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`notice worker ended with ${code}`)); // after a message or an error this changes nothing
    });
  });
}
