// A plain model of a vehicle card and a gym card: the arrows drawn by hand, quotas counted, last days by the calendar.

import { renewed } from '../../core/card/card-machine.ts';
import { addDays } from '../../core/kit/index.ts';

export interface ModelCard {
  service: string;
  state: string;
  number: string | null;
  unitId: number;
  customerId: number;
  validFrom: string | null;
  validTo: string | null;
  billing: boolean;
  deposit: number;
  frozenFrom: string | null;
  revision: number;
}
export interface Tried {
  action: string;
  number: string;
  months: number;
  customerId: number;
  unitId: number;
}

const life: Record<string, Record<string, string>> = {
  registered: { issue: 'active', cancel: 'cancelled' },
  active: {
    ...{ lock: 'locked', lockForDebt: 'lockedForDebt', reportLost: 'lost', reissue: 'active', transfer: 'active' },
    ...{ renew: 'active', expire: 'expired', return: 'returned' },
  },
  locked: { unlock: 'active', reportLost: 'lost', return: 'returned' },
  lockedForDebt: { unlockPaid: 'active', reportLost: 'lostInDebt', return: 'returned' },
  lost: { reissue: 'active', cancel: 'cancelled' },
  lostInDebt: { reissue: 'lockedForDebt', cancel: 'cancelled' },
  expired: { renew: 'active', return: 'returned' },
  frozen: {},
  returned: {},
  cancelled: {},
};
const gym = {
  ...life,
  active: { ...life.active, guestVisit: 'active', freeze: 'frozen' },
  frozen: { unfreeze: 'active', return: 'returned' },
};
const DRAWN: Record<string, Record<string, Record<string, string>>> = { 'vehicle-card': life, 'gym-card': gym };
export const QUOTA: Record<string, number> = { 'vehicle-card': 4, 'gym-card': 6 };
const DEPOSIT: Record<string, number> = { 'vehicle-card': 100_000, 'gym-card': 50_000 };

export const newCard = (service: string, unitId: number, customerId: number): ModelCard => ({
  ...{ service, unitId, customerId, state: 'registered', number: null, validFrom: null, validTo: null },
  ...{ billing: false, deposit: 0, frozenFrom: null, revision: 1 },
});

/** Where it leads; or why not: any of the reasons that hold (what is overdue the model leaves to the books). */
export function allowedBy(
  card: ModelCard,
  { action, number, unitId }: Tried,
  all: readonly ModelCard[],
  day: string,
): { to: string | null; refusals: string[] } {
  const known = Object.values(DRAWN[card.service]!).some((arrows) => action in arrows);
  const to = DRAWN[card.service]![card.state]![action];
  if (!to) return { to: null, refusals: [known ? 'card.action.notNow' : 'card.action.unknown'] };
  const { service } = card;
  const refusals: string[] = [];
  const others = (unit: number) =>
    all.filter((one) => one !== card && one.service === service && one.billing && one.unitId === unit).length;
  const enters = action === 'issue' || action === 'transfer' || (action === 'renew' && card.state === 'expired');
  const full = enters && others(action === 'transfer' ? unitId : card.unitId) >= QUOTA[service]!;
  const early = action === 'expire' && (card.validTo === null || card.validTo >= day);
  const over = action === 'freeze' && card.validTo !== null && card.validTo <= day;
  // a number that would hold on no day
  if (action === 'reissue' && card.validTo !== null && card.validTo < day) return { to: null, refusals: ['card.number.late'] };
  if (full) refusals.push(`${service}.quota.full`);
  if (early) refusals.push(`${service}.expire.early`);
  if (over) refusals.push(`${service}.freeze.over`);
  if (refusals.length > 0) return { to: null, refusals };
  if (action === 'lockForDebt') refusals.push(`${service}.debt.none`);
  if (action === 'unlockPaid') refusals.push(`${service}.debt.owing`);
  // a number is another card's, or this one had it before; a card's own number given again is no change
  if ((action === 'issue' || action === 'reissue' || action === 'renew' || action === 'unfreeze') && number)
    refusals.push('card.number.taken');
  return { to, refusals };
}

/** The card after an act that was done. */
export function afterAct(card: ModelCard, to: string, tried: Tried, day: string): ModelCard {
  const next: ModelCard = { ...card, state: to, revision: card.revision + 1 };
  const { action, number, months, customerId, unitId } = tried;
  if (action === 'issue') {
    Object.assign(next, {
      number,
      validFrom: day,
      validTo: renewed(addDays(day, -1), months),
      billing: true,
      deposit: DEPOSIT[card.service],
    });
  }
  if (action === 'reissue') next.number = number;
  if (action === 'transfer') Object.assign(next, { customerId, unitId });
  if (action === 'renew') {
    const late = card.validTo !== null && card.validTo < day;
    Object.assign(next, { validTo: renewed(late ? addDays(day, -1) : card.validTo!, months), billing: true });
  }
  if (action === 'freeze') next.frozenFrom = day;
  if (action === 'unfreeze') {
    const paused = (Date.parse(day) - Date.parse(card.frozenFrom!)) / 86_400_000;
    Object.assign(next, { validTo: addDays(card.validTo!, paused), frozenFrom: null });
  }
  if (action === 'expire') next.billing = false;
  if (to === 'returned' || to === 'cancelled')
    Object.assign(next, {
      billing: false,
      deposit: 0,
      frozenFrom: null,
      validTo: card.validFrom === null ? null : card.validTo! < day ? card.validTo : day,
    });
  return next;
}
