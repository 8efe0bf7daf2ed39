// The built ui: static files, index.html with the response's nonce for every other path, and the words in /locales.
import { readFileSync, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import web from 'moleculer-web';
import type { Lang } from '../platform/context.ts';
import { wordsOf } from '../platform/i18n.ts';
import { root } from '../platform/paths.ts';
import type { Request } from './guard.ts';
import { symbolFile } from './symbol-file.ts';

type Response = ServerResponse & { locals: { nonce: string } };
type Serve = (req: Request, res: Response, next: () => void) => void;
const folder = join(root, 'ui/dist/browser');
const HASHED = /-[\w-]{8}\.(js|css)$/;
let page: { text: string; changed: number } | null = null;

const files = (web as unknown as { serveStatic(folder: string, options: object): Serve }).serveStatic(folder, {
  index: false,
  redirect: false,
  setHeaders: (res: Response, path: string) =>
    res.setHeader('Cache-Control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
});

/** GET of anything that is not the API. */
export function serveWeb(req: Request, res: Response): unknown {
  const path = req.originalUrl.split('?')[0]!;
  req.url = req.originalUrl;
  if (path === '/' || path === '/index.html') return sendPage(res);
  const symbol = symbolFile(path);
  if (symbol) return send(res, 200, 'image/svg+xml', symbol);
  return files(req, res, () => {
    // a missing file is missing; any other path belongs to the app's router
    if (/\.[a-z0-9]{2,5}$/i.test(path)) send(res, 404, 'text/plain; charset=utf-8', 'not found\n');
    else sendPage(res);
  });
}

/** GET /locales/:lang/:namespace.json: core's and plugins' words alike. */
export function serveWords(req: Request, res: Response): unknown {
  const [, lang, namespace] = /^\/locales\/(vi|en)\/([a-z0-9-]+)\.json$/.exec(req.originalUrl.split('?')[0]!) ?? [];
  const words = lang && namespace ? wordsOf(lang as Lang, namespace) : null;
  if (!words) return send(res, 404, 'application/json', '{}');
  return send(res, 200, 'application/json; charset=utf-8', JSON.stringify(words));
}

function sendPage(res: Response): unknown {
  const text = readPage();
  if (text === null) return send(res, 503, 'text/plain; charset=utf-8', 'the ui is not built: run npm run build\n');
  return send(res, 200, 'text/html; charset=utf-8', text.replaceAll('__NONCE__', res.locals.nonce));
}

function readPage(): string | null {
  const file = join(folder, 'index.html');
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return null;
  if (page?.changed !== stat.mtimeMs) page = { text: readFileSync(file, 'utf8'), changed: stat.mtimeMs };
  return page.text;
}

function send(res: Response, status: number, type: string, text: string): unknown {
  res.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-cache', 'Content-Length': Buffer.byteLength(text) });
  return res.end(res.req.method === 'HEAD' ? undefined : text);
}
