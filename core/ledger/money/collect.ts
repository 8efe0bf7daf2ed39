// Money in for what is owed: a receipt, or an unidentified transfer that has found its payer.
import type { Knex } from 'knex';
import { Refusal, sumVnd, type Vnd, vnd } from '#kit';
import type { ParamsOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { SessionUser } from '#platform/context';
import { demandParties, listCredits, listOpenItems } from '../debt/open-items.ts';
import { type Allocated, allocate } from './allocate.ts';
import { moneyAccount } from './money-accounts.ts';
import { type MoneyDraft, seriesOf } from './money-draft.ts';
import { lockMoney, openRuns } from './open-runs.ts';
import { postDocument } from './post-document.ts';
import { refuseChanged } from './refuse-changed.ts';

export async function collect(trx: Knex.Transaction, user: SessionUser, given: ParamsOf<'ledger.collect'>): Promise<number> {
  const { buildingId, method, amount } = given;
  const { payer, paid } = await pay(trx, user, given);
  return postDocument(trx, user, {
    ...paid,
    ...{ kind: 'receipt', series: seriesOf(method, 'in'), buildingId, method, amount },
    ...{ unitId: given.unitIds[0] ?? null, customerId: payer?.id ?? null },
    ...{ onDate: given.onDate ?? today(), party: given.party ?? payer?.name ?? '', address: given.address ?? '' },
    ...{ reason: given.reason ?? '', reference: given.reference ?? null },
    lines: [{ account: moneyAccount(method), amount }, ...paid.lines],
  } satisfies MoneyDraft);
}

export async function matchUnidentified(
  trx: Knex.Transaction,
  user: SessionUser,
  given: ParamsOf<'ledger.matchUnidentified'>,
): Promise<number> {
  const { buildingId, creditId, amount } = given;
  const { payer, paid } = await pay(trx, user, given);
  const [credit] = await listCredits(trx, { buildingId, creditId, kind: 'unidentified' });
  if (!credit) throw new Refusal('ledger.credit.unknown', { credit: creditId }, 404);
  if (credit.remaining < amount) throw new Refusal('ledger.credit.tooSmall', { remaining: credit.remaining, amount }, 409);
  return postDocument(trx, user, {
    ...paid,
    ...{ kind: 'match', series: 'KT', buildingId, method: null, amount, onDate: today() },
    ...{ unitId: given.unitIds[0] ?? null, customerId: payer?.id ?? null, party: payer?.name ?? '', address: '' },
    ...{ reason: given.reason ?? '', reference: null },
    lines: [{ account: credit.account, amount }, ...paid.lines],
    allocations: [...paid.allocations, { creditId, amount }],
  } satisfies MoneyDraft);
}

interface Payment {
  buildingId: number;
  amount: Vnd;
  unitIds: readonly number[];
  customerId?: number | undefined;
  items?: { itemId: number; amount: Vnd }[] | undefined;
  keepSurplus?: boolean | undefined;
  seenOpen?: Vnd | undefined;
}

async function pay(
  trx: Knex.Transaction,
  user: SessionUser,
  given: Payment,
): Promise<{ payer: { id: number; name: string } | null; paid: Allocated }> {
  const { buildingId, unitIds } = given;
  await lockMoney(trx, buildingId);
  await openRuns(trx, user.companyId, buildingId);
  await demandParties(trx, given);
  const all = await listOpenItems(trx, { buildingId, unitIds });
  const now = sumVnd(all.map((item) => item.open));
  if (given.seenOpen !== undefined && given.seenOpen !== now) await refuseChanged(trx, unitIds, given.seenOpen, now);
  const open = given.items || !given.customerId ? all : all.filter(({ customerId }) => customerId === given.customerId);
  const payer = await payerOf(trx, given, new Set(open.map(({ customerId }) => customerId)));
  const surplusOf = payer ? { unitId: unitIds[0]!, customerId: payer.id } : null;
  return { payer, paid: allocate(open, { ...given, amount: vnd(given.amount), surplusOf }) };
}

/** Who is named; else the only one who owes at these units; else the only one who ever did. */
async function payerOf(trx: Knex.Transaction, given: Payment, owing: ReadonlySet<number>) {
  const known = given.customerId ? new Set([given.customerId]) : owing.size > 0 ? owing : await everOwing(trx, given);
  if (known.size !== 1) return null;
  const [id] = known;
  return { id: id!, name: (await trx('customer').where({ id }).first('name')).name as string };
}

async function everOwing(trx: Knex.Transaction, { buildingId, unitIds }: Payment): Promise<Set<number>> {
  const rows = trx('receivable_balance').where({ building_id: buildingId }).whereIn('unit_id', unitIds);
  return new Set(await rows.distinct('customer_id').pluck('customer_id'));
}
