// One action on one card: guard, price, the card after it, history, days owed, number and outbox, in one transaction.
import type { Knex } from 'knex';
import { type CardAction, type CardPlugin, daysBetween, type FormulaValue, Refusal } from '#kit';
import { now, today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { plugins } from '#platform/plugins';
import { unitOfWork } from '#platform/scope';
import { type ActFrame, frameOf, readOnce, tell } from './act-frame.ts';
import { postAtOnce, priceSpans, tariffOn } from './action-money.ts';
import { amountOf, passGuard } from './action-terms.ts';
import type { CardActed, CardActionInput, CardRow } from './card.contract.ts';
import { cardFacts } from './card-facts.ts';
import { lockUnits, sharedWithRuns } from './card-locks.ts';
import { actionOf, nextCard } from './card-machine.ts';
import type { CardDue, CardSetting } from './card-money.contract.ts';
import {
  findCard,
  insertEvent,
  lastEvent,
  listInUnit,
  type StoredCard,
  snapshotOf,
  updateCard,
  writeNumber,
} from './card-repository.ts';
import { settingOf } from './card-settings.ts';
import { countInUnit } from './count-in-unit.ts';
import { DEBT_FACTS, debtOf } from './debt-of.ts';
import { giveDepositBack } from './deposit-back.ts';
import { doorChanges } from './outbox.ts';
import { withDefaults } from './registration-form.ts';
import { type SpanChanges, spanChanges } from './span-changes.ts';
import { changeSpans, spansOf } from './span-repository.ts';

export function cardPlugin(service: string): CardPlugin {
  const plugin = plugins.get(service);
  if (plugin.kind !== 'card') throw new Refusal('card.service.notCard', { service }, 422);
  return plugin;
}

/** With what its plugin allows in its state. */
export function rowOf({ tariffClass: _, ...card }: StoredCard): CardRow {
  // a card outlives its plugin: it is still shown, nothing can be done with it
  const plugin = plugins.has(card.service) ? plugins.get(card.service) : null;
  if (plugin?.kind !== 'card') return { ...card, actions: [] };
  const actions = plugin.actions.filter(({ from }) => from.includes(card.state));
  return { ...card, fields: withDefaults(plugin, card.fields), actions: actions.map(({ id, label }) => ({ id, label })) };
}

const DAYS_AWAY_MAX = 366;
const DRY_RUN = Symbol('dry run');

export async function actOnCard(ctx: Ctx, input: CardActionInput & { id: number; dryRun: boolean }): Promise<CardActed> {
  let result: CardActed | undefined;
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

/** Inside a transaction of the caller's. */
export async function act(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  input: CardActionInput & { id: number },
  frame: ActFrame = frameOf(ctx),
): Promise<CardActed> {
  const card = await heldCard(trx, input, frame);
  try {
    return await actOn(ctx, trx, unit, card, input, frame);
  } catch (error) {
    throw ofService(error, card.service);
  }
}

async function heldCard(trx: Knex.Transaction, input: { id: number; unitId?: number }, { later }: ActFrame): Promise<StoredCard> {
  const place = await findCard(trx, input.id, later !== undefined);
  if (!place) throw new Refusal('card.card.unknown', { id: input.id }, 404);
  if (later) return place;
  // before any row is held: a posting run holds the other side of this lock and may want that very row
  await sharedWithRuns(trx, place.buildingId);
  const card = (await findCard(trx, input.id, true))!;
  await lockUnits(trx, [card.unitId, ...(input.unitId === undefined ? [] : [input.unitId])]);
  return card;
}

async function actOn(
  ctx: Ctx,
  trx: Knex.Transaction,
  unit: string,
  card: StoredCard,
  input: CardActionInput & { id: number },
  frame: ActFrame,
): Promise<CardActed> {
  if (card.revision !== input.revision)
    throw new Refusal('card.card.changed', { id: card.id, revision: card.revision, state: card.state }, 409);
  const plugin = cardPlugin(card.service);
  const action = actionOf(plugin, input.action, card.state);
  if (action.permission !== undefined && !frame.permissions.includes(`${plugin.id}.${action.permission}`))
    throw new Refusal('card.action.forbidden', { action: action.id }, 403);
  const on = input.on ?? today();
  // a slip of the finger in the year would bill for decades
  if (Math.abs(daysBetween(today(), on)) > DAYS_AWAY_MAX) throw new Refusal('card.on.far', { on });
  if (card.validFrom !== null && on < card.validFrom && on < today())
    throw new Refusal('card.on.before', { on, from: card.validFrom });
  const setting = await readOnce(frame, `setting ${plugin.id}`, () => settingOf(trx, card.buildingId, plugin));
  const before = snapshotOf(card);
  const pricing = needsTariff(action, setting);
  const facts = pricing || action.guard ? await factsOf(ctx, trx, unit, { card, plugin, action, input, on, frame }) : {};
  await passGuard(plugin, action, facts);
  const prices = `tariff ${plugin.id} ${card.tariffClass} ${on}`;
  const tariff = pricing ? await readOnce(frame, prices, () => tariffOn(ctx, unit, card, on)) : null;
  const parameters = tariff?.body.parameters ?? null;
  const fee = amountOf(plugin, action.fee, facts, parameters);
  const taken = amountOf(plugin, action.deposit, facts, parameters);
  const { lateRenewal } = setting;
  const after = nextCard(before, action, { ...input, on }, { deposit: taken, lateRenewal });
  await updateCard(trx, card.id, after);
  await writeNumber(trx, card, before, after, on);
  // a lock moves no day and costs nothing: nothing of what is owed changes
  const still = action.effect === undefined && before.billing === after.billing && fee === 0 && taken === 0;
  const terms = { charges: setting.charges, on, months: input.months, fee, deposit: taken, lateRenewal, action };
  const changes = still ? NO_CHANGES : spanChanges(before, after, { ...terms, ...(await spansOf(trx, card.id)) });
  const revision = card.revision + 1;
  const ids = await changeSpans(trx, { id: card.id, buildingId: card.buildingId, revision }, changes);
  const priced = await priceSpans(ctx, unit, plugin, tariff, facts, changes.open);
  const due = priced.length === 0 ? null : dueOf(setting, priced);
  const event = {
    ...{ revision, action: action.id, on, at: now().toISOString(), userId: frame.userId, customerId: before.customerId },
    ...{ reason: input.reason ?? '', document: input.document ?? '', before, after, fee },
    deposit: after.deposit - before.deposit,
  };
  await insertEvent(trx, { ...event, cardId: card.id, buildingId: card.buildingId });
  if (due && setting.oneOff === 'atOnce') {
    const moneyIds = ids.filter((_, n) => changes.open[n]!.kind !== 'month');
    const label = `${plugin.name.vi}${after.number === null ? '' : ` ${after.number}`}: ${action.label.vi}`;
    due.documentId = await postAtOnce(ctx, trx, unit, { card, plugin, label, priced, ids: moneyIds });
  }
  if (input.depositBy !== undefined) await giveDepositBack(ctx, trx, unit, { card, plugin, before, after, by: input.depositBy });
  const subject = { action: `card.${action.id}`, subjectKind: 'card', subjectId: String(card.id), buildingId: card.buildingId };
  const audit = [{ ...subject, detail: { service: card.service, from: before.state, to: after.state, fee } }];
  const doors = doorChanges(card, plugin.opens ?? [], before, after);
  if (frame.later) {
    frame.later.audit.push(...audit);
    frame.later.doors.push(...doors);
  } else await tell(ctx, trx, unit, card.buildingId, { audit, doors });
  // of many cards nobody reads names and days that the action cannot have changed
  if (frame.later && action.effect !== 'transfer' && due === null)
    return { card: rowOf({ ...card, ...after, revision }), event: { ...event, user: '' }, due };
  return { card: rowOf((await findCard(trx, card.id))!), event: await lastEvent(trx, card.id), due };
}

interface Acting {
  card: StoredCard;
  plugin: CardPlugin;
  action: CardAction;
  input: CardActionInput;
  on: string;
  frame: ActFrame;
}
async function factsOf(ctx: Ctx, trx: Knex.Transaction, unit: string, acting: Acting): Promise<Record<string, FormulaValue>> {
  const { card, plugin, action, input, on, frame } = acting;
  const inUnit = await listInUnit(trx, { ...card, unitId: movingTo(action, input) ?? card.unitId });
  return cardFacts(plugin, snapshotOf(card), {
    ...countInUnit(plugin, inUnit).get(card.id)!,
    ...(frame.debts?.get(card.id) ?? (asksDebt(action) ? await debtOf(ctx, trx, unit, plugin, card) : {})),
    months: input.months ?? 1,
    quantity: input.quantity ?? 1,
    on: on < today() ? on : today(), // a day to come makes nothing true that is not so yet
  });
}

// a bill never knows debts, so only what the action itself says can ask for them
const asksDebt = ({ guard, fee, deposit }: CardAction): boolean =>
  DEBT_FACTS.some((name) => JSON.stringify([guard, fee, deposit]).includes(name));
const NO_CHANGES: SpanChanges = { close: null, open: [] };
const movingTo = ({ effect }: CardAction, { unitId }: CardActionInput) => (effect === 'transfer' ? unitId : undefined);
const needsTariff = (action: CardAction, { charges }: CardSetting): boolean =>
  action.fee !== undefined ||
  action.deposit !== undefined ||
  (charges === 'term' && (action.effect === 'number' || action.effect === 'renew'));

const dueOf = ({ oneOff }: CardSetting, priced: { net: number; total: number; lines: CardDue['lines'] }[]): CardDue => ({
  when: oneOff,
  net: priced.reduce((sum, { net }) => sum + net, 0),
  total: priced.reduce((sum, { total }) => sum + total, 0),
  lines: priced.flatMap(({ lines }) => lines),
  documentId: null,
});

/** Refusals speak of actions and states by their ids; the service's words say what people call them. */
function ofService(error: unknown, service: string): unknown {
  if (!(error instanceof Refusal) || error.params.service !== undefined) return error;
  return new Refusal(error.code, { ...error.params, service }, error.status, error.findings);
}

// What only the database knows: another card's number, a unit of another building, a customer of another company.
export function refusalOf(error: unknown, { number = '' }: { number?: string }): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === '23P01' && constraint === 'card_number_once') return new Refusal('card.number.taken', { number }, 409);
  if (code === '23503' || code === '42501') return new Refusal('card.holder.unknown', {}, 422);
  return error;
}
