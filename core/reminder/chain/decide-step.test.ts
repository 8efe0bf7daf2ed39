// Whose turn it is, by hand. The plan: three days before, then levels 1, 2, 3 after 1, 5 and 15 days, with 3 and 7 days between.
import { describe, expect, test } from '@jest/globals';
import type { PlanStep } from '../reminder.contract.ts';
import { type Chain, decideStep, type Letter } from './decide-step.ts';

const step = (level: number, days: number, gapDays = 0): PlanStep => ({
  ...{ level, days, gapDays, channels: ['print'], title: { vi: '', en: '' }, body: { vi: '', en: '' } },
});
const plan = [step(0, -3), step(1, 1), step(2, 5, 3), step(3, 15, 7)];
const debt = (itemId: number, dueOn: string, open = 500_000) => ({ itemId, dueOn, open });
const letter = (
  level: number,
  sentOn: string | null,
  itemIds = [1],
  state: Letter['state'] = sentOn ? 'sent' : 'waiting',
): Letter => ({
  ...{ level, step: level, itemIds, state, sentOn },
});
const decide = (today: string, chain: Partial<Chain>) => {
  const {
    step: at,
    send,
    why,
  } = decideStep(plan, 50_000, { debts: [debt(1, '2026-11-10')], letters: [], pause: null, ...chain }, today);
  return [send ? plan[at!]!.level : null, why.code.slice(13), why.params.day ?? null];
};

test.each<[string, string, Partial<Chain>, unknown[]]>([
  ['four days before the due day it is too early', '2026-11-06', {}, [null, 'notDue', '2026-11-10']],
  ['three days before, the friendly one', '2026-11-07', {}, [0, 'friendly', '2026-11-10']],
  ['on the due day still the friendly one', '2026-11-10', {}, [0, 'friendly', '2026-11-10']],
  ['it is told once', '2026-11-09', { letters: [letter(0, '2026-11-07')] }, [null, 'told', '2026-11-10']],
  [
    'another month’s friendly one is its own',
    '2026-12-08',
    { debts: [debt(2, '2026-12-10')], letters: [letter(0, '2026-11-07')] },
    [0, 'friendly', '2026-12-10'],
  ],
  ['a day late, level 1', '2026-11-11', {}, [1, 'first', null]],
  ['thirty days late and never told: level 1, not 3', '2026-12-10', {}, [1, 'first', null]],
  ['level 2 waits for its day', '2026-11-14', { letters: [letter(1, '2026-11-11')] }, [null, 'notYet', '2026-11-15']],
  ['and for its gap', '2026-11-16', { letters: [letter(1, '2026-11-14')] }, [null, 'gap', '2026-11-17']],
  ['on the day of both it goes', '2026-11-17', { letters: [letter(1, '2026-11-14')] }, [2, 'next', null]],
  ['level 2 does not go while level 1 waits to be sent', '2026-11-20', { letters: [letter(1, null)] }, [null, 'waiting', null]],
  ['a dropped letter counts as none', '2026-11-20', { letters: [letter(1, '2026-11-12', [1], 'dropped')] }, [1, 'first', null]],
  [
    'level 3 after level 2, seven days',
    '2026-11-25',
    { letters: [letter(1, '2026-11-11'), letter(2, '2026-11-18')] },
    [3, 'next', null],
  ],
  [
    'after the last level nobody is told again',
    '2026-12-25',
    { letters: [letter(1, '2026-11-11'), letter(2, '2026-11-18'), letter(3, '2026-11-25')] },
    [null, 'allSent', null],
  ],
  [
    'a payment of all that was asked ends the chain: the next debt begins at 1',
    '2026-12-20',
    { debts: [debt(2, '2026-12-10')], letters: [letter(1, '2026-11-11'), letter(2, '2026-11-18')] },
    [1, 'first', null],
  ],
  [
    'a part payment does not',
    '2026-11-18',
    { debts: [debt(1, '2026-11-10', 60_000)], letters: [letter(1, '2026-11-11')] },
    [2, 'next', null],
  ],
  [
    'a newer debt beside the old one does not begin anew',
    '2026-12-20',
    { debts: [debt(1, '2026-11-10'), debt(2, '2026-12-10')], letters: [letter(1, '2026-11-11')] },
    [2, 'next', null],
  ],
  ['little is not worth a letter', '2026-12-20', { debts: [debt(1, '2026-11-10', 49_999)] }, [null, 'small', null]],
  ['nothing open, nothing sent', '2026-12-20', { debts: [] }, [null, 'nothing', null]],
])('%s', (_, today, chain, wanted) => {
  expect(decide(today, chain)).toEqual(wanted);
});

describe('a pause', () => {
  test.each<[string, string, Chain['pause'], unknown]>([
    ['for a promise holds until its day', '2026-11-20', { kind: 'promise', until: '2026-11-20', reason: 'x' }, 'promise'],
    ['and not after', '2026-11-21', { kind: 'promise', until: '2026-11-20', reason: 'x' }, 'first'],
    ['for a dispute holds until someone ends it', '2027-11-21', { kind: 'dispute', until: null, reason: 'x' }, 'disputeOpen'],
  ])('%s', (_, today, pause, code) => {
    expect(decide(today, { pause })[1]).toBe(code);
  });
});
