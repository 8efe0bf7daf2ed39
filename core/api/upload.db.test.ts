import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { startTestApp } from '../../tests/support/test-app.ts';

const app = await startTestApp();
const [{ id: company }] = await app.db.admin('company').select('id');
const [{ id: building }] = await app.db
  .admin('building')
  .insert({ company_id: company, code: 'A', name: 'Tòa A' })
  .returning('id');
const path = `/buildings/${building}/readings/import?period=2026-11`;
const MEGABYTE = 1024 * 1024;

// streams a multipart body of the given size without holding it
async function upload(
  megabytes: number,
  sized: boolean,
): Promise<{ status: number; body: { code: string; message: string; findings: { code: string }[] } }> {
  const head =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="chỉ số.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n';
  const tail = '\r\n--b--\r\n';
  const { hostname, port } = new URL(app.origin);
  const length = Buffer.byteLength(head) + megabytes * MEGABYTE + tail.length;
  const headers = {
    authorization: `Bearer ${app.token}`,
    'content-type': 'multipart/form-data; boundary=b',
    ...(sized ? { 'content-length': length } : {}),
  };
  const req = request({ hostname, port, method: 'POST', path: `/api/v1${path}`, headers });
  const answered = once(req, 'response') as Promise<[IncomingMessage]>;
  req.write(head);
  const chunk = Buffer.alloc(MEGABYTE, 0x61);
  for (let n = 0; n < megabytes; n++) if (!req.write(chunk)) await once(req, 'drain');
  req.end(tail);
  const [response] = await answered;
  return { status: response.statusCode!, body: JSON.parse(await text(response)) };
}

test.each([
  ['with its length told', true],
  ['without its length told', false],
])('60 MB %s are refused with a sentence, and the server goes on', async (_name, sized) => {
  const { status, body } = await upload(60, sized);
  expect([status, body.code]).toEqual([413, 'api.upload.tooLarge']);
  expect(body.message).toMatch(/^Tệp quá lớn: tối đa 10 MB\./);
  expect((await app.fetch('GET', '/session')).status).toBe(200);
});

test('a file of 9 MB reaches the service, which finds that it is no sheet', async () => {
  const { status, body } = await upload(9, true);
  expect(status).toBe(200);
  expect(body.findings.map(({ code }) => code)).toEqual([expect.stringMatching(/^metering\.sheet\./)]);
});

test('an upload that is no form, or holds no file, is told so', async () => {
  const plain = await app.fetch('POST', path, { a: 1 });
  expect([plain.status, plain.body.code]).toEqual([400, 'api.upload.missing']);
  const form = new FormData();
  form.set('note', 'no file');
  const empty = await app.fetch('POST', path, form);
  expect([empty.status, empty.body.code]).toEqual([400, 'api.upload.missing']);
});

test('an upload broken off in the middle leaves the server up', async () => {
  const { hostname, port } = new URL(app.origin);
  const headers = { authorization: `Bearer ${app.token}`, 'content-type': 'multipart/form-data; boundary=b' };
  const req = request({ hostname, port, method: 'POST', path: `/api/v1${path}`, headers });
  req.on('error', () => {}); // we break it off ourselves
  req.write('--b\r\nContent-Disposition: form-data; name="file"; filename="x.xlsx"\r\n\r\nabc');
  await new Promise((resolve) => setTimeout(resolve, 100));
  req.destroy();
  expect((await app.fetch('GET', '/health', undefined, { token: null })).status).toBe(200);
});
