// The deposit of a card that ends: paid out, kept for damage, or kept against debt, to whoever put it down.
import type { Knex } from 'knex';
import { type CardPlugin, Refusal } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import type { CardActionInput, CardSnapshot } from './card.contract.ts';
import type { StoredCard } from './card-repository.ts';

interface Given {
  card: StoredCard;
  plugin: CardPlugin;
  before: CardSnapshot;
  after: CardSnapshot;
  by: NonNullable<CardActionInput['depositBy']>;
}

export async function giveDepositBack(ctx: Ctx, trx: Knex.Transaction, unit: string, given: Given): Promise<void> {
  const { card, plugin, before, after, by } = given;
  if (before.deposit === 0 || after.deposit !== 0) throw new Refusal('card.deposit.none', { number: before.number });
  if (!ctx.meta.user!.permissions.includes('money.adjust')) throw new Refusal('card.deposit.forbidden', {}, 403);
  const { buildingId } = card;
  const reason = `${plugin.name.vi} ${before.number ?? card.id}`;
  for (const { unitId, customerId, amount } of await depositors(trx, card.id)) {
    const { items } = await call(ctx, 'ledger.listOpen', { buildingId, unitIds: [unitId], customerId }, { unitOfWork: unit });
    const unpaid = items.filter(({ service }) => service === plugin.id).reduce((sum, { open }) => sum + open, 0);
    // money nobody has put down is not paid out
    if ((by === 'cash' || by === 'bank') && unpaid > 0) throw new Refusal('card.deposit.unpaid', { open: unpaid }, 409);
    const head = { buildingId, unitId, customerId, amount, reason };
    await underKey(ctx, `card-${card.id}-${card.revision}-${unitId}-${customerId}`, () =>
      by === 'cash' || by === 'bank'
        ? call(ctx, 'ledger.payOut', { ...head, kind: 'depositOut', method: by }, { unitOfWork: unit })
        : call(ctx, 'ledger.keepDeposit', { ...head, against: by }, { unitOfWork: unit }),
    );
  }
}

/** After a transfer the deposit is still the old holder's. Only what stands in the books can be given back. */
async function depositors(trx: Knex.Transaction, cardId: number) {
  const { rows } = await trx.raw(
    `select unit_id as "unitId", customer_id as "customerId", sum(deposit)::bigint as amount from card_span
     where card_id = ? and deposit > 0 and charged_through is not null group by 1, 2 order by 1, 2`,
    [cardId],
  );
  if (rows.length === 0) throw new Refusal('card.deposit.notCharged', {}, 409);
  return rows as { unitId: number; customerId: number; amount: number }[];
}

// moleculer merges meta back into the caller's: the key must not stick to the rest of this request
async function underKey<T>(ctx: Ctx, key: string, fn: () => Promise<T>): Promise<T> {
  const own = ctx.meta.idempotencyKey;
  ctx.meta.idempotencyKey = key;
  try {
    return await fn();
  } finally {
    ctx.meta.idempotencyKey = own;
  }
}
