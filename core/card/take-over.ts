// A card that was alive before this system: taken over with what is paid, without fee, deposit or bill for the past.
import type { Knex } from 'knex';
import { addDays, Refusal } from '#kit';
import { now } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { cardPlugin } from './act-on-card.ts';
import type { CardRow } from './card.contract.ts';
import { insertEvent, snapshotOf, updateCard, writeNumber } from './card-repository.ts';
import { settingOf } from './card-settings.ts';
import { type DoorChange, doorChanges } from './outbox.ts';
import { movePaidThrough } from './span-repository.ts';

export interface TakenOver {
  number: string;
  validFrom: string | null;
  validTo: string | null;
  paidThrough: string;
  reason: string;
}

/** Does what the plugin's issuing action would, as of the past; answers what doors are to be told. */
export async function takeOver(ctx: Ctx, trx: Knex.Transaction, card: CardRow, given: TakenOver): Promise<DoorChange[]> {
  const plugin = cardPlugin(card.service);
  const action = issuing(plugin.actions, card.state);
  const { number, paidThrough } = given;
  const validFrom = given.validFrom ?? paidThrough;
  if (validFrom > paidThrough) throw new Refusal('card.takeOver.backwards', { from: validFrom, to: paidThrough });
  const { charges } = await settingOf(trx, card.buildingId, plugin);
  const validTo = given.validTo ?? (charges === 'term' ? paidThrough : null);
  const before = snapshotOf(card);
  const billing = action.billing === 'start';
  const after = { ...before, state: action.to, number, validFrom, validTo, billing, paidThrough };
  await updateCard(trx, card.id, after);
  await writeNumber(trx, card, before, after, validFrom);
  const span = {
    building_id: card.buildingId,
    card_id: card.id,
    revision: 2,
    unit_id: card.unitId,
    customer_id: card.customerId,
  };
  const paid = { ...span, kind: 'month', from_day: validFrom, to_day: paidThrough, charged_through: paidThrough, settled: true };
  const growing = {
    ...span,
    kind: 'month',
    from_day: addDays(paidThrough, 1),
    to_day: null,
    charged_through: null,
    settled: false,
  };
  await trx('card_span').insert(billing && charges === 'month' ? [paid, growing] : [paid]);
  await movePaidThrough(trx, [card.id]);
  await insertEvent(trx, {
    ...{ cardId: card.id, buildingId: card.buildingId, customerId: card.customerId, revision: 2, action: action.id },
    ...{ on: validFrom, at: now().toISOString(), userId: ctx.meta.user!.id, reason: given.reason, document: '' },
    ...{ before, after, fee: 0, deposit: 0 },
  });
  return doorChanges(card, plugin.opens ?? [], before, after);
}

/** The action that gives a registered card its number. */
export function issuing<A extends { from: string[]; effect?: string }>(actions: readonly A[], state: string): A {
  const action = actions.find(({ from, effect }) => effect === 'number' && from.includes(state));
  if (!action) throw new Refusal('card.sheet.noIssue', { state });
  return action;
}
