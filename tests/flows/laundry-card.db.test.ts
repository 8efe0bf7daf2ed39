// A card type nobody here has heard of lives, is charged and printed, and one new folder is all it takes: the one the guide writes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { setEnv } from '../../core/platform/env.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startTestApp } from '../support/test-app.ts';
import { type Card, type CardBuilding, cardBuilding } from './card-building.ts';

const service = 'laundry-card';
const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/write-a-card-plugin.md'), 'utf8');
const PLUGIN = /```ts\n([\s\S]*?)```/.exec(guide)![1]!;
// inside the project, so that #kit means what it means to a plugin's author
const scratch = join(import.meta.dirname, `.run-${process.pid}`);
const folder = join(scratch, service);
mkdirSync(join(folder, 'locales'), { recursive: true });
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
writeFileSync(join(folder, 'plugin.ts'), PLUGIN);
for (const lang of ['vi', 'en']) writeFileSync(join(folder, 'locales', `${lang}.json`), '{}');
setEnv('TOANHA_PLUGINS', folder);

const app = await startTestApp();
let house: CardBuilding;
let card: Card;
beforeAll(async () => {
  freezeClock('2026-01-31T05:00:00Z');
  house = await cardBuilding(app, { code: 'L', units: ['A1'], tariffs: [[service, 'washing']] });
});

test('is listed with its name and icon, and its words are served', async () => {
  const { body } = await app.fetch('GET', '/plugins');
  expect(body.rows).toContainEqual(
    expect.objectContaining({
      id: service,
      kind: 'card',
      icon: 'local_laundry_service',
      name: { vi: 'Thẻ giặt', en: 'Laundry card' },
    }),
  );
  const words = (await (await fetch(`${app.origin}/locales/vi/${service}.json`)).json()) as Record<string, string>;
  expect(words).toMatchObject({
    'state.washing': 'Đang giặt',
    'action.hand': 'Giao thẻ',
    'field.basket': 'Số giỏ',
    'field.dryer': 'Có máy sấy',
  });
});

test('has a grid with the fields of its form and the names of its states', async () => {
  const { body } = await app.fetch('GET', `/views/cards?service=${service}`);
  expect(body.columns).toContainEqual(expect.objectContaining({ field: 'fields.basket', title: `${service}:field.basket` }));
  const state = body.columns.find(({ field }: { field: string }) => field === 'state');
  expect(state.options.map(({ label }: { label: string }) => label)).toEqual(
    ['asked', 'washing', 'gone'].map((each) => `${service}:state.${each}`),
  );
  expect(body.styles).toContainEqual({ when: 'state == washing', columns: ['number'], tone: 'info' });
});

test('its form, actions, fees and door work', async () => {
  const wrong = { buildingId: house.buildingId, service, unitId: house.units.A1, customerId: house.customers.A1, fields: {} };
  expect((await app.fetch('POST', '/cards', wrong)).body.code).toBe('card.form.refused');
  card = await house.register(service, 'A1', { basket: 'G-07', dryer: true });
  expect(card.state).toBe('asked');
  ({ card } = await house.done(card, 'hand', { number: 'L1', on: '2026-01-01' }));
  const { due, card: loaded } = await house.done(card, 'load', { quantity: 3 });
  expect([due?.net, due?.total]).toEqual([75_000, 81_000]);
  card = loaded;
  const { body } = await app.fetch('GET', `/buildings/${house.buildingId}/card-outbox?since=0`);
  expect(body.rows.map(({ number, open }: { number: string; open: boolean }) => [number, open])).toEqual([['L1', true]]);
});

test('is on the month’s bill and on the notice, with its card', async () => {
  expect(await house.bill('2026-01')).toEqual({ A1: { [service]: 194_400 } }); // 120.000 + 60.000, + 8 %
  const { body: bills } = await app.fetch('GET', `/bills?buildingId=${house.buildingId}&period=2026-01`);
  const { body: explained } = await app.fetch('GET', `/bills/${bills.rows[0].id}/explain`);
  expect(explained.agrees).toBe(true);
  const { body: notice } = await app.fetch<Buffer>('GET', `/bills/${bills.rows[0].id}/notice.pdf?lang=vi`);
  const text = pdfText(notice);
  for (const said of ['Thẻ giặt L1', 'Gói giặt', '180.000', '14.400', '194.400']) expect(text).toContain(said);
});
