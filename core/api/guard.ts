// Who asks, may he, and does the request come from our own pages.
import type { IncomingMessage } from 'node:http';
import { Refusal } from '#kit';
import { call } from '../platform/call.ts';
import type { Ctx, Lang, SessionUser } from '../platform/context.ts';
import type { ActionDeclaration } from '../platform/service.ts';
import { UPLOAD_LIMIT_MB } from './http-error.ts';
import { unstorableText } from './unstorable-text.ts';

export interface Request extends IncomingMessage {
  $ctx: Ctx;
  $action?: ActionDeclaration;
  query: Record<string, unknown>;
  /** Path, query and body, merged by the gateway. */
  $params?: Record<string, unknown>;
  originalUrl: string;
}

/** Before anything else of an API call: language, caller's address, idempotency key; refuses foreign pages and oversized uploads. */
export function admit(ctx: Ctx, req: Request): void {
  ctx.meta.lang = languageOf(req);
  ctx.meta.requestId = ctx.requestID ?? undefined;
  ctx.meta.clientAddress = req.socket.remoteAddress ?? 'unknown';
  ctx.meta.token = tokenOf(req) ?? undefined;
  const key = req.headers['idempotency-key'];
  if (typeof key === 'string') ctx.meta.idempotencyKey = key.slice(0, 200);
  refuseForeignPage(req);
  refuseUnstorable(req);
  const bytes = Number(req.headers['content-length'] ?? 0);
  if (req.$action?.upload && bytes > (UPLOAD_LIMIT_MB + 1) * 1024 * 1024) {
    throw new Refusal('api.upload.tooLarge', { limitMb: UPLOAD_LIMIT_MB }, 413);
  }
  if (req.$action?.upload && !/^multipart\/form-data;.*boundary=/i.test(req.headers['content-type'] ?? '')) {
    throw new Refusal('api.upload.missing', {}, 400);
  }
  // a broken connection emits no 'end', and the form's reader would wait for it until the deadline
  if (req.$action?.upload) req.once('close', () => req.complete || req.emit('end'));
}

/** The signed-in user by bearer token or cookie; null without one. */
export async function authenticate(ctx: Ctx): Promise<SessionUser | null> {
  return ctx.meta.token ? call(ctx, 'access.resolveSession', { token: ctx.meta.token }) : null;
}

/** 401 without a session, 403 without the permission the action names. An action that names none is no route. */
export function authorize(ctx: Ctx, req: Request): void {
  const action = req.$action;
  if (!action || action.public) return;
  const user = ctx.meta.user;
  if (!user) throw new Refusal('access.session.missing', {}, 401);
  if (action.permission === undefined) throw new Refusal('api.route.missing', {}, 404);
  if (action.permission !== null && !user.permissions.includes(action.permission)) {
    throw new Refusal('access.permission.missing', { permission: action.permission }, 403);
  }
  refuseForeignBuilding(user, req);
}

// Row-level security would show an empty list: to the caller that looks like a building without bills.
function refuseForeignBuilding(user: SessionUser, req: Request): void {
  const id = Number(req.$params?.buildingId);
  if (Number.isSafeInteger(id) && id > 0 && !user.buildingIds.includes(id))
    throw new Refusal('access.building.foreign', { id }, 403);
}

// PostgreSQL keeps no NUL and no half of a surrogate pair; said here with the field, for every action alike.
function refuseUnstorable(req: Request): void {
  const field = unstorableText(req.$params ?? {});
  if (field !== null)
    throw new Refusal('platform.text.malformed', { field }, 422, [
      { code: 'platform.text.malformed', params: { field }, at: { field } },
    ]);
}

export function languageOf(req: Pick<Request, 'headers' | 'query'>): Lang {
  const asked = req.query?.lang ?? req.headers['accept-language'] ?? '';
  const first = String(asked)
    .split(',')
    .map((each) => each.trim().slice(0, 2).toLowerCase())
    .find((each) => each === 'vi' || each === 'en');
  return first === 'en' ? 'en' : 'vi';
}

function tokenOf(req: Request): string | null {
  const bearer = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '');
  if (bearer) return bearer[1]!;
  const cookie = /(?:^|;\s*)toanha_session=([^;]+)/.exec(req.headers.cookie ?? '');
  return cookie ? cookie[1]! : null;
}

// Browsers send Sec-Fetch-Site, older ones Origin; a script sends neither and carries no one else's cookie.
function refuseForeignPage(req: Request): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method ?? '') || req.headers.authorization) return;
  const site = req.headers['sec-fetch-site'];
  const origin = req.headers.origin;
  const own =
    site !== undefined ? site === 'same-origin' || site === 'none' : origin === undefined || hostOf(origin) === req.headers.host;
  if (!own) throw new Refusal('api.page.foreign', {}, 403);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
