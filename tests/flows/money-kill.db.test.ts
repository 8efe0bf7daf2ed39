// A year of money whose process is killed with SIGKILL at random moments, three commands in flight. Whoever sends again with the same
// key gets what was done, or has it done now: in the end every command has happened once, and a plain model knows every balance.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { verifyBuilding } from '../../core/cli/verify.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';
import { seededRandom } from './seeded-random.ts';

const UNITS = 4;
const MONTHS = 12;
const A_MONTH = 14;
const SEED = 20_260_202;
const app = await startTestApp();
const { admin, url } = app.db;
const mover = fileURLToPath(new URL('move-money.ts', import.meta.url));
const next = seededRandom(SEED);
const upTo = (max: number) => 1 + Math.floor(next() * max);
let house: MoneyBuilding;

interface Command {
  n: number;
  key: string;
  action: string;
  params: Record<string, unknown>;
  unit: number;
  /** What it does to what the unit owes and to the money, once it has happened. */
  owes: number;
  cash: number;
  undoes?: number;
}
interface Told {
  n: number;
  id?: number;
  code?: string;
}
const owes = Array.from({ length: UNITS }, () => 0);
let cash = 0;
let made = 0;
let interrupted = 0;

beforeAll(async () => {
  freezeClock('2026-02-01T05:00:00Z');
  house = await moneyBuilding(app, { code: 'NGAT', units: UNITS, period: '2026-12', months: MONTHS });
}, 60_000);

let count = 0;
function command(): Command {
  const unit = upTo(UNITS) - 1;
  const party = { buildingId: house.buildingId, unitId: house.unitIds[unit], customerId: house.customerIds[unit] };
  const n = ++count;
  const amount = upTo(500_000);
  const base = { n, key: `kill-${n}`, unit };
  const choice = next();
  if (choice < 0.7) {
    const params = {
      buildingId: house.buildingId,
      method: 'cash',
      amount,
      unitIds: [party.unitId],
      customerId: party.customerId,
      keepSurplus: true,
    };
    return { ...base, action: 'ledger.collect', params, owes: -amount, cash: amount };
  }
  if (choice < 0.85)
    return { ...base, action: 'ledger.takeDeposit', params: { ...party, method: 'cash', amount }, owes: 0, cash: amount };
  const params = { ...party, kind: 'refund', method: 'cash', amount, reason: 'Hoàn tiền thừa' };
  return { ...base, action: 'ledger.payOut', params, owes: amount, cash: -amount };
}

