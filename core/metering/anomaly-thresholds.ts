// The small form of anomaly rules: a few thresholds that become json-rules-engine conditions, and are read back out of them.
import type { AnomalyRule, RuleCondition, RuleConditions } from '#kit';

/** Percent against the mean per day of the last three real periods; null: no such rule. */
export interface Thresholds {
  high: { percent: number; hold: boolean } | null;
  raised: { percent: number; hold: boolean } | null;
  low: { percent: number; hold: boolean } | null;
  /** Nothing used where there was use before, this many months in a row. */
  zero: { months: number; hold: boolean } | null;
  /** Estimated this many months in a row. */
  estimates: { months: number; hold: boolean } | null;
}
type Kind = keyof Thresholds;
const kinds: readonly Kind[] = ['high', 'raised', 'low', 'zero', 'estimates'];
const TONES: Record<Kind, AnomalyRule['tone']> = { high: 'error', raised: 'warn', low: 'info', zero: 'muted', estimates: 'warn' };
const PRIORITIES: Record<Kind, number> = { estimates: 50, zero: 40, high: 30, raised: 20, low: 10 };

const when = (fact: string, operator: string, value: unknown): RuleCondition => ({ fact, operator, value });
const enough = when('historyPeriods', 'greaterThanInclusive', 3);

export function rulesOf(thresholds: Thresholds): AnomalyRule[] {
  return kinds.flatMap((kind): AnomalyRule[] => {
    const given = thresholds[kind];
    if (given === null) return [];
    const conditions: RuleConditions = { all: conditionsOf(kind, 'percent' in given ? given.percent : given.months) };
    return [{ code: `metering.anomaly.${kind}`, priority: PRIORITIES[kind], conditions, tone: TONES[kind], hold: given.hold }];
  });
}

function conditionsOf(kind: Kind, value: number): RuleCondition[] {
  switch (kind) {
    case 'high':
    case 'raised':
      return [enough, when('deltaTenths', 'greaterThanInclusive', value * 10)];
    case 'low':
      return [enough, when('deltaTenths', 'lessThanInclusive', -value * 10)];
    case 'zero':
      return [enough, when('zerosInRow', 'greaterThanInclusive', value)];
    case 'estimates':
      return [when('estimatesInRow', 'greaterThanInclusive', value)];
  }
}

/** Of rules written by hand only what the form can say: by the end of their codes, and the value they compare with. */
export function thresholdsOf(rules: readonly AnomalyRule[]): Thresholds {
  const of = (kind: Kind) => rules.find(({ code }) => code.endsWith(`.${kind}`));
  const percent = (kind: Kind) => {
    const rule = of(kind);
    const value = rule && limitOf(rule);
    return value === undefined || value === null ? null : { percent: value, hold: rule!.hold };
  };
  const months = (kind: Kind) => {
    const rule = of(kind);
    return rule ? { months: limitOf(rule) ?? 1, hold: rule.hold } : null;
  };
  return {
    high: percent('high'),
    raised: percent('raised'),
    low: percent('low'),
    zero: months('zero'),
    estimates: months('estimates'),
  };
}

/** What a rule compares with: percent (without a sign) or months; null where it compares with neither. */
export function limitOf({ conditions }: Pick<AnomalyRule, 'conditions'>): number | null {
  for (const condition of conditions.all ?? conditions.any ?? []) {
    if (!('fact' in condition) || typeof condition.value !== 'number') continue;
    if (condition.fact === 'deltaTenths') return Math.abs(condition.value) / 10;
    if (condition.fact === 'zerosInRow' || condition.fact === 'estimatesInRow') return condition.value;
  }
  return null;
}
