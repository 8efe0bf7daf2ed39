import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { startTestApp } from '../../tests/support/test-app.ts';

const app = await startTestApp();
const password = 'a password of the tests';

describe('signing in', () => {
  test('answers a token, the user and an httpOnly cookie that both open the session', async () => {
    const { status, body, headers } = await app.fetch('POST', '/session', { user: 'Admin ', password }, { token: null });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ login: 'admin', role: 'admin', lang: 'vi' });
    expect(body.user.permissions).toContain('runs.approve');
    const cookie = headers.get('set-cookie')!;
    expect(cookie).toMatch(/^toanha_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/);
    const byCookie = await app.fetch('GET', '/session', undefined, { token: null, headers: { cookie: cookie.split(';')[0]! } });
    expect(byCookie.body.user.login).toBe('admin');
  });

  test('keeps only a hash of the token in the database', async () => {
    const stored = await app.db.admin('session').pluck('token_sha256');
    expect(stored.length).toBeGreaterThan(0);
    expect(stored).not.toContain(app.token);
  });

  test('with a wrong password or an unknown login is refused in the asked language', async () => {
    const wrong = await app.fetch(
      'POST',
      '/session',
      { user: 'admin', password: 'not this one' },
      { token: null, headers: { 'accept-language': 'en-GB,en' } },
    );
    expect([wrong.status, wrong.body.code]).toEqual([401, 'access.signIn.wrong']);
    expect(wrong.body.message).toMatch(/^Login or password is wrong/);
    const unknown = await app.fetch('POST', '/session?lang=vi', { user: 'nobody', password: 'x' }, { token: null });
    expect(unknown.body.message).toMatch(/^Tên đăng nhập hoặc mật khẩu không đúng/);
  });

  test('is stopped after ten failures, also with the right password then', async () => {
    const hash = await app.db.admin('app_user').where({ login: 'admin' }).first();
    await app.db
      .admin('app_user')
      .insert({ company_id: hash.company_id, login: 'guessed', name: 'G', role: 'reader', password_hash: hash.password_hash });
    for (let n = 0; n < 10; n++)
      await app.fetch('POST', '/session', { user: 'guessed', password: `guess ${n}` }, { token: null });
    const { status, body } = await app.fetch('POST', '/session', { user: 'guessed', password }, { token: null });
    expect([status, body.code]).toEqual([429, 'access.signIn.tooMany']);
    expect(body.params.minutes).toBe(15);
  });

  test('out ends the session', async () => {
    const { body } = await app.fetch('POST', '/session', { user: 'admin', password }, { token: null });
    expect((await app.fetch('DELETE', '/session', undefined, { token: body.token })).status).toBe(200);
    expect((await app.fetch('GET', '/session', undefined, { token: body.token })).status).toBe(401);
  });
});

describe('permissions', () => {
  const made = app.fetch('POST', '/users', { login: 'doc', name: 'Người đọc', password: 'eight chars', role: 'reader' });

  test('a user made by the administrator can sign in and may not make users', async () => {
    expect((await made).body).toMatchObject({ login: 'doc', role: 'reader', active: true, buildingIds: [] });
    const { body } = await app.fetch('POST', '/session', { user: 'doc', password: 'eight chars' }, { token: null });
    const refused = await app.fetch('GET', '/users', undefined, { token: body.token });
    expect([refused.status, refused.body.code, refused.body.params]).toEqual([
      403,
      'access.permission.missing',
      { permission: 'users.write' },
    ]);
  });

  test('without a session everything but signing in and health is refused', async () => {
    for (const path of ['/session', '/users', '/plugins', '/audit']) {
      expect([path, (await app.fetch('GET', path, undefined, { token: null })).status]).toEqual([path, 401]);
    }
  });

  test('a new password and a closed account end all sessions of the user', async () => {
    const { id } = (await made).body;
    const { body } = await app.fetch('POST', '/session', { user: 'doc', password: 'eight chars' }, { token: null });
    await app.fetch('PATCH', `/users/${id}`, { active: false });
    expect((await app.fetch('GET', '/session', undefined, { token: body.token })).status).toBe(401);
    expect((await app.fetch('POST', '/session', { user: 'doc', password: 'eight chars' }, { token: null })).status).toBe(401);
  });

  test('a login twice, a short password and a foreign building are refused with the reason', async () => {
    await made;
    const user = { login: 'doc', name: 'x', password: 'eight chars', role: 'reader' };
    expect((await app.fetch('POST', '/users', user)).body.code).toBe('access.login.taken');
    const short = await app.fetch('POST', '/users', { ...user, password: 'short' });
    expect(short.body.findings).toEqual([
      {
        code: 'access.password.short',
        params: { field: 'password' },
        at: { field: 'password' },
        message: 'Mật khẩu phải có ít nhất 8 ký tự.',
      },
    ]);
    expect((await app.fetch('POST', '/users', { ...user, login: 'doc2', buildingIds: [999] })).body.code).toBe(
      'access.building.foreign',
    );
  });

  test('the administrator cannot lock himself out', async () => {
    expect((await app.fetch('PATCH', `/users/${app.user.id}`, { role: 'reader' })).body.code).toBe('access.user.self');
  });
});