/** Sends to a process of its own, killed at a random moment after so many answers. */
async function sendToDying(commands: readonly Command[], instant: string, answers: number): Promise<Told[]> {
  const child = spawn(process.execPath, [mover, url, instant], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const told: Told[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Told & { ready?: boolean };
    if (!said.ready) {
      told.push(said);
      if (told.length === answers) setTimeout(() => child.kill('SIGKILL'), upTo(25));
      continue;
    }
    child.stdin.on('error', () => undefined); // it may be dead before it has read everything
    child.stdin.end(commands.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }
  await ended;
  return told;
}
/** Sends to the application that lives on: the retry of a client whose answer was lost. */
async function sendHere(commands: readonly Command[]): Promise<Told[]> {
  const user = { ...app.user, buildingIds: [house.buildingId] };
  const told: Told[] = [];
  for (const { n, action, params, key } of commands) {
    const answer = app.broker.call(action, params, { meta: { user, idempotencyKey: key } }) as Promise<{ id: number }>;
    told.push(
      await answer.then(
        ({ id }) => ({ n, id }),
        (error: { code: string }) => ({ n, code: error.code }),
      ),
    );
  }
  return told;
}

/** Until each has its answer; the first `deaths` processes are killed at a random moment. */
async function settle(commands: Command[], instant: string, deaths: number): Promise<Map<number, number>> {
  const ids = new Map<number, number>();
  let waiting = commands;
  for (let kills = 0; waiting.length > 0; kills++) {
    const told = kills < deaths ? await sendToDying(waiting, instant, upTo(8)) : await sendHere(waiting);
    for (const { n, id, code } of told) {
      const done = commands.find((one) => one.n === n)!;
      // a surplus may be smaller than the refund asked of it; anything else is done
      if (id === undefined) expect([done.action, code]).toEqual(['ledger.payOut', 'ledger.surplus.tooSmall']);
      else {
        owes[done.unit]! += done.owes;
        cash += done.cash;
        if (done.undoes === undefined) made++;
        ids.set(n, id);
      }
    }
    const answered = new Set(told.map(({ n }) => n));
    waiting = waiting.filter(({ n }) => !answered.has(n));
    if (waiting.length > 0) interrupted++;
  }
  return ids;
}

test(`a year of ${UNITS} units under SIGKILL (seed ${SEED}) agrees with the plain model after every month`, async () => {
  for (let month = 1; month <= MONTHS; month++) {
    const period = `2026-${String(month).padStart(2, '0')}`;
    const instant = month === 12 ? '2027-01-01T05:00:00Z' : `2026-${String(month + 1).padStart(2, '0')}-01T05:00:00Z`;
    freezeClock(instant);
    await postMonth(app, house, period);
    for (const { unit_id, total } of await admin('bill').where({ building_id: house.buildingId, period: `${period}-01` }))
      owes[house.unitIds.indexOf(unit_id)]! += Number(total);
    const commands = Array.from({ length: A_MONTH }, command);
    const ids = await settle(commands, instant, [1, 0, 1, 2][month % 4]!);
    // two receipts of the day are taken back, under the same fire
    const receipts =
      month % 2 !== 0 ? [] : commands.filter(({ n, action }) => action === 'ledger.collect' && ids.has(n)).slice(-2);
    const voids = receipts.map((one): Command => {
      const n = ++count;
      const params = { documentId: ids.get(one.n), reason: 'Thu nhầm' };
      return {
        n,
        key: `kill-${n}`,
        action: 'ledger.voidDocument',
        params,
        unit: one.unit,
        owes: -one.owes,
        cash: -one.cash,
        undoes: one.n,
      };
    });
    const free = await admin('credit')
      .whereIn(
        'document_id',
        voids.map(({ params }) => params.documentId as number),
      )
      .whereRaw('remaining <> total')
      .pluck('document_id');
    await settle(
      voids.filter(({ params }) => !free.includes(params.documentId)),
      instant,
      month === 4 ? 1 : 0,
    );
    const rows = await admin('receivable_balance').where({ building_id: house.buildingId }).select('unit_id', 'balance');
    const byUnit = new Map(rows.map(({ unit_id, balance }) => [unit_id, Number(balance)]));
    expect([period, house.unitIds.map((id) => byUnit.get(id) ?? 0)]).toEqual([period, owes]);
  }
  expect(interrupted).toBeGreaterThanOrEqual(6); // the kills did hit work in flight
  const box = await admin('posting').where({ building_id: house.buildingId, account: '1111' }).sum('amount as amount').first();
  expect(Number(box!.amount)).toBe(cash);
  // one document a command, and numbers without gaps although their takers were killed
  expect(Number((await admin('document').where({ building_id: house.buildingId }).count('* as n').first())!.n)).toBe(made);
  const { rows: series } = await admin.raw(
    'select series, year, count(*)::int as count, min(number) as first, max(number) as last from document group by 1, 2',
  );
  for (const { count: documents, first, last } of series) expect([first, last]).toEqual([1, documents]);
  const lines: string[] = [];
  const user = { ...app.user, buildingIds: [house.buildingId] };
  expect([await verifyBuilding(user, house.buildingId, (line) => lines.push(line), 'NGAT'), lines]).toEqual([
    0,
    expect.anything(),
  ]);
}, 400_000);
