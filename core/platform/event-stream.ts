// Server-sent events: an action returns `openEventStream(ctx).stream` and pushes until it ends or the browser goes away.
import { PassThrough } from 'node:stream';
import type { Ctx } from './context.ts';

export interface EventStream {
  /** What the action returns. */
  stream: PassThrough;
  /** Sends one event; false once the browser is gone. */
  send(event: string, data: unknown): boolean;
  close(): void;
  onClose(listener: () => void): void;
}
const open = new Set<PassThrough>();
const KEEPALIVE_MS = 15_000;

export function openEventStream(ctx: Ctx): EventStream {
  ctx.meta.$responseType = 'text/event-stream; charset=utf-8';
  ctx.meta.$responseHeaders = { 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' };
  const stream = new PassThrough();
  open.add(stream);
  const keepalive = setInterval(() => stream.write(': still here\n\n'), KEEPALIVE_MS);
  stream.once('close', () => {
    clearInterval(keepalive);
    open.delete(stream);
  });
  stream.write('retry: 2000\n\n');
  return {
    stream,
    send(event, data) {
      if (stream.destroyed || stream.writableEnded) return false;
      stream.write(`event: ${event}
data: ${JSON.stringify(data)}

`);
      return true;
    },
    close() {
      if (!stream.writableEnded) stream.end();
    },
    onClose: (listener) => void stream.once('close', listener),
  };
}

/** On shutdown: an open stream would hold the server up for ever. */
export function closeEventStreams(): void {
  for (const stream of open) stream.end();
}
