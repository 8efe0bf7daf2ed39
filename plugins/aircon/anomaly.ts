// Thresholds of domain practice: yellow from +30 %, held from +50 %. No colour without three real periods.
import type { AnomalyRule, RuleCondition } from '#kit';

const enoughHistory: RuleCondition = { fact: 'historyPeriods', operator: 'greaterThanInclusive', value: 3 };
const change = (operator: string, percent: number): RuleCondition => ({ fact: 'deltaTenths', operator, value: percent * 10 });

export const anomaly: AnomalyRule[] = [
  {
    code: 'aircon.anomaly.zero',
    priority: 40,
    conditions: { all: [enoughHistory, { fact: 'consumptionZero', operator: 'equal', value: true }] },
    tone: 'muted',
    hold: false,
  },
  {
    code: 'aircon.anomaly.high',
    priority: 30,
    conditions: { all: [enoughHistory, change('greaterThanInclusive', 50)] },
    tone: 'error',
    hold: true,
  },
  {
    code: 'aircon.anomaly.raised',
    priority: 20,
    conditions: { all: [enoughHistory, change('greaterThanInclusive', 30)] },
    tone: 'warn',
    hold: false,
  },
  {
    code: 'aircon.anomaly.low',
    priority: 10,
    conditions: { all: [enoughHistory, change('lessThanInclusive', -50)] },
    tone: 'info',
    hold: false,
  },
];
