// Worker thread: draws the files it was started with and answers their bytes.
import { parentPort, workerData } from 'node:worker_threads';
import { drawLetters } from './draw-letters.ts';
import type { LetterFile } from './render-letters.ts';

const files = (workerData as LetterFile[]).map(({ letters, lang }) => drawLetters(letters, lang));
parentPort?.postMessage(
  files,
  files.map(({ buffer }) => buffer as ArrayBuffer),
);
