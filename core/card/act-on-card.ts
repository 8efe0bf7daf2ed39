// One action on one card: guard, fee, the card after it, history, number and outbox, in one transaction.
import type { Knex } from 'knex';
import { type CardPlugin, Refusal } from '#kit';
import { call } from '#platform/call';
import { now, today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { plugins } from '#platform/plugins';
import { unitOfWork } from '#platform/scope';
import { amountOf, passGuard } from './action-terms.ts';
import type { CardActionInput, CardEventRow, CardRow } from './card.contract.ts';
import { cardFacts } from './card-facts.ts';
import { actionOf, nextCard } from './card-machine.ts';
import {
  countInUnit,
  findCard,
  insertEvent,
  listEvents,
  type StoredCard,
  snapshotOf,
  updateCard,
  writeNumber,
} from './card-repository.ts';
import { writeOutbox } from './outbox.ts';

export function cardPlugin(service: string): CardPlugin {
  const plugin = plugins.get(service);
  if (plugin.kind !== 'card') throw new Refusal('card.service.notCard', { service }, 422);
  return plugin;
}

/** With what its plugin allows in its state. */
export function rowOf({ tariffClass: _, ...card }: StoredCard): CardRow {
  // a card outlives its plugin: it is still shown, nothing can be done with it
  const plugin = plugins.has(card.service) ? plugins.get(card.service) : null;
  const actions = plugin?.kind === 'card' ? plugin.actions.filter(({ from }) => from.includes(card.state)) : [];
  return { ...card, actions: actions.map(({ id, label }) => ({ id, label })) };
}

const DRY_RUN = Symbol('dry run');

export async function actOnCard(
  ctx: Ctx,
  input: CardActionInput & { id: number; dryRun: boolean },
): Promise<{ card: CardRow; event: CardEventRow }> {
  let result: { card: CardRow; event: CardEventRow } | undefined;
  try {
    await unitOfWork(ctx, async (trx, unit) => {
      result = await act(ctx, trx, unit, input);
      if (input.dryRun) throw DRY_RUN; // everything was tried, constraints included: nothing of it stays
    });
  } catch (error) {
    if (error !== DRY_RUN) throw refusalOf(error, input);
  }
  return result!;
}

async function act(ctx: Ctx, trx: Knex.Transaction, unit: string, input: CardActionInput & { id: number }) {
  const card = await findCard(trx, input.id, true);
  if (!card) throw new Refusal('card.card.unknown', { id: input.id }, 404);
  if (card.revision !== input.revision)
    throw new Refusal('card.card.changed', { id: card.id, revision: card.revision, state: card.state }, 409);
  const plugin = cardPlugin(card.service);
  const action = actionOf(plugin, input.action, card.state);
  const user = ctx.meta.user!;
  if (action.permission !== undefined && !user.permissions.includes(`${plugin.id}.${action.permission}`))
    throw new Refusal('card.action.forbidden', { action: action.id }, 403);
  const on = input.on ?? today();
  const before = snapshotOf(card);
  const counts = { ...(await countInUnit(trx, card)), months: input.months ?? 1, on };
  const facts = cardFacts(plugin, before, counts);
  await passGuard(plugin, action, facts);
  const priced = action.fee !== undefined || action.deposit !== undefined;
  const parameters = priced ? await parametersOn(ctx, unit, card, on) : null;
  const fee = amountOf(plugin, action.fee, facts, parameters);
  const taken = amountOf(plugin, action.deposit, facts, parameters);
  const after = nextCard(before, action, { ...input, on }, taken);
  await updateCard(trx, card.id, after);
  await writeNumber(trx, card, before, after, on);
  const event = {
    revision: card.revision + 1,
    action: action.id,
    on,
    at: now().toISOString(),
    userId: user.id,
    customerId: before.customerId,
    reason: input.reason ?? '',
    document: input.document ?? '',
    before,
    after,
    fee,
    deposit: after.deposit - before.deposit,
  };
  await insertEvent(trx, { ...event, cardId: card.id, buildingId: card.buildingId });
  await writeOutbox(trx, card, plugin.opens ?? [], before, after);
  const entry = { action: `card.${action.id}`, subjectKind: 'card', subjectId: String(card.id), buildingId: card.buildingId };
  await call(
    ctx,
    'audit.append',
    { entries: [{ ...entry, detail: { from: before.state, to: after.state, fee } }] },
    { unitOfWork: unit },
  );
  const stored = (await findCard(trx, card.id))!;
  const events = await listEvents(trx, card.id);
  return { card: rowOf(stored), event: events.at(-1)! };
}

/** Parameters of the tariff published for the unit's class on the day; null where there is none. */
async function parametersOn(ctx: Ctx, unit: string, card: StoredCard, on: string): Promise<Record<string, string> | null> {
  const query = { buildingId: card.buildingId, service: card.service, status: 'published' as const };
  const { rows } = await call(ctx, 'billing.listTariffs', query, { unitOfWork: unit });
  const holding = rows.filter(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo));
  const tariff =
    holding.find(({ unitClass }) => unitClass === card.tariffClass) ?? holding.find(({ unitClass }) => unitClass === '*');
  return tariff?.body.parameters ?? null;
}

// What only the database knows: another card's number, a unit of another building, a customer of another company.
export function refusalOf(error: unknown, { number = '' }: { number?: string }): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === '23P01' && constraint === 'card_number_once') return new Refusal('card.number.taken', { number }, 409);
  if (code === '23503' || code === '42501') return new Refusal('card.holder.unknown', {}, 422);
  return error;
}
