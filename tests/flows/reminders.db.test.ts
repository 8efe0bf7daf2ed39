// Reminders: never a level skipped, never a letter doubled, never a neighbour's data; e-mail through a real SMTP server.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readVietQr } from '../../core/kit/vietqr.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { setEnv } from '../../core/platform/env.ts';
import { type MailBox, openMailBox, readMail } from '../support/mail-box.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const { admin } = app.db;
let house: MoneyBuilding;
let box: MailBox;
let dueOn: string;
let key = 0;
const at = (days: number) => new Date(Date.parse(`${dueOn}T05:00:00Z`) + days * 86_400_000).toISOString();

beforeAll(async () => {
  box = await openMailBox();
  setEnv('TOANHA_SMTP_URL', box.url);
  setEnv('TOANHA_SMTP_FROM', 'Ban quản lý Tòa NN <bql@toa-nn.vn>');
  freezeClock('2026-12-01T05:00:00Z');
  house = await moneyBuilding(app, { code: 'NN', units: 6, period: '2026-11' });
  await postMonth(app, house, '2026-11');
  await admin('company').update({
    name: 'Công ty Quản lý Ánh Dương',
    bank_bin: '970436',
    bank_account: '0011004567890',
    bank_account_name: 'CTY ANH DUONG',
  });
  const names = ['Nguyễn Thị Ánh', 'Trần Đình Đức', 'Lê Ước', 'Phạm Hồng Đào', 'Vũ Quỳnh Như', 'Đỗ Thế Vỹ'];
  for (const [n, name] of names.entries())
    await admin('customer')
      .where({ id: house.customerIds[n] })
      .update({ name, email: n < 4 ? `khach${n + 1}@example.vn` : null });
  dueOn = (await admin('bill').where({ building_id: house.buildingId }).first('due_on')).due_on;
}, 60_000);
afterAll(() => box.close());

const get = async (path: string) => (await app.fetch('GET', `/buildings/${house.buildingId}${path}`)).body;
const post = (path: string, body: object = {}, lang = 'vi') =>
  app.fetch('POST', `${path}?lang=${lang}`, { buildingId: house.buildingId, ...body });