describe('bad requests', () => {
  test('params that do not fit name their fields, in Vietnamese by default', async () => {
    const { status, body } = await app.fetch('POST', '/session', { user: 5 }, { token: null });
    expect([status, body.code]).toEqual([422, 'api.params.invalid']);
    expect(body.findings.map((each: { at: object }) => each.at)).toEqual([{ field: 'user' }, { field: 'password' }]);
    expect(body.message).toBe('Dữ liệu chưa hợp lệ ở: user, password. Hãy sửa các trường này rồi gửi lại.');
  });

  test('what is no JSON, too much JSON and an unknown path are each told', async () => {
    const type = { 'content-type': 'application/json' };
    expect((await app.fetch('POST', '/session', '{"user":', { headers: type })).body.code).toBe('api.body.malformed');
    const huge = await app.fetch('POST', '/session', JSON.stringify({ user: 'x'.repeat(6_000_000) }), { headers: type });
    expect([huge.status, huge.body.code]).toEqual([413, 'api.body.tooLarge']);
    const missing = await app.fetch('GET', '/no/such/thing');
    expect([missing.status, missing.body.code]).toEqual([404, 'api.route.missing']);
  });

  test('a request from another web page is refused where it would change something', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const { status, body } = await app.fetch('DELETE', '/session', undefined, { token: null, headers });
    expect([status, body.code]).toEqual([403, 'api.page.foreign']);
    const origin = { origin: 'https://elsewhere.example' };
    expect((await app.fetch('DELETE', '/session', undefined, { token: null, headers: origin })).status).toBe(403);
    expect((await app.fetch('DELETE', '/session', undefined, { token: null, headers: { origin: app.origin } })).status).toBe(200);
  });

  test('internal actions are no routes', async () => {
    for (const path of [
      '/access/resolveSession',
      '/access.resolveSession',
      '/audit/append',
      '/api/addRoute',
      '/~node/health',
      '/$node/services',
    ]) {
      expect([path, (await app.fetch('POST', path, {})).status]).toEqual([path, 404]);
    }
  });
});

describe('what the server says of itself', () => {
  test('openapi names routes, params, permissions and bodies', async () => {
    const { body } = await app.fetch('GET', '/openapi.json', undefined, { token: null });
    expect(body.openapi).toBe('3.1.0');
    expect(body.paths['/users'].post).toMatchObject({ operationId: 'access.createUser', 'x-permission': 'users.write' });
    const schema = body.paths['/users'].post.requestBody.content['application/json'].schema;
    expect(schema.required).toEqual(expect.arrayContaining(['login', 'name', 'password', 'role']));
    expect(schema.properties.role.enum).toEqual(expect.arrayContaining(['admin', 'cashier', 'reader']));
    expect(body.paths['/users/{id}'].patch.parameters).toContainEqual(
      expect.objectContaining({ name: 'id', in: 'path', required: true }),
    );
    expect(body.paths['/session'].post.security).toEqual([]);
    expect(Object.keys(body.paths).some((path) => path.includes(':'))).toBe(false);
  });

  test('health, metrics and request ids are there', async () => {
    const health = await app.fetch('GET', '/health', undefined, { token: null });
    expect([health.status, health.body]).toEqual([200, { status: 'ok' }]);
    const metrics = await fetch(`${app.origin}/metrics`);
    expect(await metrics.text()).toMatch(/^moleculer_request_total/m);
    const { headers } = await app.fetch('GET', '/session', undefined, { headers: { 'x-request-id': 'abcdef-12345' } });
    expect(headers.get('x-request-id')).toBe('abcdef-12345');
    const odd = await app.fetch('GET', '/session', undefined, { headers: { 'x-request-id': 'x' } });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('words are served per language and namespace, and nothing above them', async () => {
    const words = (await (await fetch(`${app.origin}/locales/vi/api.json`)).json()) as Record<string, string>;
    expect(words['upload.tooLarge']).toMatch(/{{limitMb}} MB/);
    expect((await fetch(`${app.origin}/locales/vi/nothing.json`)).status).toBe(404);
    expect((await fetch(`${app.origin}/locales/vi/..%2f..%2fpackage.json`)).status).toBe(404);
  });

  test('every response carries a policy with a nonce of its own and no unsafe source', async () => {
    const policy = async () => (await fetch(`${app.origin}/locales/vi/api.json`)).headers.get('content-security-policy')!;
    const [first, second] = [await policy(), await policy()];
    expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'/);
    expect(first).not.toMatch(/unsafe/);
    expect(first).not.toBe(second);
  });
});

test('60 MB sent in one go to an address that takes JSON are answered cleanly', async () => {
  const { hostname, port } = new URL(app.origin);
  const req = request({
    hostname,
    port,
    path: '/api/v1/session',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': 60_000_000 },
  });
  const answered = once(req, 'response');
  const chunk = Buffer.alloc(1_000_000, 0x20);
  for (let n = 0; n < 60; n++) if (!req.write(chunk)) await once(req, 'drain');
  req.end();
  const [response] = await answered;
  expect(response.statusCode).toBe(413);
});
