// Money of a building: collected once, by line or oldest first, kept, offset, refunded, moved and voided; the books always agree.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { verifyBuilding } from '../../core/cli/verify.ts';
import { freezeClock } from '../../core/platform/clock.ts';
import { startTestApp } from '../support/test-app.ts';
import { type MoneyBuilding, moneyBuilding, postMonth } from './money-building.ts';

const app = await startTestApp();
const { admin } = app.db;
let house: MoneyBuilding;
let key = 0;

beforeAll(async () => {
  freezeClock('2026-12-01T05:00:00Z');
  house = await moneyBuilding(app, { code: 'TIEN', units: 8, period: '2026-11' });
  await postMonth(app, house, '2026-11');
}, 60_000);

const post = (path: string, body: object, idempotencyKey = `k-${++key}`, token = app.token) =>
  app.fetch('POST', path, body, { token, headers: { 'idempotency-key': idempotencyKey } });
const openOf = async (n: number) =>
  (await app.fetch('GET', `/buildings/${house.buildingId}/open?unitIds=${house.unitIds[n]}`)).body;
const collect = (n: number, more: object, idempotencyKey?: string) =>
  post('/receipts', { buildingId: house.buildingId, method: 'cash', unitIds: [house.unitIds[n]], ...more }, idempotencyKey);
const party = (n: number) => ({ buildingId: house.buildingId, unitId: house.unitIds[n], customerId: house.customerIds[n] });
const balanceOf = async (n: number) =>
  Number((await admin('receivable_balance').where({ unit_id: house.unitIds[n] }).sum('balance as b').first())!.b);
const sound = async () => {
  const user = { ...app.user, buildingIds: [house.buildingId] };
  const lines: string[] = [];
  expect([await verifyBuilding(user, house.buildingId, (line) => lines.push(line), 'TIEN'), lines]).toEqual([
    0,
    expect.anything(),
  ]);
};

