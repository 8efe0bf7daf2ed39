// A card type nobody here has heard of lives, is charged and printed, and one new folder is all it takes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { setEnv } from '../../core/platform/env.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startTestApp } from '../support/test-app.ts';
import { type Card, type CardBuilding, cardBuilding } from './card-building.ts';

const service = 'laundry-card';
const PLUGIN = `
import { defineCardPlugin } from '#kit';

const label = (vi, en) => ({ vi, en });
export default defineCardPlugin({
  id: '${service}',
  version: '1.0.0',
  name: label('Thẻ giặt', 'Laundry card'),
  icon: 'local_laundry_service',
  measure: { unit: 'tháng', decimals: 0 },
  variables: [
    { name: 'months', unit: 'tháng', source: 'card', default: '1', label: label('Số tháng', 'Months') },
    { name: 'quantity', unit: 'mẻ', source: 'card', default: '1', label: label('Số mẻ', 'Loads') },
    { name: 'feeDue', unit: 'đ', source: 'card', default: '0', label: label('Tiền giặt', 'Loads') },
    { name: 'dryer', unit: '', source: 'registration', type: 'flag', default: 'false', label: label('Có máy sấy', 'With dryer') },
  ],
  tariffs: [{
    id: 'washing', name: label('Giặt sấy', 'Washing'), legalBasis: 'Nội quy', validFrom: '2025-01-01', validTo: null, unitClass: '*', enabled: true,
    body: {
      parameters: { washPrice: '120000', dryPrice: '60000', loadPrice: '25000' },
      tables: {},
      lines: [
        { kind: 'amount', code: 'wash', amount: 'months * (washPrice + if(dryer, dryPrice, 0))', when: 'months > 0', vat: 'standard', nature: 'own', label: label('Gói giặt', 'Washing') },
        { kind: 'amount', code: 'loads', amount: 'feeDue', when: 'feeDue > 0', vat: 'standard', nature: 'own', label: label('Mẻ giặt thêm', 'Extra loads') },
      ],
    },
  }],
  states: ['asked', 'washing', 'gone'],
  stateNames: { asked: label('Chờ cấp', 'Asked for'), washing: label('Đang giặt', 'Washing'), gone: label('Đã thu hồi', 'Taken back') },
  opens: ['washing'],
  actions: [
    { id: 'hand', from: ['asked'], to: 'washing', label: label('Giao thẻ', 'Hand over'), effect: 'number', billing: 'start' },
    { id: 'load', from: ['washing'], to: 'washing', label: label('Giặt thêm', 'Extra load'), fee: 'quantity * loadPrice' },
    { id: 'takeBack', from: ['washing'], to: 'gone', label: label('Thu hồi', 'Take back'), effect: 'end', billing: 'stop' },
  ],
  registration: { type: 'object', properties: { basket: { type: 'string', label: label('Số giỏ', 'Basket') }, dryer: { type: 'boolean' } }, required: ['basket'] },
  grid: { styles: [{ when: 'state == washing', columns: ['number'], tone: 'info' }] },
  accounts: { tt99: { receivable: '131', revenue: '5113' }, tt133: { receivable: '131', revenue: '5113' } },
  examples: [{ name: 'a month with dryer', source: '180.000; 8 % = 14.400', preset: 'washing', taxDate: '2026-11-30', facts: { months: 1, dryer: true }, expect: { lines: { wash: 180000 }, vat: 14400, total: 194400 } }],
});
`;
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