const due = async () => {
  const { rows } = await get('/reminders/due');
  return rows as {
    unit: string;
    send: boolean;
    level: number | null;
    why: string;
    channels: string[];
    customerId: number;
    unitId: number;
  }[];
};
const who = (n: number) => ({ unitId: house.unitIds[n], customerId: house.customerIds[n] });
const list = async () => (await app.fetch('GET', `/reminders?buildingId=${house.buildingId}`)).body;
const pay = async (n: number, amount?: number) => {
  const { open } = (await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${house.unitIds[n]}`)).body;
  const body = { buildingId: house.buildingId, method: 'cash', unitIds: [house.unitIds[n]], amount: amount ?? open };
  return app.fetch('POST', '/receipts', body, { headers: { 'idempotency-key': `r-${++key}` } });
};
const planOf = async () =>
  (await get('/reminder-plan')).proposal as {
    level: number;
    days: number;
    gapDays: number;
    channels: string[];
    title: { vi: string };
    body: { vi: string };
  }[];

describe('a plan', () => {
  test('is asked for before anything else, and the proposal is one', async () => {
    expect((await post('/reminders/run')).body.code).toBe('reminder.plan.none');
    const steps = await planOf();
    expect(steps.map(({ level, days, gapDays }) => [level, days, gapDays])).toEqual([
      [0, -3, 0],
      [1, 1, 0],
      [2, 7, 5],
      [3, 15, 7],
    ]);
    expect(
      (await post(`/buildings/${house.buildingId}/reminder-plan`, { validFrom: '2026-12-01', minAmount: 50_000, steps })).status,
    ).toBe(200);
    expect((await get('/reminder-plan')).plan).toMatchObject({ validFrom: '2026-12-01', minAmount: 50_000 });
  });

  test.each<[string, (steps: Awaited<ReturnType<typeof planOf>>) => unknown, string]>([
    ['a level skipped', (steps) => Object.assign(steps[3]!, { level: 4 }), 'reminder.plan.levelSkipped'],
    ['a later level sooner', (steps) => Object.assign(steps[2]!, { days: 1 }), 'reminder.plan.daysBackwards'],
    ['no days between', (steps) => Object.assign(steps[2]!, { gapDays: 0 }), 'reminder.plan.gapMissing'],
    ['a friendly word after the due day', (steps) => Object.assign(steps[0]!, { days: 2 }), 'reminder.plan.friendlyLate'],
    ['no way to send', (steps) => Object.assign(steps[1]!, { channels: [] }), 'reminder.plan.noChannel'],
    ['no text', (steps) => Object.assign(steps[1]!.body, { vi: '' }), 'reminder.plan.noText'],
    ['a word nobody knows', (steps) => Object.assign(steps[1]!.body, { vi: 'Kính gửi {tên}' }), 'reminder.plan.unknownWord'],
    ['no level at all', (steps) => steps.splice(1), 'reminder.plan.noLevel'],
  ])('with %s is refused in words', async (_, spoil, code) => {
    const steps = await planOf();
    spoil(steps);
    for (const lang of ['vi', 'en']) {
      const { status, body } = await post(
        `/buildings/${house.buildingId}/reminder-plan`,
        { validFrom: '2026-12-02', steps },
        lang,
      );
      expect([status, body.code]).toEqual([422, code]);
      expect(body.message).toMatch(/^[^{}]+\.$/);
    }
  });
});

test('before the due day who has an address gets the friendly word, the others on paper', async () => {
  freezeClock(at(-2));
  expect((await due()).map(({ unit, send, level, channels }) => [unit, send, level, channels.join()])).toEqual(
    ['email', 'email', 'email', 'email', 'print', 'print'].map((channel, n) => [`U0000${n + 1}`, true, 0, channel]),
  );
  await pay(5);
  const { body } = await post('/reminders/run', { only: [who(0), who(5)] });
  expect(body).toMatchObject({ letters: 1, emails: 1, prints: 0 });
});

test('the e-mail is what the letter says: headers, diacritics, the PDF with its QR code', async () => {
  const sent = await post('/reminders/send');
  expect(sent.body).toMatchObject({ sent: 1 });
  const [letter] = box.letters;
  expect([letter!.from, letter!.to]).toEqual(['bql@toa-nn.vn', ['khach1@example.vn']]);
  const { headers, parts } = readMail(letter!.source);
  expect(headers.get('subject')).toBe('THÔNG BÁO SẮP ĐẾN HẠN THANH TOÁN – U00001');
  expect([headers.get('from'), headers.get('auto-submitted')]).toEqual(['Ban quản lý Tòa NN <bql@toa-nn.vn>', 'auto-generated']);
  expect(headers.get('message-id')).toMatch(/^<reminder-\d+-1@toa-nn\.vn>$/);
  const text = parts[0]!.content.toString('utf8');
  expect(text).toContain('Kính gửi Nguyễn Thị Ánh – căn U00001,');
  expect([parts[1]!.type, parts[1]!.filename]).toEqual(['application/pdf', expect.stringMatching(/^NN-\d{6}-U00001\.pdf$/)]);
  const pdf = pdfText(parts[1]!.content);
  const stored = (await admin('reminder').first()).content;
  for (const word of ['Nguyễn Thị Ánh', 'U00001', 'Công ty Quản lý Ánh Dương', '0011004567890', 'Vietcombank', stored.memo])
    expect(pdf).toContain(word);
  expect(readVietQr(stored.qr)).toMatchObject({ account: '0011004567890', amount: stored.total, memo: stored.memo });
  expect((await list()).rows[0]).toMatchObject({
    state: 'sent',
    channel: 'email',
    address: 'khach1@example.vn',
    detail: expect.stringContaining('kept'),
  });
  expect((await post('/reminders/send')).body).toMatchObject({ sent: 0, rows: [] });
});

test('a day late level 1 goes, whatever was or was not told before; five clerks make it once', async () => {
  freezeClock(at(1));
  expect((await due()).filter(({ send }) => send).map(({ unit, level }) => [unit, level])).toEqual(
    [1, 2, 3, 4, 5].map((n) => [`U0000${n}`, 1]),
  );
  const runs = await Promise.all(Array.from({ length: 5 }, () => post('/reminders/run', { only: [who(0), who(1), who(4)] })));
  expect(runs.reduce((sum, { body }) => sum + body.letters, 0)).toBe(3);
  expect((await due()).find(({ unit }) => unit === 'U00001')).toMatchObject({
    send: false,
    why: 'Thư lần 1 đã lập, chưa gửi xong; gửi xong mới tính lần sau.',
  });
});

test('five clerks send at once: each letter leaves once', async () => {
  const before = box.letters.length;
  await Promise.all(Array.from({ length: 5 }, () => post('/reminders/send')));
  expect(
    box.letters
      .slice(before)
      .map(({ to }) => to[0])
      .sort(),
  ).toEqual(['khach1@example.vn', 'khach2@example.vn']);
});

test('printed letters are one file, and count from the day they are handed over', async () => {
  const { status, body } = await app.fetch('GET', `/buildings/${house.buildingId}/reminders/letters.pdf`);
  expect(status).toBe(200);
  const text = pdfText(body as never);
  for (const word of [
    'NHẮC NỢ LẦN 1',
    'Nguyễn Thị Ánh',
    'Trần Đình Đức',
    'Vũ Quỳnh Như',
    'Kính đề nghị Quý khách thanh toán trước ngày',
  ])
    expect(text).toContain(word);
  expect(text).not.toContain('Lê Ước');
  const waiting = (await list()).rows.filter(
    (row: { channel: string; state: string }) => row.channel === 'print' && row.state === 'queued',
  );
  expect((await due()).find(({ unit }) => unit === 'U00005')!.send).toBe(false);
  const ids = waiting.map(({ id }: { id: number }) => id);
  expect((await post('/reminders/resolve', { deliveryIds: ids, outcome: 'sent', reason: 'Phát tận nhà' })).body).toEqual({
    changed: 3,
  });
  expect((await post('/reminders/resolve', { deliveryIds: ids, outcome: 'sent' })).body).toEqual({ changed: 0 });
});

test('level 2 waits for its day and its gap; payment ends the chain, a part of it does not', async () => {
  freezeClock(at(5));
  const whyOf = async (n: number) => (await due()).find(({ unit }) => unit === `U0000${n}`)!.why;
  expect(await whyOf(1)).toBe(`Lần 2 gửi từ ngày ${at(7).slice(0, 10).split('-').reverse().join('/')}.`);
  await pay(1);
  await pay(0, 1000);
  freezeClock(at(7));
  expect((await due()).filter(({ send }) => send).map(({ unit, level }) => [unit, level])).toEqual([
    ['U00001', 2],
    ['U00003', 1],
    ['U00004', 1],
    ['U00005', 2],
  ]);
  const { body } = await post('/reminders/run', { only: [who(0), who(2)] });
  expect(body.letters).toBe(2);
  const stored = await admin('reminder').where({ level: 2 }).first();
  expect(stored.content.paragraphs.join(' ')).toContain(
    `nhắc nợ lần 1 ngày ${at(1).slice(0, 10).split('-').reverse().join('/')}`,
  );
});

test('what is paid after the letter was made does not leave; what is paid in part is made anew', async () => {
  await pay(0);
  await pay(2, 500);
  const { body } = await post('/reminders/send');
  expect(body.rows.map(({ state }: { state: string }) => state)).toEqual(['cancelled', 'cancelled']);
  expect(body.rows[0].message).toContain('Khách đã trả hết các khoản trong thư');
  expect(body.rows[1].message).toContain('Số nợ đã đổi');
  await app.fetch('GET', `/buildings/${house.buildingId}/reminders/letters.pdf`); // the printed twins are cancelled too
  expect((await due()).map(({ unit, send, level }) => [unit, send, level])).toEqual([
    ['U00003', true, 1],
    ['U00004', true, 1],
    ['U00005', true, 2],
  ]);
});

test('a refusal of the mail server is told and tried again by the clerk; the second try has another name', async () => {
  box.answer = 'refuse';
  await post('/reminders/run', { only: [who(2)] });
  const failed = (await post('/reminders/send')).body.rows[0];
  expect([failed.state, failed.message]).toEqual(['failed', expect.stringContaining('mailbox full')]);
  expect((await post('/reminders/send')).body.rows).toEqual([]); // never by itself
  box.answer = 'take';
  const before = box.letters.length;
  expect((await post('/reminders/send', { deliveryIds: [failed.id] })).body).toMatchObject({ sent: 1 });
  expect(readMail(box.letters[before]!.source).headers.get('message-id')).toMatch(/-3@/);
  const { events } = (await list()).rows.find(({ id }: { id: number }) => id === failed.id);
  expect(events.map(({ state }: { state: string }) => state)).toEqual(['queued', 'sending', 'failed', 'sending', 'sent']);
});

test('a line that breaks after the letter is uncertain: not sent again, a person decides', async () => {
  await post('/reminders/run', { only: [who(3)] });
  box.answer = 'hangUp';
  const broken = (await post('/reminders/send')).body.rows[0];
  expect(broken.state).toBe('uncertain');
  box.answer = 'take';
  const before = box.letters.length;
  expect((await post('/reminders/send', { deliveryIds: [broken.id] })).body.rows).toEqual([]);
  expect(box.letters.length).toBe(before);
  await post('/reminders/resolve', { deliveryIds: [broken.id], outcome: 'notSent', reason: 'Khách chưa nhận' });
  expect((await post('/reminders/send', { deliveryIds: [broken.id] })).body).toMatchObject({ sent: 1 });
});

test('a letter with a neighbour’s name, code or QR code is held back and says why', async () => {
  freezeClock(at(14));
  await post('/reminders/run', { only: [who(4)] });
  const { reminderId } = (await list()).rows.find(
    (row: { unit: string; state: string }) => row.unit === 'U00005' && row.state === 'queued',
  );
  const { content } = await admin('reminder').where({ id: reminderId }).first();
  const check = async (change: object) => {
    await admin.transaction(async (trx) => {
      await trx.raw('alter table reminder disable trigger append_only_rows');
      await trx('reminder')
        .where({ id: reminderId })
        .update({ content: JSON.stringify({ ...content, ...change }) });
      await trx.raw('alter table reminder enable trigger append_only_rows');
    });
    const { findings } = (await app.fetch('GET', `/reminders/${reminderId}/check`)).body;
    return findings.map(({ code }: { code: string }) => code.slice(15)).sort();
  };
  expect(await check({})).toEqual([]);
  expect(await check({ customer: { code: 'X', name: 'Trần Đình Đức' } })).toEqual(['foreignName']);
  expect(await check({ paragraphs: ['Kính gửi Lê  Ước ở căn U00003'] })).toEqual(['foreignCode', 'foreignName']);
  expect(await check({ unit: 'U00001' })).toEqual(['foreignCode']);
  expect(await check({ unit: '?', paragraphs: [], memo: null })).toEqual(['noUnit']);
  expect(await check({ total: content.total + 1 })).toEqual(['noTotal']);
  const [first, ...rest] = content.lines;
  expect(await check({ lines: [{ ...first, amount: first.amount + 1 }, ...rest] })).toEqual(['wrongSum']);
  const other = (await admin('reminder').where({ unit_id: house.unitIds[2] }).orderBy('id', 'desc').first()).content;
  expect(await check({ qr: other.qr })).toContain('qrMemo');
  const printed = await app.fetch('GET', `/buildings/${house.buildingId}/reminders/letters.pdf`);
  expect([printed.status, pdfText(printed.body as never).includes('Vũ Quỳnh Như')]).toEqual([200, false]);
  expect((await list()).rows.find((row: { reminderId: number }) => row.reminderId === reminderId)).toMatchObject({
    state: 'refused',
    detail: expect.stringContaining('căn khác'),
  });
});

test('a dispute or a promise stops the letters until it ends', async () => {
  await post('/reminders/resolve', {
    deliveryIds: (await list()).rows
      .filter((row: { state: string }) => row.state === 'refused')
      .map(({ id }: { id: number }) => id),
    outcome: 'cancelled',
  });
  expect((await post('/reminders/pauses', { ...who(4), kind: 'promise', reason: 'Hẹn trả' })).body.code).toBe(
    'reminder.pause.noDay',
  );
  const until = at(20).slice(0, 10);
  await post('/reminders/pauses', { ...who(4), kind: 'promise', until, reason: 'Hẹn trả cuối tháng' });
  const paused = (await due()).find(({ unit }) => unit === 'U00005')!;
  expect([paused.send, paused.why]).toEqual([
    false,
    `Tạm dừng đến ${until.split('-').reverse().join('/')}: khách hẹn trả. Hẹn trả cuối tháng`,
  ]);
  expect((await post('/reminders/run', { only: [who(4)] })).body.letters).toBe(0);
  const { pause } = (await get('/reminders/due')).rows.find(({ unit }: { unit: string }) => unit === 'U00005');
  await post(`/reminders/pauses/${pause.id}/end`, { reason: 'Đã trao đổi' });
  expect((await due()).find(({ unit }) => unit === 'U00005')!.send).toBe(true);
});

test('the application’s role changes no letter, no event and no plan', async () => {
  for (const table of [
    'reminder',
    'reminder_event',
    'reminder_delivery',
    'reminder_plan',
    'reminder_run',
    'reminder_pause',
    'reminder_pause_end',
  ])
    for (const sql of [`update ${table} set building_id = 1`, `delete from ${table}`, `truncate ${table} cascade`])
      await expect(
        admin.transaction(async (trx) => {
          await trx.raw('set local role toanha_app');
          await trx.raw(sql);
        }),
      ).rejects.toMatchObject({ code: '42501' });
});

test('another building’s people see none of it', async () => {
  const { body: other } = await app.fetch('POST', '/buildings', { code: 'NN2', name: 'Tòa hai' });
  await app.fetch('POST', '/users', {
    login: 'nhac-2',
    name: 'nhac-2',
    password: 'mật khẩu dài',
    role: 'accountant',
    buildingIds: [other.id],
  });
  const { token } = (await app.fetch('POST', '/session', { user: 'nhac-2', password: 'mật khẩu dài' }, { token: null })).body;
  expect((await app.fetch('GET', `/reminders?buildingId=${house.buildingId}`, undefined, { token })).status).toBe(403);
  const { id } = await admin('reminder').first('id');
  expect((await app.fetch('GET', `/reminders/${id}/letter.pdf`, undefined, { token })).status).toBe(404);
});
