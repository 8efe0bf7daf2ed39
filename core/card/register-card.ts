// A registration form becomes a card in the plugin's first state, with its first event.
import type { Knex } from 'knex';
import { Refusal } from '#kit';
import { now, today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';
import { cardPlugin, refusalOf, rowOf } from './act-on-card.ts';
import type { CardRow, CardSnapshot } from './card.contract.ts';
import { findCard, insertCard, insertEvent } from './card-repository.ts';
import { checkForm, withDefaults } from './registration-form.ts';

export interface Registration {
  buildingId: number;
  service: string;
  unitId: number;
  customerId: number;
  fields: Record<string, unknown>;
  on?: string;
  document?: string;
}

export async function registerCard(ctx: Ctx, form: Registration): Promise<CardRow> {
  try {
    return await inScope(ctx, (trx) => register(ctx, trx, form));
  } catch (error) {
    // a unit or customer that is not there breaks a foreign key or a policy: only the database knows
    throw refusalOf(error, {});
  }
}

/** Inside a transaction of the caller's. */
export async function register(ctx: Ctx, trx: Knex.Transaction, form: Registration): Promise<CardRow> {
  const plugin = cardPlugin(form.service);
  const fields = withDefaults(plugin, form.fields);
  checkForm(plugin, fields);
  const user = ctx.meta.user!;
  if (!user.buildingIds.includes(form.buildingId)) throw new Refusal('card.holder.unknown', {}, 422);
  const after: CardSnapshot = {
    ...{ state: plugin.states[0]!, number: null, unitId: form.unitId, customerId: form.customerId },
    ...{ validFrom: null, validTo: null, paidThrough: null, billing: false, deposit: 0, fields, frozenFrom: null },
  };
  const cardId = await insertCard(trx, form.buildingId, form.service, after);
  await insertEvent(trx, {
    ...{ cardId, buildingId: form.buildingId, customerId: form.customerId, revision: 1, action: 'register' },
    ...{ on: form.on ?? today(), at: now().toISOString(), userId: user.id, reason: '', document: form.document ?? '' },
    ...{ before: null, after, fee: 0, deposit: 0 },
  });
  return rowOf((await findCard(trx, cardId))!);
}
