import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { Engine } from 'json-rules-engine';
import { anomalyFacts } from './anomaly-facts.ts';
import type { AllowanceRule, AnomalyRule } from './contract.ts';
import { checkConditions, prepareAllowanceRules, prepareAnomalyRules } from './rules.ts';

const label = { vi: 'x', en: 'x' };
const anomaly: AnomalyRule[] = [
  {
    code: 't.zero',
    priority: 9,
    tone: 'muted',
    hold: false,
    conditions: {
      all: [
        { fact: 'consumptionZero', operator: 'equal', value: true },
        { fact: 'historyPeriods', operator: 'greaterThanInclusive', value: 3 },
      ],
    },
  },
  {
    code: 't.high',
    priority: 8,
    tone: 'error',
    hold: true,
    conditions: {
      all: [
        { fact: 'historyPeriods', operator: 'greaterThanInclusive', value: 3 },
        { fact: 'deltaTenths', operator: 'greaterThanInclusive', value: 500 },
      ],
    },
  },
  {
    code: 't.low',
    priority: 8,
    tone: 'info',
    hold: false,
    conditions: {
      all: [
        { fact: 'historyPeriods', operator: 'greaterThanInclusive', value: 3 },
        { fact: 'deltaTenths', operator: 'lessThanInclusive', value: -500 },
      ],
    },
  },
  {
    code: 't.raised',
    priority: 5,
    tone: 'warn',
    hold: false,
    conditions: {
      all: [
        { fact: 'historyPeriods', operator: 'greaterThanInclusive', value: 3 },
        { fact: 'deltaTenths', operator: 'greaterThanInclusive', value: 300 },
      ],
    },
  },
];
const facts = (deltaTenths: number, historyPeriods = 3, consumptionZero = false) => ({
  deltaTenths,
  consumptionZero,
  historyPeriods,
  estimatesInRow: 0,
  zerosInRow: 0,
});

describe('anomaly rules', () => {
  test.each([
    ['+50 %', facts(500), 't.high'],
    ['+49.9 %', facts(499), 't.raised'],
    ['+29.9 %', facts(299), null],
    ['−50 %', facts(-500), 't.low'],
    ['−49.9 %', facts(-499), null],
    ['zero', facts(-1000, 3, true), 't.zero'],
    ['zero with two periods', facts(-1000, 2, true), null],
  ])('%s fires %s', async (_, given, code) => {
    const [decision] = await prepareAnomalyRules(anomaly).decideAll([given as ReturnType<typeof facts>]);
    expect(decision!.rule?.code ?? null).toBe(code);
  });
  test('the engine runs once per case that conditions can tell apart', async () => {
    const run = jest.spyOn(Engine.prototype, 'run');
    const set = prepareAnomalyRules(anomaly);
    const many = Array.from({ length: 5_000 }, (_, i) => facts(i - 2_500, i % 5, i % 7 === 0));
    const decisions = await set.decideAll(many);
    expect(decisions).toHaveLength(5_000);
    expect(run.mock.calls.length).toBeGreaterThan(5);
    expect(run.mock.calls.length).toBeLessThan(60); // 5 places of delta, 3 of history, 2 of zero
    run.mockRestore();
  });
  test("a missing fact is that entry's problem only", async () => {
    const [bad, good] = await prepareAnomalyRules(anomaly).decideAll([{ deltaTenths: 900 }, facts(900)]);
    expect(bad).toEqual({ rule: null, problem: { code: 'pricing.missingFact', params: { fact: 'consumptionZero' } } });
    expect(good!.rule?.code).toBe('t.high');
  });
  test('cases decide as the engine does fact by fact', async () => {
    const set = prepareAnomalyRules(anomaly);
    const given = fc.record({
      deltaTenths: fc.integer({ min: -1200, max: 1200 }),
      consumptionZero: fc.boolean(),
      historyPeriods: fc.integer({ min: 0, max: 4 }),
      estimatesInRow: fc.constant(0),
      zerosInRow: fc.constant(0),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(given, { maxLength: 20 }), async (list) => {
        const together = await set.decideAll(list);
        for (const [i, one] of list.entries()) {
          const [alone] = await prepareAnomalyRules(anomaly).decideAll([one]);
          expect(together[i]!.rule?.code).toBe(alone!.rule?.code);
        }
      }),
      { numRuns: 30 },
    );
  });
});

