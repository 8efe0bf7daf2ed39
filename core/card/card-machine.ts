// The card machine: what a declared action makes of a card. Pure; the declaration says what is allowed.
import { addDays, addMonthsToDay, type CardAction, type CardPlugin, daysBetween, lastDay, periodOf, Refusal } from '#kit';
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

export interface Terms {
  /** What the action newly takes. */
  deposit: number;
  /** A renewal after the last day begins where the card ran out, or on the day itself. */
  lateRenewal: 'today' | 'backdated';
}

/** The card after the action. */
export function nextCard(
  card: CardSnapshot,
  action: CardAction,
  input: CardActionInput & { on: string },
  { deposit, lateRenewal }: Terms,
): CardSnapshot {
  for (const asked of action.demands ?? [])
    if (!input[asked]?.trim()) throw new Refusal(`card.${asked}.missing`, { action: action.id });
  const next: CardSnapshot = { ...card, state: action.to };
  if (action.billing === 'start') next.billing = true;
  if (action.billing === 'stop') next.billing = false;
  if (action.effect === 'number') {
    if (input.number === undefined) throw new Refusal('card.number.missing', { action: action.id });
    next.number = input.number;
    next.validFrom ??= input.on;
    next.validTo = input.validTo ?? card.validTo;
    if (input.validTo === undefined && input.months !== undefined && card.validTo === null)
      next.validTo = renewed(addDays(input.on, -1), input.months);
    if (next.validFrom <= input.on && next.validTo !== null && next.validTo < input.on)
      throw new Refusal('card.number.late', { on: input.on, to: next.validTo });
  }
  if (action.effect === 'transfer') {
    if (input.customerId === undefined) throw new Refusal('card.holder.missing', { action: action.id });
    next.customerId = input.customerId;
    next.unitId = input.unitId ?? card.unitId;
  }
  if (action.effect === 'renew') next.validTo = lastDayAfter(card, action, input, lateRenewal);
  if (action.effect === 'freeze') {
    if (card.validTo !== null && input.on > card.validTo)
      throw new Refusal('card.freeze.late', { on: input.on, to: card.validTo });
    next.frozenFrom = input.on;
  }
  if (action.effect === 'unfreeze') {
    const paused = card.frozenFrom === null ? 0 : Math.max(0, daysBetween(card.frozenFrom, input.on));
    next.validTo = card.validTo === null ? null : addDays(card.validTo, paused);
  }
  if (action.effect === 'unfreeze' || action.effect === 'end') next.frozenFrom = null;
  if (action.effect === 'end') {
    // a card that ran out before keeps its last day: its number may be another's since
    const ranOut = card.validTo !== null && card.validTo < input.on;
    next.validTo = next.validFrom === null ? null : ranOut ? card.validTo : input.on;
  }
  next.deposit = action.effect === 'end' ? 0 : card.deposit + deposit;
  if (next.validFrom !== null && next.validTo !== null && next.validTo < next.validFrom)
    throw new Refusal('card.range.backwards', { from: next.validFrom, to: next.validTo });
  return next;
}

function lastDayAfter(
  card: CardSnapshot,
  action: CardAction,
  input: CardActionInput & { on: string },
  lateRenewal: Terms['lateRenewal'],
): string {
  const late = card.validTo !== null && card.validTo < input.on && lateRenewal === 'today';
  const base = late ? addDays(input.on, -1) : (card.validTo ?? input.on);
  const to = input.validTo ?? (input.months === undefined ? undefined : renewed(base, input.months));
  if (to === undefined) throw new Refusal('card.renewal.missing', { action: action.id });
  if (card.validTo !== null && to <= card.validTo) throw new Refusal('card.renewal.notLater', { to, validTo: card.validTo });
  return to;
}
