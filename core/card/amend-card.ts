// What the registration form says is put right: a mistyped plate, another vehicle, a new telephone number. The card stays what it is.
import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import { now, today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { unitOfWork } from '#platform/scope';
import { frameOf, type Later, newLater, tell } from './act-frame.ts';
import { cardPlugin, rowOf } from './act-on-card.ts';
import type { CardRow } from './card.contract.ts';
import { lockUnits, sharedWithRuns } from './card-locks.ts';
import { findCard, insertEvent, snapshotOf, updateCard } from './card-repository.ts';
import { checkForm, withDefaults } from './registration-form.ts';

export interface Amendment {
  id: number;
  /** The revision the clerk saw. */
  revision: number;
  /** The whole form as it shall be. */
  fields: Record<string, unknown>;
  reason?: string;
  document?: string;
}

export const amendCard = (ctx: Ctx, given: Amendment): Promise<CardRow> =>
  unitOfWork(ctx, async (trx, unit) => {
    const place = await findCard(trx, given.id);
    if (!place) throw new Refusal('card.card.unknown', { id: given.id }, 404);
    await sharedWithRuns(trx, place.buildingId);
    const later = newLater();
    const card = await amend(ctx, trx, given, later);
    await tell(ctx, trx, unit, card.buildingId, later);
    return card;
  });

/** Inside a transaction of the caller's, which holds off runs. The same form again is no amendment. */
export async function amend(ctx: Ctx, trx: Knex.Transaction, given: Amendment, later: Later): Promise<CardRow> {
  const card = (await findCard(trx, given.id, true))!;
  const { service, state } = card;
  if (card.revision !== given.revision)
    throw new Refusal('card.card.changed', { service, id: card.id, revision: card.revision, state }, 409);
  await lockUnits(trx, [card.unitId]);
  const plugin = cardPlugin(service);
  if (!plugin.actions.some(({ from }) => from.includes(state))) throw new Refusal('card.form.closed', { service, state }, 409);
  const fields = withDefaults(plugin, given.fields);
  checkForm(plugin, fields);
  const before = snapshotOf(card);
  if (isDeepStrictEqual(fields, withDefaults(plugin, before.fields))) return rowOf(card);
  const after = { ...before, fields };
  await updateCard(trx, card.id, after);
  await insertEvent(trx, {
    ...{ cardId: card.id, buildingId: card.buildingId, customerId: card.customerId, revision: card.revision + 1 },
    ...{ action: 'amend', on: today(), at: now().toISOString(), userId: frameOf(ctx).userId },
    ...{ reason: given.reason ?? '', document: given.document ?? '', before, after, fee: 0, deposit: 0 },
  });
  const subject = { action: 'card.amend', subjectKind: 'card', subjectId: String(card.id), buildingId: card.buildingId };
  later.audit.push({ ...subject, detail: { before: before.fields, after: fields } });
  return rowOf((await findCard(trx, card.id))!);
}
