// Worker thread: draws what it was started with and answers the bytes.
import { parentPort, workerData } from 'node:worker_threads';
import { drawDocument } from './draw-document.ts';
import type { NoticeJob } from './render-notices.ts';

const { notices, lang } = workerData as NoticeJob;
const bytes = drawDocument(notices, lang);
parentPort?.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
