// One action of a card's or job's machine, as a plugin declares it. An id may be declared again for other states, to lead elsewhere.
import type { FormulaText, Localized, RuleConditions } from './contract.ts';

export interface CardAction {
  id: string;
  from: string[];
  to: string;
  label: Localized;
  guard?: RuleConditions;
  fee?: FormulaText;
  deposit?: FormulaText;
  permission?: string;
  billing?: 'start' | 'stop' | 'keep';
  /**
   * What it does beside the state: gives or replaces the number, moves holder and unit, moves the last day, ends the card's days,
   * begins a pause, ends it (the last day moves by the days of the pause).
   */
  effect?: 'number' | 'transfer' | 'renew' | 'end' | 'freeze' | 'unfreeze';
  /** What a clerk must write down with it. */
  demands?: ('reason' | 'document')[];
  /** Core does it by itself as soon as its guard holds: a card that has run out, a debt that is paid. */
  automatic?: boolean;
  /** Locale key of the plugin's own sentence for a refused guard, e.g. `vehicle-card.quota.full`. */
  refusal?: string;
}

/** What else a kind of card says about itself. */
export interface CardTraits {
  /** Names of states that are not among the usual ones (`USUAL_STATES`), or that are called otherwise here. */
  stateNames?: Record<string, Localized>;
  /** States in which the card opens its door; what the outbox tells the access controller. Default: none. */
  opens?: string[];
  /** Fields of the form that make cards of a kind: `ordinal` counts among those of the unit that say the same. Default: among all. */
  ordinalBy?: string[];
  /** What a building that has not said otherwise charges: each month by itself, or a whole term when it is bought. Default: month. */
  charges?: 'month' | 'term';
}

/**
 * What a variable of source `card` may be called: the how-manieth of its service in the unit, how many others bill there, months to
 * charge or renew, days until the last day, deposit held, how many the clerk typed (visits, guests), what of the unit's debt is overdue
 * and for how many days, and the fee and deposit of an action on their way into a bill.
 */
export const CARD_FACTS = [
  'ordinal',
  'cardsInUnit',
  'months',
  'daysLeft',
  'deposit',
  'quantity',
  'debt',
  'daysOverdue',
  'feeDue',
  'depositDue',
] as const;
export type CardFact = (typeof CARD_FACTS)[number];

/** What the usual states are called; a plugin's `stateNames` come first. */
export const USUAL_STATES: Readonly<Record<string, Localized>> = {
  registered: { vi: 'Đã đăng ký', en: 'Registered' },
  active: { vi: 'Đang dùng', en: 'Active' },
  frozen: { vi: 'Bảo lưu', en: 'Frozen' },
  locked: { vi: 'Đã khóa', en: 'Locked' },
  lockedForDebt: { vi: 'Khóa vì nợ', en: 'Locked for debt' },
  lost: { vi: 'Báo mất', en: 'Lost' },
  lostInDebt: { vi: 'Báo mất (đang khóa nợ)', en: 'Lost while locked for debt' },
  expired: { vi: 'Hết hạn', en: 'Expired' },
  returned: { vi: 'Đã trả', en: 'Returned' },
  cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
};
