// Documents about one open item: less is owed for it, it is given up, or interest is asked for its being late.
import type { Knex } from 'knex';
import { Refusal, type Vnd, vnd } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { setAside } from './allowance.ts';
import { lateInterest } from './late-interest.ts';
import { type MoneyAccounts, moneyAccounts } from './money-accounts.ts';
import type { DraftLine, MoneyDraft } from './money-draft.ts';
import { lockMoney, openRuns } from './open-runs.ts';
import { postDocument } from './post-document.ts';
import { splitReduction } from './split-reduction.ts';
import { regimeOf } from './vouchers.ts';

interface Item {
  id: number;
  unit_id: number;
  customer_id: number;
  customer: string;
  journal_id: number;
  period: string;
  service: string;
  account: string;
  total: number;
  open: number;
  due_on: string;
}

async function itemOf(trx: Knex.Transaction, user: SessionUser, buildingId: number, itemId: number): Promise<Item> {
  await lockMoney(trx, buildingId);
  await openRuns(trx, user.companyId, buildingId);
  const item = await trx('open_item as i')
    .join('customer as c', 'c.id', 'i.customer_id')
    .where({ 'i.building_id': buildingId, 'i.id': itemId })
    .first('i.*', { customer: 'c.name' });
  if (!item) throw new Refusal('ledger.item.unknown', { item: itemId }, 404);
  return item;
}

const headOf = (item: Item, buildingId: number, reason: string) => ({
  ...{ buildingId, unitId: item.unit_id, customerId: item.customer_id, party: item.customer, address: '', reason },
  ...{ series: 'KT' as const, method: null, onDate: today(), reference: null, credits: [] },
});

export async function lowerItem(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.lowerItem'>): Promise<number> {
  const { buildingId, kind, itemId, reason } = given;
  const item = await itemOf(trx, user, buildingId, itemId);
  const amount = vnd(given.amount);
  if (amount > item.open) throw new Refusal('ledger.item.lessOpen', { open: item.open, amount }, 409);
  const accounts = moneyAccounts[await regimeOf(trx, user)];
  const debits: DraftLine[] =
    kind === 'reduction'
      ? splitReduction(await creditedBy(trx, item), amount, item.service, accounts.reduction)
      : await writeOffLines(trx, buildingId, amount, accounts);
  const receivable = { account: item.account, amount: vnd(-amount), service: item.service };
  return postDocument(trx, user, {
    ...headOf(item, buildingId, reason),
    ...{ kind, amount, allocations: [{ itemId, amount }] },
    lines: [...debits, { ...receivable, unitId: item.unit_id, customerId: item.customer_id }],
  } satisfies MoneyDraft);
}

/** The allowance set aside bears it; what it lacks is set aside now (Dr 642 / Cr 2293), then used. */
async function writeOffLines(
  trx: Knex.Transaction,
  buildingId: number,
  amount: Vnd,
  accounts: MoneyAccounts,
): Promise<DraftLine[]> {
  const { allowance, writeOff } = accounts;
  const lacking = vnd(amount - Math.min(amount, Math.max(0, await setAside(trx, buildingId, allowance))));
  const added =
    lacking > 0
      ? [
          { account: writeOff, amount: lacking },
          { account: allowance, amount: vnd(-lacking) },
        ]
      : [];
  return [...added, { account: allowance, amount }];
}

/** What the item's own journal credited for its service. */
async function creditedBy(trx: Knex.Transaction, { journal_id, period, service }: Item) {
  const { rows } = await trx.raw(
    `select account, sum(amount)::bigint as amount from posting where journal_id = ? and period = ? and customer_id is null
       and (service = ? or service is null) group by account having sum(amount) < 0 order by account`,
    [journal_id, period, service],
  );
  return rows as { account: string; amount: number }[];
}

export async function chargeInterest(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.chargeInterest'>) {
  const { buildingId, itemId, ratePerDay, until, reason = '' } = given;
  const item = await itemOf(trx, user, buildingId, itemId);
  if (item.service === LATE_INTEREST) throw new Refusal('ledger.interest.onInterest', {});
  const amount = lateInterest(item.open, item.due_on, until, ratePerDay);
  if (amount <= 0) throw new Refusal('ledger.interest.nothing', { dueOn: item.due_on, until });
  const { receivable, interest } = moneyAccounts[await regimeOf(trx, user)];
  const party = { unitId: item.unit_id, customerId: item.customer_id };
  return postDocument(trx, user, {
    ...headOf(item, buildingId, reason),
    ...{ kind: 'interest', amount, allocations: [], detail: { itemId, ratePerDay, until, principal: item.open } },
    lines: [
      { ...party, account: receivable, amount, service: LATE_INTEREST },
      { account: interest, amount: vnd(-amount), service: LATE_INTEREST },
    ],
    item: { ...party, service: LATE_INTEREST, account: receivable, amount, dueOn: today() },
  } satisfies MoneyDraft);
}
const LATE_INTEREST = 'late-interest';