test('of allowance rules the highest priority wins, then the first', async () => {
  const rule = (name: string, priority: number | undefined, value: number): AllowanceRule => ({
    name,
    priority,
    quota: '1',
    label,
    conditions: { all: [{ fact: 'members', operator: 'greaterThan', value }] },
  });
  const rules = [
    rule('a', undefined, 0),
    rule('b', undefined, 0),
    rule('c', 5, 3),
    { ...rule('d', undefined, 0), conditions: { all: [] } },
  ];
  const decisions = await prepareAllowanceRules(rules, ['members']).decideAll([{ members: 1 }, { members: 4 }, { members: 0 }]);
  expect(decisions.map((decision) => decision.rule?.name)).toEqual(['a', 'c', 'd']);
});

describe('conditions people wrote', () => {
  const leaf = { fact: 'members', operator: 'greaterThan', value: 1 };
  const nested = (depth: number): unknown => (depth === 0 ? { all: [leaf] } : { not: nested(depth - 1) });
  test.each<[string, unknown, string]>([
    ['an unknown fact', { all: [{ ...leaf, fact: 'member' }] }, 'plugin.rules.unknownFact'],
    ['an unknown operator', { all: [{ ...leaf, operator: 'exec' }] }, 'plugin.rules.malformed'],
    ['a path', { all: [{ ...leaf, path: '$..[?(@.x)]' }] }, 'plugin.rules.malformed'],
    ['a fact as value', { all: [{ ...leaf, value: { fact: 'area' } }] }, 'plugin.rules.malformed'],
    ['all and any at once', { all: [leaf], any: [leaf] }, 'plugin.rules.malformed'],
    ['a bare comparison', leaf, 'plugin.rules.malformed'],
    ['21 conditions in a list', { all: Array(21).fill(leaf) }, 'plugin.rules.malformed'],
    ['nothing', null, 'plugin.rules.malformed'],
    ['13 levels', nested(20), 'plugin.rules.tooDeep'],
    ['20,000 levels', nested(5_000), 'plugin.rules.tooDeep'],
    ['a thousand nodes', { all: Array(20).fill({ all: Array(20).fill(leaf) }) }, 'plugin.rules.tooManyNodes'],
    [
      'the prototype',
      JSON.parse('{"all":[{"fact":"members","operator":"equal","value":1,"__proto__":{}}]}'),
      'plugin.rules.forbiddenKey',
    ],
    ['the constructor', { constructor: 1 }, 'plugin.rules.forbiddenKey'],
  ])('%s is refused', (_, conditions, code) => expect(checkConditions(conditions, ['members', 'area'])[0]?.code).toBe(code));
  test('the suggestion names the near fact', () =>
    expect(checkConditions({ all: [{ ...leaf, fact: 'member' }] }, ['members', 'area'])[0]!.params.known).toBe('members'));
  test('rules that fail the check never reach the engine', () =>
    expect(() =>
      prepareAllowanceRules([{ name: 'x', quota: '1', label, conditions: { all: [{ ...leaf, fact: 'x' }] } }], ['members']),
    ).toThrow('pricing.badRules'));
});

describe('anomaly facts', () => {
  const period = (consumption: string, days = 30, estimate = false) => ({ consumption, days, estimate });
  test.each([
    ['half as much again', period('150'), [period('100'), period('100'), period('100')], 500, 3],
    ['the same per day in a shorter month', period('93.333333333333', 28), [period('100'), period('100'), period('100')], 0, 3],
    ['less by a third', period('200'), [period('300'), period('250'), period('350')], -333, 3],
    [
      'only the last three real periods',
      period('100'),
      [period('900', 30, true), period('50'), period('50'), period('50'), period('900')],
      1000,
      3,
    ],
    ['something after nothing', period('1'), [period('0'), period('0'), period('0')], 1_000_000, 3],
    ['nothing after nothing', period('0'), [period('0')], 0, 1],
    ['no history', period('70'), [], 0, 0],
    ['a leap too far', period('999999'), [period('0.001')], 1_000_000, 1],
  ])('%s', (_, current, history, delta, periods) =>
    expect(anomalyFacts(current, history)).toMatchObject({ deltaTenths: delta, historyPeriods: periods }),
  );
  test('estimates in a row end with the last real period', () => {
    const estimate = period('5', 30, true);
    expect(anomalyFacts(estimate, [estimate, period('5'), estimate]).estimatesInRow).toBe(2);
    expect(anomalyFacts(period('5'), [estimate]).estimatesInRow).toBe(0);
    expect(anomalyFacts(estimate, []).estimatesInRow).toBe(1);
    expect(anomalyFacts(period('0'), [period('0'), period('5'), period('0')]).zerosInRow).toBe(2);
    expect(anomalyFacts(period('5'), [period('0')]).zerosInRow).toBe(0);
  });
  test('a period of no days is refused', () =>
    expect(() => anomalyFacts(period('5', 0), [period('5')])).toThrow('pricing.badDays'));
});
