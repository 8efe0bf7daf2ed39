// Thousands of random action sequences against a plain model of a vehicle card: no illegal state, no đồng lost, no entitlement moved by accident.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CardSnapshot } from '../../core/card/card.contract.ts';
import { actionOf, nextCard, renewed } from '../../core/card/card-machine.ts';
import { Refusal } from '../../core/kit/index.ts';
import vehicleCard from '../../plugins/vehicle-card/plugin.ts';

// the life of a card as a clerk would draw it: state → action → state
const drawn: Record<string, Record<string, string>> = {
  registered: { issue: 'active', cancel: 'cancelled' },
  active: {
    lock: 'locked',
    lockForDebt: 'lockedForDebt',
    reportLost: 'lost',
    reissue: 'active',
    transfer: 'active',
    renew: 'active',
    expire: 'expired',
    return: 'returned',
  },
  locked: { unlock: 'active', reportLost: 'lost', return: 'returned' },
  lockedForDebt: { unlockPaid: 'active', reportLost: 'lostInDebt', return: 'returned' },
  lost: { reissue: 'active', cancel: 'cancelled' },
  lostInDebt: { reissue: 'lockedForDebt', cancel: 'cancelled' },
  expired: { renew: 'active', return: 'returned' },
  returned: {},
  cancelled: {},
};
const fresh: CardSnapshot = {
  state: 'registered',
  number: null,
  unitId: 1,
  customerId: 1,
  validFrom: null,
  validTo: null,
  paidThrough: '2026-01-31',
  billing: false,
  deposit: 0,
  fields: {},
  frozenFrom: null,
};
const steps = fc.array(fc.constantFrom(...vehicleCard.actions.map(({ id }) => id)), { minLength: 1, maxLength: 40 });

test('a card walks only the drawn ways, and what was taken is held or given back', () => {
  fc.assert(
    fc.property(steps, (ids) => {
      let card = fresh;
      let [taken, given] = [0, 0];
      for (const [n, id] of ids.entries()) {
        const to = drawn[card.state]![id];
        if (to === undefined) {
          expect(() => actionOf(vehicleCard, id, card.state)).toThrow(Refusal);
          continue;
        }
        const action = actionOf(vehicleCard, id, card.state);
        const deposit = id === 'issue' ? 100_000 : 0;
        const next = nextCard(
          card,
          action,
          {
            action: id,
            revision: 1,
            on: '2026-01-10',
            number: `N${n}`,
            months: 1,
            customerId: n + 2,
            reason: 'Nợ',
            document: 'QĐ-01',
          },
          { deposit, lateRenewal: 'today' },
        );
        taken += deposit;
        given += Math.max(0, card.deposit - next.deposit);
        expect(next.state).toBe(to);
        expect(next.deposit).toBe(taken - given);
        expect(next.paidThrough).toBe(card.paidThrough);
        if (id === 'reissue') expect([next.validFrom, next.validTo]).toEqual([card.validFrom, card.validTo]);
        if (id !== 'issue' && id !== 'reissue') expect(next.number).toBe(card.number);
        if (id !== 'transfer') expect(next.customerId).toBe(card.customerId);
        if (['returned', 'cancelled', 'expired', 'registered'].includes(next.state)) expect(next.billing).toBe(false);
        if (['active', 'locked', 'lockedForDebt', 'lost', 'lostInDebt'].includes(next.state)) expect(next.billing).toBe(true);
        card = next;
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'], // a leap year
  ['2026-02-28', 1, '2026-03-31'], // a month end stays a month end
  ['2028-02-28', 1, '2028-03-28'], // not the last day of that February
  ['2026-01-30', 1, '2026-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-03-15', 12, '2027-03-15'],
])('%s and %p months is %s', (day, months, expected) => {
  expect(renewed(day, months)).toBe(expected);
});

test('a card that ran out keeps its last day when it is given back, and gets no number for days it does not hold', () => {
  const terms = { deposit: 0, lateRenewal: 'today' as const };
  const lost = { ...fresh, state: 'lost', number: 'N1', validFrom: '2026-01-01', validTo: '2026-01-31', billing: true };
  const at = (on: string, action: string) => ({ action, revision: 1, on, number: 'N2' });
  const reissue = actionOf(vehicleCard, 'reissue', 'lost');
  expect(nextCard(lost, reissue, at('2026-01-31', 'reissue'), terms)).toMatchObject({ number: 'N2', validTo: '2026-01-31' });
  expect(() => nextCard(lost, reissue, at('2026-02-01', 'reissue'), terms)).toThrow('card.number.late');
  const locked = { ...lost, state: 'locked' };
  const giveBack = actionOf(vehicleCard, 'return', 'locked');
  expect(nextCard(locked, giveBack, at('2026-02-10', 'return'), terms).validTo).toBe('2026-01-31');
  expect(nextCard(locked, giveBack, at('2026-01-10', 'return'), terms).validTo).toBe('2026-01-10');
});

test('a pause begins while the card holds', () => {
  const card = { ...fresh, state: 'active', number: 'N1', validFrom: '2026-01-01', validTo: '2026-01-31', billing: true };
  const freeze = { id: 'freeze', from: ['active'], to: 'frozen', label: { vi: '', en: '' }, effect: 'freeze' as const };
  const on = (day: string) =>
    nextCard(card, freeze, { action: 'freeze', revision: 1, on: day }, { deposit: 0, lateRenewal: 'today' });
  expect(on('2026-01-31').frozenFrom).toBe('2026-01-31');
  expect(() => on('2026-02-01')).toThrow('card.freeze.late');
});
