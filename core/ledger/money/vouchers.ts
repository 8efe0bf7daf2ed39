// Money out and deposits: refunds, deposits taken, given back and kept, and debts recovered after they were written off.
import type { Knex } from 'knex';
import { type Regime, vnd } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { demandParties, listOpenItems } from '../debt/open-items.ts';
import { allocate } from './allocate.ts';
import { moneyAccount, moneyAccounts } from './money-accounts.ts';
import { type MoneyDraft, seriesOf } from './money-draft.ts';
import { lockMoney, openRuns } from './open-runs.ts';
import { postDocument } from './post-document.ts';
import { useCredit } from './use-credit.ts';

/** What any of these documents says about its day, its payer and its reason. */
interface Given {
  buildingId: number;
  unitId: number;
  customerId: number;
  amount: number;
  onDate?: string | undefined;
  party?: string | undefined;
  address?: string | undefined;
  reason?: string | undefined;
  reference?: string | undefined;
}
async function headOf(trx: Knex.Transaction, user: SessionUser, given: Given) {
  const { buildingId, unitId, customerId } = given;
  await lockMoney(trx, buildingId);
  await openRuns(trx, user.companyId, buildingId);
  const { customer } = await demandParties(trx, { buildingId, unitIds: [unitId], customerId });
  return {
    ...{ buildingId, unitId, customerId, amount: vnd(given.amount), onDate: given.onDate ?? today() },
    ...{ party: given.party ?? customer!.name, address: given.address ?? '', reason: given.reason ?? '' },
    ...{ reference: given.reference ?? null, allocations: [], credits: [] },
  };
}
export async function regimeOf(trx: Knex.Transaction, user: SessionUser): Promise<Regime> {
  // held until commit: the regime cannot change under what is posted by it
  return (await trx('company').where({ id: user.companyId }).forShare().first('regime')).regime;
}

export async function payOut(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.payOut'>): Promise<number> {
  const head = await headOf(trx, user, given);
  const { method, kind } = given;
  const used = await useCredit(trx, { ...head, kind: kind === 'refund' ? 'surplus' : 'deposit' });
  return postDocument(trx, user, {
    ...head,
    ...{ kind, method, series: seriesOf(method, 'out'), allocations: used.allocations },
    lines: [...used.lines, { account: moneyAccount(method), amount: vnd(-head.amount) }],
  });
}

export async function takeDeposit(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.takeDeposit'>) {
  const head = await headOf(trx, user, given);
  const { amount, unitId, customerId } = head;
  const account = moneyAccounts[await regimeOf(trx, user)].deposit;
  return postDocument(trx, user, {
    ...head,
    ...{ kind: 'depositIn', method: given.method, series: seriesOf(given.method, 'in') },
    lines: [
      { account: moneyAccount(given.method), amount },
      { account, amount: vnd(-amount) },
    ],
    credits: [{ kind: 'deposit', account, unitId, customerId, amount }],
  });
}

/** Kept for damage it is other income; kept against debt it pays the unit's oldest items. */
export async function keepDeposit(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.keepDeposit'>) {
  const head = await headOf(trx, user, given);
  const { amount, buildingId, unitId, customerId } = head;
  const used = await useCredit(trx, { ...head, kind: 'deposit' });
  const gets =
    given.against === 'damage'
      ? { lines: [{ account: moneyAccounts[await regimeOf(trx, user)].otherIncome, amount: vnd(-amount) }], allocations: [] }
      : allocate(await listOpenItems(trx, { buildingId, unitIds: [unitId], customerId }), { amount, surplusOf: null });
  return postDocument(trx, user, {
    ...head,
    ...{ kind: 'depositKept', method: null, series: 'KT' },
    lines: [...used.lines, ...gets.lines],
    allocations: [...used.allocations, ...gets.allocations],
  });
}

export async function recover(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.recover'>): Promise<number> {
  const head = await headOf(trx, user, given);
  const account = moneyAccounts[await regimeOf(trx, user)].otherIncome;
  return postDocument(trx, user, {
    ...head,
    ...{ kind: 'recovery', method: given.method, series: seriesOf(given.method, 'in') },
    lines: [
      { account: moneyAccount(given.method), amount: head.amount },
      { account, amount: vnd(-head.amount) },
    ],
  });
}

export async function collectUnidentified(
  trx: Knex.Transaction,
  user: SessionUser,
  given: ParamsOf<'ledger.collectUnidentified'>,
): Promise<number> {
  const { buildingId, party = '', address = '', reason = '', reference = null, onDate = today() } = given;
  await lockMoney(trx, buildingId);
  const amount = vnd(given.amount);
  const account = moneyAccounts[await regimeOf(trx, user)].unidentified;
  return postDocument(trx, user, {
    ...{ kind: 'unidentified', series: 'BC', method: 'bank', buildingId, unitId: null, customerId: null, amount, onDate },
    ...{ party, address, reason, reference, allocations: [] },
    lines: [
      { account: moneyAccount('bank'), amount },
      { account, amount: vnd(-amount) },
    ],
    credits: [{ kind: 'unidentified', account, unitId: null, customerId: null, amount }],
  } satisfies MoneyDraft);
}
