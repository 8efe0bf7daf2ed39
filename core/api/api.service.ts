// The gateway. Routes come from the actions' `rest`; what is here is the way in and the way out.
import { randomUUID } from 'node:crypto';
import type { Server, ServerResponse } from 'node:http';
import type { Service, ServiceSchema } from 'moleculer';
import web from 'moleculer-web';
import { Refusal } from '#kit';
import type { Ctx, SessionUser } from '../platform/context.ts';
import { readEnv } from '../platform/env.ts';
import { closeEventStreams } from '../platform/event-stream.ts';
import { database } from '../platform/knex.ts';
import { log } from '../platform/log.ts';
import { metricsText } from '../platform/metrics.ts';
import { accessLog } from './access-log.ts';
import { admit, authenticate, authorize, languageOf, type Request } from './guard.ts';
import { httpErrorOf, UPLOAD_LIMIT_MB } from './http-error.ts';
import { openApi } from './openapi.ts';
import { restOf } from './request-rest.ts';
import { securityHeaders } from './security-headers.ts';
import { serveWeb, serveWords } from './web-files.ts';

type Gateway = Service & { server: Server };
type Handler = (this: Gateway, req: Request, res: ServerResponse) => unknown;
const { PORT, HOST } = readEnv();
const BODY_LIMIT = '5mb';
const GRACE_MS = 3_000;

const health: Handler = async (_req, res) => {
  const up = await database()
    .raw('select 1')
    .then(
      () => true,
      () => false,
    ); // a database that is away is what health reports
  sendJson(res, up ? 200 : 503, { status: up ? 'ok' : 'database unreachable' });
};
const metrics: Handler = (req, res) => {
  const local = /^(::1|127\.|::ffff:127\.)/.test(req.socket.remoteAddress ?? '');
  if (!local && !req.$ctx.meta.user?.permissions.includes('system.read'))
    throw new Refusal('access.permission.missing', { permission: 'system.read' }, 403);
  res.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }).end(metricsText());
};
const describe: Handler = function (_req, res) {
  sendJson(res, 200, openApi(this.broker));
};

function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res
    .writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
    .end(JSON.stringify(body));
}

const refused = new WeakSet<ServerResponse>();

async function refuse(req: Request, res: ServerResponse, error: unknown): Promise<void> {
  if (refused.has(res)) return; // a broken upload fails in the form's reader and in the action
  refused.add(res);
  const requestId = req.$ctx?.requestID ?? undefined;
  const { status, body } = httpErrorOf(error, languageOf(req), requestId);
  if (status >= 500) log('error', 'http', `${req.method} ${req.originalUrl.split('?')[0]} failed`, { requestId, error });
  else log('debug', 'http', body.code, { requestId, params: body.params, error });
  await restOf(req);
  if (res.headersSent)
    res.destroy(); // a stream broke in the middle: the client must not take it for whole
  else sendJson(res, status, body);
}

const jsonBody = (web as unknown as { bodyParser: { json(options: object): Handler } }).bodyParser.json({
  limit: BODY_LIMIT,
  inflate: false, // a compressed body is refused with a sentence, and cannot be a bomb
});
const common = { mappingPolicy: 'restrict', bodyParsers: false, logging: false, onError: refuse };

const gateway = {
  name: 'api',
  mixins: [web as unknown as ServiceSchema],
  settings: {
    port: PORT,
    ip: HOST,
    debounceTime: 20,
    logRequest: null,
    logResponse: null,
    logRequestParams: null,
    logRouteRegistration: null,
    qsOptions: { depth: 2, parameterLimit: 100, arrayLimit: 100 },
    use: [securityHeaders, accessLog],
    onError: refuse,
    rootCallOptions: (options: { requestID?: string }) => {
      // an id from outside is kept if it is harmless in a log
      if (!/^[\w-]{8,64}$/.test(options.requestID ?? '')) options.requestID = randomUUID();
    },
    routes: [
      {
        ...common,
        path: '/api/v1',
        autoAliases: true,
        authentication: true,
        authorization: true,
        use: [jsonBody],
        busboyConfig: { limits: { files: 1, fileSize: UPLOAD_LIMIT_MB * 1024 * 1024, fields: 20, fieldSize: 10_000 } },
        aliases: { 'GET /health': health, 'GET /metrics': metrics, 'GET /openapi.json': describe },
        onBeforeCall: (ctx: Ctx, _route: object, req: Request) => admit(ctx, req),
      },
      {
        ...common,
        path: '/',
        aliases: {
          'GET /health': health,
          'GET /metrics': metrics,
          'GET /openapi.json': describe,
          'GET /locales/*file': serveWords,
        },
      },
    ],
  },
  actions: {
    // of moleculer-web; nobody outside may change routes
    listAliases: false,
    addRoute: false,
    removeRoute: false,
  },
  methods: {
    // moleculer-web would also log every refusal as an error
    errorHandler: refuse,
    authenticate: (ctx: Ctx): Promise<SessionUser | null> => authenticate(ctx),
    authorize(ctx: Ctx, _route: object, req: Request): void {
      authorize(ctx, req);
    },
  },
  created(this: Gateway & { serve: Handler }) {
    // what no route takes: the ui, and a plain no for the rest of the API
    this.serve = (req, res) => {
      const isPage = !req.originalUrl.startsWith('/api/') && (req.method === 'GET' || req.method === 'HEAD');
      return isPage ? serveWeb(req, res as never) : refuse(req, res, new Refusal('api.route.missing', {}, 404));
    };
  },
  async stopped(this: Gateway) {
    closeEventStreams();
    this.server.closeIdleConnections();
    setTimeout(() => this.server.closeAllConnections(), GRACE_MS).unref();
  },
};
export default gateway as unknown as ServiceSchema;