describe('a receipt', () => {
  test('takes everything open at a unit in one action, and the bill is what was open', async () => {
    const { items, open } = await openOf(0);
    expect(items.map(({ service }: { service: string }) => service)).toEqual(['electricity', 'water']);
    const bill = await admin('bill').where({ unit_id: house.unitIds[0] }).first();
    expect(open).toBe(Number(bill.total));
    const { status, body } = await collect(0, { amount: open });
    expect([status, body.number, body.kind, body.amount, body.credit]).toEqual([200, 'PT2026/000001', 'receipt', open, 0]);
    expect(body.postings.map(({ account, amount }: { account: string; amount: number }) => [account, amount])).toEqual([
      ['1111', open],
      ['131', -items[0].open],
      ['131', -items[1].open],
    ]);
    expect([(await openOf(0)).open, await balanceOf(0)]).toEqual([0, 0]);
  });

  test('needs a key; the same key and input answers the first, another input is refused', async () => {
    const { items } = await openOf(1);
    const give = { amount: 1000, items: [{ itemId: items[1].id, amount: 1000 }] };
    const without = await app.fetch('POST', '/receipts', {
      buildingId: house.buildingId,
      method: 'cash',
      unitIds: [house.unitIds[1]],
      ...give,
    });
    expect([without.status, without.body.code]).toEqual([400, 'ledger.key.missing']);
    const first = await collect(1, give, 'same');
    const again = await collect(1, give, 'same');
    expect([first.status, again.body]).toEqual([200, first.body]);
    expect((await openOf(1)).items[1].open).toBe(items[1].open - 1000);
    const other = await collect(1, { ...give, amount: 1001 }, 'same');
    expect([other.status, other.body.code]).toEqual([409, 'ledger.key.reused']);
  });

  test('is one, however often one key is sent at once', async () => {
    const before = Number((await admin('document').count('* as n').first())!.n);
    const answers = await Promise.all(Array.from({ length: 50 }, () => collect(1, { amount: 2000 }, 'fifty')));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(200);
    expect(Number((await admin('document').count('* as n').first())!.n)).toBe(before + 1);
  }, 60_000);

  test('of two cashiers at one unit pays nothing twice', async () => {
    const { items, open } = await openOf(2);
    const give = {
      amount: open,
      items: items.map(({ id, open: amount }: { id: number; open: number }) => ({ itemId: id, amount })),
    };
    const answers = await Promise.all([collect(2, give), collect(2, give), collect(2, { amount: open })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect(body.message).not.toContain(body.code);
    expect([(await openOf(2)).open, await balanceOf(2)]).toEqual([0, 0]);
  });

  test('of one transfer pays several units, oldest first, and the rest stays the payer’s', async () => {
    const [three, four] = [await openOf(3), await openOf(4)];
    const amount = three.open + four.open + 300_000;
    const give = { method: 'bank', unitIds: [house.unitIds[3], house.unitIds[4]], amount, reference: 'FT26335' };
    expect((await collect(3, give)).body.code).toBe('ledger.receipt.moreThanOpen');
    expect((await collect(3, { ...give, keepSurplus: true })).body.code).toBe('ledger.receipt.whoseSurplus');
    const { body } = await collect(3, { ...give, keepSurplus: true, customerId: house.customerIds[3] });
    expect(body.code).toBeUndefined();
    // only the named customer's items are paid; unit 4's payer is another
    expect([body.number, body.credit]).toEqual(['BC2026/000001', four.open + 300_000]);
    expect(await balanceOf(3)).toBe(-(four.open + 300_000));
    await sound();
  });

  test('is voided on its day with a reason: the debt is back, the number stays, and not twice', async () => {
    const { open } = await openOf(5);
    const receipt = (await collect(5, { amount: open })).body;
    expect((await post(`/receipts/${receipt.id}/void`, { reason: '' })).status).toBe(422);
    const { status, body } = await post(`/receipts/${receipt.id}/void`, { reason: 'Thu nhầm căn' });
    expect([status, body.number, body.voided.reason]).toEqual([200, receipt.number, 'Thu nhầm căn']);
    expect([(await openOf(5)).open, await balanceOf(5)]).toEqual([open, open]);
    expect((await post(`/receipts/${receipt.id}/void`, { reason: 'Lần nữa' })).body.code).toBe('ledger.document.voided');
    const next = (await collect(5, { amount: 1 })).body;
    expect(Number(next.number.slice(-6))).toBe(Number(receipt.number.slice(-6)) + 1);
    freezeClock('2026-12-02T05:00:00Z');
    expect((await post(`/receipts/${next.id}/void`, { reason: 'Hôm sau' })).body.code).toBe('ledger.document.notToday');
    await sound();
  });
});

describe('what is not a receipt', () => {
  test('a surplus is refunded by voucher, and never more than it', async () => {
    const { credit } = await openOf(3);
    const give = { ...party(3), kind: 'refund', method: 'cash', reason: 'Khách yêu cầu' };
    expect((await post('/vouchers', { ...give, amount: credit + 1 })).body.code).toBe('ledger.surplus.tooSmall');
    const { body } = await post('/vouchers', { ...give, amount: 100_000 });
    expect([body.number, body.postings]).toMatchObject([
      'PC2026/000001',
      [
        { account: '131', amount: 100_000 },
        { account: '1111', amount: -100_000 },
      ],
    ]);
    expect([(await openOf(3)).credit, await balanceOf(3)]).toEqual([credit - 100_000, 100_000 - credit]);
  });

  test('a deposit comes in, pays debt, is kept for damage and goes out', async () => {
    const { open } = await openOf(4);
    expect((await post('/deposits', { ...party(4), method: 'cash', amount: 1_000_000 })).body.postings[1]).toMatchObject({
      account: '344',
      amount: -1_000_000,
    });
    const kept = await post('/deposits/keep', { ...party(4), amount: 50_000, against: 'debt', reason: 'Trừ nợ' });
    expect(kept.body.postings[0]).toMatchObject({ account: '344', amount: 50_000 });
    expect((await openOf(4)).open).toBe(open - 50_000);
    const damage = await post('/deposits/keep', { ...party(4), amount: 150_000, against: 'damage', reason: 'Hỏng cửa' });
    expect(damage.body.postings[1]).toMatchObject({ account: '711', amount: -150_000 });
    const out = { ...party(4), kind: 'depositOut', method: 'bank', reason: 'Trả phòng' };
    expect((await post('/vouchers', { ...out, amount: 800_001 })).body.code).toBe('ledger.deposit.tooSmall');
    expect((await post('/vouchers', { ...out, amount: 800_000 })).body.number).toBe('BN2026/000001');
    await sound();
  });

  test('an unidentified transfer waits on 3388 and finds its payer', async () => {
    const { body } = await post('/receipts/unidentified', { buildingId: house.buildingId, amount: 70_000, reference: 'FT1' });
    expect(body.postings[1]).toMatchObject({ account: '3388', amount: -70_000, unitId: null });
    const [credit] = (await app.fetch('GET', `/buildings/${house.buildingId}/credits?kind=unidentified`)).body.rows;
    const { open } = await openOf(6);
    const match = { buildingId: house.buildingId, unitIds: [house.unitIds[6]] };
    const matched = await post(`/credits/${credit.id}/match`, { ...match, amount: 60_000 });
    expect(matched.body.postings[0]).toMatchObject({ account: '3388', amount: 60_000 });
    expect((await openOf(6)).open).toBe(open - 60_000);
    expect((await post(`/credits/${credit.id}/match`, { ...match, amount: 10_001 })).body.code).toBe('ledger.credit.tooSmall');
  });

  test('a reduction takes back revenue and VAT by share; a write-off goes through the allowance', async () => {
    const { items } = await openOf(6);
    const electricity = items.find(({ service }: { service: string }) => service === 'electricity');
    const water = items.find(({ service }: { service: string }) => service === 'water');
    const lower = { buildingId: house.buildingId, reason: 'Giảm giá' };
    // electricity bears 8 % VAT: 10.800 gross = 10.000 + 800
    const reduced = await post(`/items/${electricity.id}/lower`, { ...lower, kind: 'reduction', amount: 10_800 });
    expect(
      Object.fromEntries(
        reduced.body.postings.map(({ account, amount }: { account: string; amount: number }) => [account, amount]),
      ),
    ).toEqual({
      5213: 10_000,
      33311: 800,
      131: -10_800,
    });
    const off = await post(`/items/${water.id}/lower`, { ...lower, kind: 'writeOff', amount: 500 });
    expect(off.body.postings.map(({ account, amount }: { account: string; amount: number }) => [account, amount])).toEqual([
      ['642', 500],
      ['2293', -500],
      ['2293', 500],
      ['131', -500],
    ]);
    expect((await post(`/items/${water.id}/lower`, { ...lower, kind: 'writeOff', amount: water.open })).body.code).toBe(
      'ledger.item.lessOpen',
    );
    const back = await post('/recoveries', { ...party(6), method: 'cash', amount: 500, reason: 'Trả nợ cũ' });
    expect(back.body.postings[1]).toMatchObject({ account: '711', amount: -500 });
    await sound();
  });

  test('late interest is a receivable of its own', async () => {
    freezeClock('2027-01-05T05:00:00Z');
    const { items } = await openOf(7);
    const [item] = items;
    const due = Date.parse(item.dueOn);
    const days = (Date.parse('2027-01-05') - due) / 86_400_000;
    const wanted = Math.round((item.open * days * 5) / 10_000);
    const { body } = await post(`/items/${item.id}/interest`, {
      buildingId: house.buildingId,
      ratePerDay: '0.0005',
      until: '2027-01-05',
    });
    expect([body.amount, body.number]).toEqual([wanted, 'KT2027/000001']);
    const after = await openOf(7);
    expect(after.items.at(-1)).toMatchObject({ service: 'late-interest', open: wanted });
    expect(after.open).toBe(await balanceOf(7));
    expect(
      (
        await post(`/items/${after.items.at(-1).id}/interest`, {
          buildingId: house.buildingId,
          ratePerDay: '0.0005',
          until: '2027-01-05',
        })
      ).body.code,
    ).toBe('ledger.interest.onInterest');
  });

  test('money at the wrong unit moves to the right one without cash', async () => {
    const [wrong, right] = [await openOf(7), await openOf(5)];
    const receipt = (await collect(7, { amount: wrong.open })).body;
    const { body } = await post(`/receipts/${receipt.id}/move`, {
      fromUnitId: house.unitIds[7],
      toUnitId: house.unitIds[5],
      toCustomerId: house.customerIds[5],
      reason: 'Khách ghi nhầm căn',
    });
    expect(body.code).toBeUndefined();
    expect([(await openOf(7)).open, await balanceOf(7)]).toEqual([wrong.open, wrong.open]);
    expect(await balanceOf(5)).toBe(right.open - wrong.open);
    expect(new Set(body.postings.map(({ account }: { account: string }) => account))).toEqual(new Set(['131']));
    // what has moved on cannot be taken back before the move is
    expect((await post(`/receipts/${receipt.id}/void`, { reason: 'Hủy phiếu' })).body.code).toBe('ledger.document.creditUsed');
    await sound();
  });
});

test('no append-only table of money takes an update, delete or truncate by the application’s role', async () => {
  for (const table of ['journal', 'posting', 'document', 'document_void', 'allocation', 'chain_link', 'audit']) {
    for (const statement of [`update ${table} set building_id = 1`, `delete from ${table}`, `truncate ${table} cascade`]) {
      const tried = admin.transaction(async (trx) => {
        await trx.raw('set local role toanha_app');
        await trx.raw(`select set_config('app.company', ?, true), set_config('app.buildings', ?, true)`, [
          String(app.user.companyId),
          `{${house.buildingId}}`,
        ]);
        await trx.raw(statement);
      });
      await expect(tried).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|TN001)$/) });
    }
  }
});

