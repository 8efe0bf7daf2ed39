// What an action asks of the clerk, from its declaration; the same fields for one card and for many.
import type { CardAction, CardPlugin } from '#kit';
import type { CardActionInput } from '../../api/card-rows.ts';

export type ActInput = Omit<CardActionInput, 'action' | 'revision'>;
export interface Asked {
  number: boolean;
  term: boolean;
  holder: boolean;
  quantity: boolean;
  deposit: boolean;
  reason: boolean;
  document: boolean;
}

export function askedBy(plugin: CardPlugin, action: CardAction): Asked {
  const { effect, fee = '', demands = [] } = action;
  return {
    number: effect === 'number',
    term: effect === 'renew' || (effect === 'number' && action.billing === 'start'),
    holder: effect === 'transfer',
    quantity: /\bquantity\b/.test(fee) && plugin.variables.some(({ name }) => name === 'quantity'),
    deposit: effect === 'end',
    reason: demands.includes('reason'),
    document: demands.includes('document'),
  };
}

/** Everything that has to be filled in before the server is asked what would happen. */
export const isComplete = (asked: Asked, input: ActInput, many: boolean): boolean =>
  (!asked.number || many || !!input.number) &&
  (!asked.holder || input.customerId !== undefined) &&
  (!asked.quantity || input.quantity !== undefined) &&
  (!asked.reason || !!input.reason) &&
  (!asked.document || !!input.document);
