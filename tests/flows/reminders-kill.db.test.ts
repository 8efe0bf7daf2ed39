// A process killed between handing a letter to the mail server and writing that down: the letter is uncertain and never leaves twice.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { childEnv, setEnv } from '../../core/platform/env.ts';
import { type MailBox, openMailBox } from '../support/mail-box.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const { admin, url } = app.db;
let house: MoneyBuilding;
let box: MailBox;
const sender = fileURLToPath(new URL('send-reminders.ts', import.meta.url));
const post = (path: string, body: object = {}) => app.fetch('POST', path, { buildingId: house.buildingId, ...body });
const states = async () => {
  const { rows } = (await app.fetch('GET', `/reminders?buildingId=${house.buildingId}`)).body;
  return rows.map(({ state }: { state: string }) => state).sort();
};

beforeAll(async () => {
  box = await openMailBox();
  setEnv('TOANHA_SMTP_URL', box.url);
  setEnv('TOANHA_SMTP_FROM', 'bql@toa-nn.vn');
  freezeClock('2026-12-01T05:00:00Z');
  house = await moneyBuilding(app, { code: 'NK', units: 3, period: '2026-11' });
  await postMonth(app, house, '2026-11');
  await admin('customer')
    .whereIn('id', house.customerIds)
    .update({ email: admin.raw(`'khach' || id || '@example.vn'`) });
  freezeClock('2027-01-20T05:00:00Z');
  const { proposal } = (await app.fetch('GET', `/buildings/${house.buildingId}/reminder-plan`)).body;
  const steps = proposal.map((step: object) => ({ ...step, channels: ['email'] }));
  await post(`/buildings/${house.buildingId}/reminder-plan`, { validFrom: '2027-01-20', steps });
  await post('/reminders/run');
}, 60_000);
afterAll(() => box.close());

test('killed with the letter on the line: one is uncertain, the others still wait, and nothing leaves twice', async () => {
  box.answer = 'wait';
  const child = spawn(process.execPath, [sender, url, String(house.buildingId)], {
    env: childEnv({}),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await box.next();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await states()).toEqual(['queued', 'queued', 'uncertain']);
  box.answer = 'take';
  expect((await post('/reminders/send')).body.sent).toBe(2);
  expect(await states()).toEqual(['sent', 'sent', 'uncertain']);
  expect(new Set(box.letters.map(({ to }) => to[0])).size).toBe(3);
  expect(box.letters.length).toBe(3);
  // the next level counts from letters that surely left
  const { rows } = (await app.fetch('GET', `/buildings/${house.buildingId}/reminders/due`)).body;
  expect(rows.filter(({ why }: { why: string }) => why.includes('chưa gửi xong')).length).toBe(1);
}, 60_000);
