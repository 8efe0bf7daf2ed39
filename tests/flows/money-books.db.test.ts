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
    // the transfer stands on 112: the month waits for the bank's statement to say the same
    const waiting = (await checklist()).steps.filter(({ done }: { done: boolean }) => !done);
    expect(waiting).toEqual([{ step: 'bank', count: 9_000, done: false }]);
    const count = (counted: number) =>
      app.fetch('POST', `/buildings/${house.buildingId}/periods/2026-11/counts`, { account: '112', counted, beside: 1_000 });
    expect((await count(9_000)).body).toMatchObject({ book: 9_000, difference: -1_000 });
    expect((await checklist()).ready).toBe(false);
    expect((await count(10_000)).body.difference).toBe(0);
    expect((await checklist()).ready).toBe(true);
  });

  test('counts cash and bank as the books hold them at the month’s end, a void in its own month', async () => {
    const money = async (period: string) =>
      (await app.fetch('GET', `/buildings/${house.buildingId}/periods/${period}/checklist`)).body.money.map(
        ({ account, book }: { account: string; book: number }) => [account, book],
      );
    expect(await money('2026-11')).toEqual([
      ['111', 0],
      ['112', 9_000],
    ]);
    expect(await money('2026-12')).toEqual([
      ['111', 100_000],
      ['112', 5_009_000],
    ]);
    const pay = { buildingId: house.buildingId, method: 'cash', amount: 7, unitIds: [house.unitIds[3]] };
    const { body } = await post('/receipts', pay);
    await post(`/receipts/${body.id}/void`, { reason: 'Thử hủy' });
    expect((await money('2026-12'))[0]).toEqual(['111', 100_000]);
    const { rows } = await admin.raw(
      `select left(account, 3) as account, sum(amount)::bigint as amount from posting where building_id = ? and account ~ '^11[12]' group by 1 order by 1`,
      [house.buildingId],
    );
    expect(rows.map(({ account, amount }: { account: string; amount: number }) => [account, amount])).toEqual(
      await money('2026-12'),
    );
  });

  test('shows who closed and opened the month, and why', async () => {
    const set = (body: object) => app.fetch('PATCH', `/buildings/${house.buildingId}/periods/2026-11`, body);
    expect((await set({ status: 'closed' })).status).toBe(200);
    expect((await set({ status: 'open' })).status).toBe(422);
    expect((await set({ status: 'open', reason: 'Sót hóa đơn điện' })).status).toBe(200);
    expect((await checklist()).history).toMatchObject([
      { action: 'billing.period.open', reason: 'Sót hóa đơn điện' },
      { action: 'billing.period.closed', reason: null },
    ]);
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

  test('on screen, page by page, has the workbook’s rows; the trial balance adds up to nothing', async () => {
    const span = `/buildings/${house.buildingId}/journal?from=2026-11&to=2026-12`;
    const { body: all } = await app.fetch('GET', span);
    expect(all.rows.length).toBe(all.total);
    expect(all.sum.debit).toBe(all.sum.credit);
    const { body: second } = await app.fetch('GET', `${span}&page=2&pageSize=3`);
    expect(second.rows.map(({ key: one }: { key: string }) => one)).toEqual(
      all.rows.slice(3, 6).map(({ key: one }: { key: string }) => one),
    );
    const { body: trial } = await app.fetch('GET', `/buildings/${house.buildingId}/trial-balance?from=2026-12&to=2026-12`);
    const sum = (field: string) => trial.rows.reduce((total: number, row: Record<string, number>) => total + row[field]!, 0);
    expect([sum('opening'), sum('closing'), sum('debit') - sum('credit')]).toEqual([0, 0, 0]);
    for (const { account, debit, credit, opening, closing } of trial.rows) {
      expect([account, opening + debit - credit]).toEqual([account, closing]);
      const { body: own } = await app.fetch(
        'GET',
        `/buildings/${house.buildingId}/journal?from=2026-12&to=2026-12&account=${account}`,
      );
      expect([account, own.sum.debit, own.sum.credit]).toEqual([account, debit, credit]);
    }
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
