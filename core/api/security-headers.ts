// Security headers: a strict content security policy with a nonce of each response; no unsafe-* anywhere.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import { readEnv } from '../platform/env.ts';

type Response = ServerResponse & { locals: { nonce: string } };
const nonce = (_req: IncomingMessage, res: ServerResponse): string => `'nonce-${(res as Response).locals.nonce}'`;
const secure = readEnv().TOANHA_SECURE_COOKIE;

const protect = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", nonce],
      styleSrc: ["'self'", nonce],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      frameSrc: ['blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // both only mean something behind TLS
  strictTransportSecurity: secure,
  crossOriginOpenerPolicy: secure,
  originAgentCluster: secure,
});

/** Express-style middleware; leaves the nonce in `res.locals.nonce`. */
export function securityHeaders(req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void): void {
  (res as Response).locals = { ...(res as Response).locals, nonce: randomBytes(16).toString('base64') };
  protect(req, res, next);
}
