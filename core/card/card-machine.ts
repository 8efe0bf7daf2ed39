// The card machine: what a declared action makes of a card. Pure; the declaration says what is allowed.
import { addMonthsToDay, type CardAction, type CardPlugin, lastDay, periodOf, Refusal } from '#kit';
import type { CardActionInput, CardSnapshot } from './card.contract.ts';

export function actionOf(plugin: CardPlugin, id: string, state: string): CardAction {
  const action = plugin.actions.find((each) => each.id === id && each.from.includes(state));
  if (action) return action;
  if (!plugin.actions.some((each) => each.id === id))
    throw new Refusal('card.action.unknown', { service: plugin.id, action: id }, 404);
  throw new Refusal('card.action.notNow', { action: id, state }, 409);
}

/** The same day months later; the last day of a month stays the last day of a month (28 Feb + 1 → 31 Mar). */
export function renewed(day: string, months: number): string {
  const later = addMonthsToDay(day, months);
  return day === lastDay(periodOf(day)) ? lastDay(periodOf(later)) : later;
}

/** The card after the action; `deposit` is what the action newly takes. */
export function nextCard(
  card: CardSnapshot,
  action: CardAction,
  input: CardActionInput & { on: string },
  deposit: number,
): CardSnapshot {
  const next: CardSnapshot = { ...card, state: action.to };
  if (action.billing === 'start') next.billing = true;
  if (action.billing === 'stop') next.billing = false;
  if (action.effect === 'number') {
    if (input.number === undefined) throw new Refusal('card.number.missing', { action: action.id });
    next.number = input.number;
    next.validFrom ??= input.on;
    next.validTo = input.validTo ?? card.validTo;
  }
  if (action.effect === 'transfer') {
    if (input.customerId === undefined) throw new Refusal('card.holder.missing', { action: action.id });
    next.customerId = input.customerId;
    next.unitId = input.unitId ?? card.unitId;
  }
  if (action.effect === 'renew') next.validTo = lastDayAfter(card, action, input);
  if (action.effect === 'end') next.validTo = next.validFrom === null ? null : input.on;
  next.deposit = action.effect === 'end' ? 0 : card.deposit + deposit;
  if (next.validFrom !== null && next.validTo !== null && next.validTo < next.validFrom)
    throw new Refusal('card.range.backwards', { from: next.validFrom, to: next.validTo });
  return next;
}

function lastDayAfter(card: CardSnapshot, action: CardAction, input: CardActionInput & { on: string }): string {
  const to = input.validTo ?? (input.months === undefined ? undefined : renewed(card.validTo ?? input.on, input.months));
  if (to === undefined) throw new Refusal('card.renewal.missing', { action: action.id });
  if (card.validTo !== null && to <= card.validTo) throw new Refusal('card.renewal.notLater', { to, validTo: card.validTo });
  return to;
}
