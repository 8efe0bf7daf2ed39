// Takes the rest of a refused request off the wire before it is answered: a browser that is still sending
// would otherwise meet a closed connection instead of the reason.
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';

const PATIENCE_MS = 30_000;
const BYTES_MAX = 256 * 1024 * 1024;

/** Resolves when the request is read to its end, broken off, or not worth reading on. */
export async function restOf(req: IncomingMessage): Promise<void> {
  if (req.complete || req.destroyed) return;
  const stop = AbortSignal.timeout(PATIENCE_MS);
  const tooMuch = new AbortController();
  let bytes = 0;
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > BYTES_MAX) tooMuch.abort();
  });
  req.resume();
  const signal = AbortSignal.any([stop, tooMuch.signal]);
  // either way the answer is sent: an abort only means that we no longer wait
  await Promise.race([once(req, 'end', { signal }), once(req, 'close', { signal })]).catch(() => {});
}