test('another company sees none of it', async () => {
  await admin.transaction(async (trx) => {
    await trx.raw('set local role toanha_app');
    await trx.raw(`select set_config('app.company', '999999', true), set_config('app.buildings', '{999999}', true)`);
    for (const table of [
      'document',
      'document_void',
      'open_item',
      'credit',
      'allocation',
      'opened_run',
      'chain_link',
      'idempotency',
      'series',
    ])
      expect([table, await trx(table).first()]).toEqual([table, undefined]);
  });
});

describe('debts', () => {
  test('the page, its sums, the movements by every key and the statement say what the balances say', async () => {
    const building = house.buildingId;
    const balance = Number((await admin('receivable_balance').where({ building_id: building }).sum('balance as b').first())!.b);
    const { rows, sum, total } = (await app.fetch('GET', `/debts?building=${building}`)).body;
    expect([sum.balance, rows.length, total]).toEqual([balance, rows.length, rows.length]);
    expect(sum.notDue + sum.days30 + sum.days60 + sum.days90 + sum.over90).toBe(sum.open);
    const closing: Record<string, number> = {};
    for (const by of ['customer', 'unit', 'service', 'period']) {
      const report = (await app.fetch('GET', `/debts/report?building=${building}&from=2026-11&to=2027-01&by=${by}`)).body;
      closing[by] = report.rows.reduce((total: number, row: { closing: number }) => total + row.closing, 0);
    }
    expect(closing).toEqual({ customer: balance, unit: balance, service: sum.open, period: sum.open });
    for (const [n, customerId] of house.customerIds.entries()) {
      const { body } = await app.fetch('GET', `/customers/${customerId}/statement`);
      expect([n, body.closing]).toEqual([n, await balanceOf(n)]);
      const history = (await app.fetch('GET', `/customers/${customerId}/transactions`)).body;
      expect(history.rows.at(-1).balance).toBe(body.closing);
    }
  });

  test('of an earlier day are what they were then', async () => {
    const { body } = await app.fetch('GET', `/debts?building=${house.buildingId}&asOf=2026-12-01`);
    // U00001 paid whole on that day; U00005's deposit paid 50.000 only the day after
    const of = (n: number) => body.rows.find(({ unitId }: { unitId: number }) => unitId === house.unitIds[n]);
    const five = await admin('bill').where({ unit_id: house.unitIds[4] }).first();
    expect([of(0), of(4).open]).toEqual([undefined, Number(five.total)]);
  });

  test('a surplus is offset against the same payer’s next month', async () => {
    const before = await openOf(5);
    expect(before.credit).toBeGreaterThan(0);
    await admin.raw(
      `insert into reading (building_id, mounting_id, unit_id, service, period, read_on, previous_on, previous, value)
       select building_id, mounting_id, unit_id, service, '2026-12-01', '2026-12-31', read_on, value, value + 500 from reading
       where building_id = ? and period = '2026-11-01'`,
      [house.buildingId],
    );
    await postMonth(app, house, '2026-12');
    const after = await openOf(5);
    const bill = await admin('bill').where({ unit_id: house.unitIds[5], period: '2026-12-01' }).first();
    expect([after.credit, after.open]).toEqual([0, Number(bill.total) - before.credit]);
    await sound();
  }, 60_000);

  test('a tampered posting breaks the chain', async () => {
    await admin.transaction(async (trx) => {
      await trx.raw(`set local session_replication_role = replica`);
      await trx.raw(`update posting set account = '112' where building_id = ? and account = '1111' and period = '2026-12-01'`, [
        house.buildingId,
      ]);
    });
    const lines: string[] = [];
    const user = { ...app.user, buildingIds: [house.buildingId] };
    expect(await verifyBuilding(user, house.buildingId, (line) => lines.push(line), 'TIEN')).toBeGreaterThan(0);
    expect(lines.find((line) => line.includes('do not follow'))).not.toMatch(/: 0$/);
  });
});
