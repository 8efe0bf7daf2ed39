// The books as a whole: the close keeps facts out, and the exported journal has the balances that hledger computes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const { admin } = app.db;
let house: MoneyBuilding;
let key = 0;
const post = (path: string, body: object) => app.fetch('POST', path, body, { headers: { 'idempotency-key': `b-${++key}` } });
const checklist = async () => (await app.fetch('GET', `/buildings/${house.buildingId}/periods/2026-11/checklist`)).body;

beforeAll(async () => {
  freezeClock('2026-12-03T05:00:00Z');
  house = await moneyBuilding(app, { code: 'SO', units: 4, period: '2026-11' });
  await postMonth(app, house, '2026-11');
  const give = { buildingId: house.buildingId, keepSurplus: true };
  await post('/receipts', { ...give, method: 'cash', amount: 100_000, unitIds: [house.unitIds[0]] });
  await post('/receipts', { ...give, method: 'bank', amount: 5_000_000, unitIds: [house.unitIds[1]] });
}, 60_000);

describe('the close', () => {
  test('waits for an unidentified transfer of the month, then is ready', async () => {
    const { body } = await post('/receipts/unidentified', { buildingId: house.buildingId, amount: 9_000, onDate: '2026-11-30' });
    expect(body.period).toBe('2026-11');
    expect(await checklist()).toMatchObject({ status: 'open', ready: false });
    const [{ id }] = (await app.fetch('GET', `/buildings/${house.buildingId}/credits?kind=unidentified`)).body.rows;
    await post(`/credits/${id}/match`, { buildingId: house.buildingId, amount: 9_000, unitIds: [house.unitIds[2]] });
    expect((await checklist()).steps.filter(({ done }: { done: boolean }) => !done)).toEqual([]);
    expect((await checklist()).ready).toBe(true);
  });

  test('sends late facts to the open month, under their own day', async () => {
    await admin('period')
      .insert({ building_id: house.buildingId, period: '2026-11-01', status: 'closed' })
      .onConflict(['building_id', 'period'])
      .merge();
    const { body } = await post('/receipts', {
      buildingId: house.buildingId,
      method: 'cash',
      amount: 1_000,
      unitIds: [house.unitIds[2]],
      onDate: '2026-11-20',
    });
    expect([body.onDate, body.period]).toEqual(['2026-11-20', '2026-12']);
    const journal = await admin('journal').whereRaw('id = (select journal_id from document where id = ?)', [body.id]).first();
    expect([journal.posted_on, journal.period]).toEqual(['2026-12-01', '2026-12-01']);
    await admin('period')
      .insert({ building_id: house.buildingId, period: '2026-12-01', status: 'closed' })
      .onConflict(['building_id', 'period'])
      .merge();
    const refused = await post('/receipts', {
      buildingId: house.buildingId,
      method: 'cash',
      amount: 1_000,
      unitIds: [house.unitIds[2]],
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'ledger.period.closed']);
    await admin('period').where({ building_id: house.buildingId }).update({ status: 'open' });
  });
});

describe('the exported journal', () => {
  const exported = (extension: string) =>
    app.fetch('GET', `/buildings/${house.buildingId}/journal.${extension}?from=2026-11&to=2026-12`);

  test('as a workbook has a row a posting and balances', async () => {
    const { rows } = (await readXlsx((await exported('xlsx')).body)).sheets[0]!;
    const count = Number((await admin('posting').where({ building_id: house.buildingId }).count('* as n').first())!.n);
    expect(rows.length).toBe(count + 1);
    const sum = (column: number) => rows.slice(1).reduce((total, row) => total + Number(row[column] ?? 0), 0);
    expect(sum(7)).toBeGreaterThan(0);
    expect(sum(7)).toBe(sum(8));
  });

  test('gives hledger the debts’ own figures', async () => {
    if (spawnSync('hledger', ['--version']).status !== 0) {
      process.stderr.write(
        '\n*** SKIPPED: hledger is not installed; the exported journal was NOT checked by the real program ***\n',
      );
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'journal-'));
    const file = join(folder, 'a.hledger');
    writeFileSync(file, (await exported('hledger')).body as unknown as Buffer);
    const run = (...args: string[]) => spawnSync('hledger', ['-f', file, ...args], { encoding: 'utf8' });
    expect(run('check').stderr).toBe('');
    const { stdout } = run('bal', '131', '--flat', '-O', 'csv', '-N', '-c', '1000 VND');
    rmSync(folder, { recursive: true });
    const told = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.replaceAll('"', '').split(','))
      .map(([account, amount]) => [account!.split(':')[1], Number(amount!.replace(' VND', ''))]);
    const { rows } = (await app.fetch('GET', `/debts?building=${house.buildingId}`)).body;
    const debts = rows
      .filter(({ balance }: { balance: number }) => balance !== 0)
      .map(({ unit, balance }: { unit: string; balance: number }) => [unit, balance]);
    expect(told.sort()).toEqual(debts.sort());
    expect(told.length).toBe(4);
  });
});
