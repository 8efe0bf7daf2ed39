// What an action changes in the days a card is owed for. Pure; `months-due` says what those days cost.
import { addDays, type CardAction, Refusal } from '#kit';
import type { CardSnapshot } from './card.contract.ts';

export interface NewSpan {
  kind: 'month' | 'term' | 'fee';
  unitId: number;
  customerId: number;
  from: string;
  to: string | null;
  months: number | null;
  fee: number;
  deposit: number;
}
export interface SpanChanges {
  /** Last day of the month span that is open; before its first day: it never was. */
  close: string | null;
  open: NewSpan[];
}
export interface SpanTerms {
  charges: 'month' | 'term';
  on: string;
  months: number | undefined;
  fee: number;
  deposit: number;
  lateRenewal: 'today' | 'backdated';
  /** A month span is open; also where the building has changed from months to terms since. */
  growing: boolean;
  /** Last day an earlier span holds or has been charged for. */
  takenThrough: string | null;
  /** What the action is, for the sentence of a refusal. */
  action: Pick<CardAction, 'id' | 'effect'>;
}

export function spanChanges(before: CardSnapshot, after: CardSnapshot, terms: SpanTerms): SpanChanges {
  const changes: SpanChanges = { close: null, open: [] };
  const { charges, on, fee, deposit, action, lateRenewal, growing } = terms;
  // a card that had run out and is renewed from today was shut in between: those days are nobody's
  const lapsed = action.effect === 'renew' && lateRenewal === 'today' && before.validTo !== null && before.validTo < on;
  const moved = before.unitId !== after.unitId || before.customerId !== after.customerId;
  const cut = moved || lapsed;
  const term = termOf(before, after, terms);
  // months go on where they began, also when the building sells terms since, until a term takes their place
  const monthly = after.billing && term === null && (charges === 'month' || growing);
  if (growing && (cut || !monthly)) {
    const last = term !== null ? addDays(term.from, -1) : moved && monthly ? addDays(on, -1) : on;
    changes.close = before.validTo !== null && before.validTo < last ? before.validTo : last;
  }
  if (monthly && (cut || !growing)) {
    const taken = [terms.takenThrough, changes.close].reduce((max, day) =>
      max === null || (day !== null && day > max) ? day : max,
    );
    const from = taken !== null && taken >= on ? addDays(taken, 1) : on;
    changes.open.push({ ...partyOf(after), ...nothing, kind: 'month', from, to: null });
  }
  if (term) changes.open.push(term);
  // who had the card before a transfer bears its fee
  if (fee > 0 || deposit > 0) changes.open.push({ ...partyOf(before), ...nothing, kind: 'fee', from: on, to: on, fee, deposit });
  return changes;
}

const partyOf = ({ unitId, customerId }: CardSnapshot) => ({ unitId, customerId });
const nothing = { months: null, fee: 0, deposit: 0 };

/** The days an issue or renewal buys; a term without its number of months could not be priced. */
function termOf(
  before: CardSnapshot,
  after: CardSnapshot,
  { charges, on, months, action, lateRenewal }: SpanTerms,
): NewSpan | null {
  const first = action.effect === 'number' && before.number === null;
  if (charges !== 'term' || (action.effect !== 'renew' && !first)) return null;
  if (months === undefined || after.validTo === null) throw new Refusal('card.term.missing', { action: action.id });
  const next = before.validTo === null ? on : addDays(before.validTo, 1);
  // a late renewal that begins today leaves the days between unpaid: the card was shut on them
  const from = next < on && lateRenewal === 'today' ? on : next;
  return { ...partyOf(after), ...nothing, kind: 'term', from, to: after.validTo, months };
}
