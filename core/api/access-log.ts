// One line per request, with its id; bodies and query values stay out of the log.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '../platform/log.ts';

export function accessLog(
  req: IncomingMessage & { originalUrl?: string; $ctx?: { requestID: string | null } },
  res: ServerResponse,
  next: () => void,
): void {
  const started = performance.now();
  res.once('close', () => {
    const path = (req.originalUrl ?? req.url ?? '').split('?')[0];
    const ms = Math.round(performance.now() - started);
    const level = path?.startsWith('/api/') ? 'info' : 'debug';
    log(level, 'http', `${req.method} ${path}`, { status: res.statusCode, ms, requestId: req.$ctx?.requestID ?? undefined });
  });
  next();
}
