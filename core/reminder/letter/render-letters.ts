// Letters as one PDF, drawn in a worker thread so that the broker keeps answering; one job at a time.
import { Worker } from 'node:worker_threads';
import { type Lang, Refusal } from '#kit';
import type { LetterData } from '../reminder.contract.ts';

const LETTERS_MAX = 2000;
const WAITING_MAX = 20;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Letters in one file. Refuses more than one file holds, and more jobs than may wait. */
export const renderLetters = async (letters: readonly LetterData[], lang: Lang): Promise<Uint8Array> =>
  (await render([{ letters, lang }]))[0]!;

/** Each letter a file of its own. */
export const renderEach = (letters: readonly { content: LetterData; lang: Lang }[]): Promise<Uint8Array[]> =>
  render(letters.map(({ content, lang }) => ({ letters: [content], lang })));

export interface LetterFile {
  letters: readonly LetterData[];
  lang: Lang;
}
async function render(files: readonly LetterFile[]): Promise<Uint8Array[]> {
  const letters = files.flatMap((file) => file.letters);
  if (letters.length === 0) throw new Refusal('reminder.letters.none', {}, 404);
  if (letters.length > LETTERS_MAX) throw new Refusal('reminder.letters.tooMany', { count: letters.length, max: LETTERS_MAX });
  if (waiting >= WAITING_MAX) throw new Refusal('reminder.letters.busy', {}, 503);
  waiting++;
  const mine = last.then(() => inWorker(files, letters.length));
  last = mine.catch(() => undefined); // the caller gets the error; the queue goes on
  try {
    return await mine;
  } finally {
    waiting--;
  }
}

function inWorker(files: readonly LetterFile[], letters: number): Promise<Uint8Array[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./letter-worker.ts', import.meta.url), {
      workerData: files,
      resourceLimits: { maxOldGenerationSizeMb: 768 },
    });
    const timer = setTimeout(
      () => {
        reject(new Refusal('reminder.letters.busy', {}, 503));
        void worker.terminate();
      },
      20_000 + 200 * letters,
    );
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`letter worker ended with ${code}`)); // after a message or an error this changes nothing
    });
  });
}
