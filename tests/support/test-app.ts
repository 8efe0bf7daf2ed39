// The whole app on a free port over a test database, with a signed-in administrator: `const app = await startTestApp()` at the top of a file.
import { afterAll } from '@jest/globals';
import type { ServiceBroker } from 'moleculer';
import { ensureFirstUser } from '../../core/access/first-user.ts';
import { type AppServer, startApp } from '../../core/cli/app.ts';
import type { SessionUser } from '../../core/platform/context.ts';
import { loadPlugins } from '../../core/platform/plugins.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

export interface Answer<T = Record<string, never>> {
  status: number;
  headers: Headers;
  body: T;
}
export interface TestApp {
  db: TestDatabase;
  broker: ServiceBroker;
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** Bearer token of the administrator. */
  token: string;
  /** The administrator, for `call(app.broker, …, { meta: { user } })`; buildings made later are not in it yet. */
  user: SessionUser;
  /** `/api/v1` + path; JSON in and out, signed in unless `token` is null. */
  // biome-ignore lint/suspicious/noExplicitAny: what the server answers is what tests look into
  fetch<T = any>(
    method: string,
    path: string,
    body?: unknown,
    options?: { token?: string | null; headers?: Record<string, string> },
  ): Promise<Answer<T>>;
}

export async function startTestApp(): Promise<TestApp> {
  const db = await testDatabase();
  const password = 'a password of the tests';
  await ensureFirstUser(db.admin, password);
  await loadPlugins();
  const server: AppServer = await startApp({ port: 0, host: '127.0.0.1' });
  afterAll(() => server.stop());
  const origin = `http://127.0.0.1:${server.port}`;
  const app: TestApp = {
    db,
    broker: server.broker,
    origin,
    token: '',
    user: {} as SessionUser,
    async fetch(method, path, body, { token = app.token, headers = {} } = {}) {
      const raw = body instanceof FormData || typeof body === 'string' || body === undefined;
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(raw ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: raw ? body : JSON.stringify(body),
      });
      const json = (response.headers.get('content-type') ?? '').includes('json');
      return {
        status: response.status,
        headers: response.headers,
        body: (json ? await response.json() : Buffer.from(await response.arrayBuffer())) as never,
      };
    },
  };
  const { body } = await app.fetch('POST', '/session', { user: 'admin', password });
  app.token = body.token;
  app.user = (await server.broker.call('access.resolveSession', { token: body.token })) as SessionUser;
  return app;
}
