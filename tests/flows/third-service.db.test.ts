// A service type nobody here has heard of travels the whole road, and one new folder is all it takes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pluginTemplate } from '../../core/cli/plugin-template.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { setEnv } from '../../core/platform/env.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startTestApp } from '../support/test-app.ts';

const service = 'hot-steam';
const period = '2026-11';
// inside the project, so that #kit means what it means to a plugin's author
const scratch = join(import.meta.dirname, `.run-${process.pid}`);
const folder = join(scratch, service);
mkdirSync(join(folder, 'locales'), { recursive: true });
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
for (const [file, text] of Object.entries(pluginTemplate(service))) {
  const grid = `grid: { columns: [{ field: 'perDay', type: 'number', title: '${service}:name', calc: 'consumption / days', scale: 1 }] },`;
  writeFileSync(join(folder, file), file === 'plugin.ts' ? text.replace('monotone: true,', `${grid}\n  monotone: true,`) : text);
}
setEnv('TOANHA_PLUGINS', folder);

const app = await startTestApp();
let buildingId: number;
let at: string;
let bill: { id: number; unit: string; total: number };

beforeAll(async () => {
  freezeClock('2026-12-01T05:00:00Z');
  const made = await app.fetch('POST', '/buildings', { code: 'S', name: 'Tòa Hơi', settings: { fourEyes: false } });
  buildingId = made.body.id;
  at = `/buildings/${buildingId}`;
  const from = '2026-10-31';
  const sent = [
    await app.fetch('POST', `${at}/units`, { units: [{ code: 'A1' }, { code: 'A2' }] }),
    await app.fetch('POST', `${at}/people`, {
      customers: [{ code: 'K1', name: 'Nguyễn Thị Một' }],
      occupancies: ['A1', 'A2'].map((unit) => ({ unit, customer: 'K1', role: 'owner', from })),
    }),
    await app.fetch('POST', `${at}/meters`, {
      meters: ['A1', 'A2'].map((unit) => ({ unit, service, serial: `HS-${unit}`, digits: 5, from, readingStart: '100' })),
    }),
  ];
  expect(sent.map(({ status, body }) => [status, body.findings])).toEqual(sent.map(() => [200, []]));
});

test('is listed with its name and icon, and its words are served', async () => {
  const { body } = await app.fetch('GET', '/plugins');
  expect(body.rows).toContainEqual(
    expect.objectContaining({ id: service, kind: 'meter', icon: 'speed', name: { vi: 'Hot steam', en: 'Hot steam' } }),
  );
  const words = (await (await fetch(`${app.origin}/locales/vi/${service}.json`)).json()) as Record<string, string>;
  expect(words['anomaly.high']).toMatch(/^Mức dùng mỗi ngày/);
});

test('has the reading grid, in its own measure and with its own column', async () => {
  const { body } = await app.fetch('GET', `/views/readings?service=${service}`);
  expect(body.ns).toBe(service);
  expect(body.columns).toContainEqual(expect.objectContaining({ field: 'consumption', unit: 'kWh', scale: 0 }));
  expect(body.columns).toContainEqual(expect.objectContaining({ field: 'perDay', calc: 'consumption / days' }));
});

test('takes readings, and a value below the last one is refused in words', async () => {
  const { body } = await app.fetch('GET', `${at}/readings?period=${period}&service=${service}`);
  const [a1, a2] = body.rows as { id: number; revision: number; unit: string }[];
  const readOn = '2026-11-30';
  const saved = await app.fetch('PATCH', `${at}/readings?period=${period}&service=${service}`, {
    changes: [
      { id: a1!.id, revision: a1!.revision, value: '200', readOn },
      { id: a2!.id, revision: a2!.revision, value: '90', readOn },
    ],
  });
  expect(saved.body.findings.map(({ code, at }: { code: string; at: object }) => [code, at])).toEqual([
    ['metering.reading.belowPrevious', expect.objectContaining({ row: a2!.id })],
  ]);
});

test('is priced by an adopted preset', async () => {
  const { body: tariff } = await app.fetch('POST', `${at}/tariffs`, { service, preset: 'one-price', publish: true });
  expect(tariff).toMatchObject({ service, status: 'published', body: { parameters: { price: '1500' } } });
  const { body } = await app.fetch('POST', '/price', { service, tariffId: tariff.id, input: { consumption: '100' } });
  expect([body.net, body.vatTotal, body.total]).toEqual([150_000, 12_000, 162_000]); // 100 × 1.500; 8 %
});

test('is billed by a run; the unit without a reading is parked', async () => {
  const { body: run } = await app.fetch('POST', '/runs', { buildingId, period, wait: true });
  const { body: parked } = await app.fetch('GET', `/runs/${run.id}/parked`);
  const own = parked.rows.filter((row: { service: string }) => row.service === service);
  expect(own.map(({ unit }: { unit: string }) => unit)).toEqual(['A2']);
  expect((await app.fetch('POST', `/runs/${run.id}/approve`, {})).status).toBe(200);
  const { body } = await app.fetch('GET', `/bills?buildingId=${buildingId}&period=${period}`);
  expect(body.rows).toHaveLength(1);
  bill = body.rows[0];
  expect(bill).toMatchObject({ unit: 'A1', total: 162_000, services: { [service]: 162_000 } });
  const { body: explained } = await app.fetch('GET', `/bills/${bill.id}/explain`);
  expect([explained.agrees, explained.charges.map((each: { service: string }) => each.service)]).toEqual([true, [service]]);
});

test('stands on the notice with its name, readings and figures', async () => {
  const { status, body } = await app.fetch<Buffer>('GET', `/bills/${bill.id}/notice.pdf?lang=vi`);
  expect(status).toBe(200);
  const text = pdfText(body);
  for (const said of ['Nguyễn Thị Một', 'Hot steam', 'Tiêu thụ', '150.000', '12.000', '162.000']) expect(text).toContain(said);
});
