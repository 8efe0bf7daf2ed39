// Anomalies: the plugin's rules over consumption per day against the last three real periods, by kit's rule engine.
import {
  type AnomalyRule,
  anomalyFacts,
  daysBetween,
  decimalOf,
  type Plugin,
  prepareAnomalyRules,
  type RuleSet,
  sub,
  textOf,
} from '#kit';
import { limitOf } from './anomaly-thresholds.ts';
import { consumptionOf } from './consumption.ts';
import type { Dial } from './dial.ts';
import type { Histories } from './history.ts';
import type { ReadingKind } from './metering.contract.ts';

export interface ReadingToJudge {
  dial: Dial;
  value: string;
  readOn: string;
  rollover: boolean;
  kind: ReadingKind;
  declared: string | null;
}
export interface Judgement {
  /** `limit`: percent or months the rule compares with, for its sentence. */
  anomaly: { code: string; tone: AnomalyRule['tone']; hold: boolean; limit?: number } | null;
  /** Tenths of a percent against the mean per day; null without a real period before. */
  deltaTenths: number | null;
}
const IMPLAUSIBLE = { code: 'metering.reading.implausible', tone: 'error', hold: true } as const;
const prepared = new WeakMap<readonly AnomalyRule[], RuleSet<AnomalyRule>>();
const NONE: readonly AnomalyRule[] = [];

/** One judgement per reading, in order. */
export async function judgeReadings(
  plugin: Plugin,
  readings: readonly ReadingToJudge[],
  histories: Histories,
  rules: readonly AnomalyRule[] = plugin.kind === 'meter' ? plugin.anomaly : NONE,
): Promise<Judgement[]> {
  const facts = readings.map(({ dial, value, readOn, rollover, kind, declared }) => {
    const consumption = textOf(consumptionOf(dial, { previous: dial.previous, value, rollover, declared }));
    const days = Math.max(1, daysBetween(dial.previousOn, readOn));
    return anomalyFacts({ consumption, days, estimate: kind === 'estimate' || declared !== null }, histories.get(dial.id) ?? []);
  });
  const decisions = await rulesOf(rules).decideAll(facts);
  return readings.map((reading, n) => {
    const { rule, problem } = decisions[n]!;
    if (problem) throw new Error(`anomaly rules of ${plugin.id} could not decide: ${problem.code}`);
    const deltaTenths = facts[n]!.historyPeriods === 0 ? null : facts[n]!.deltaTenths;
    if (turnsHalfTheDial(reading)) return { anomaly: IMPLAUSIBLE, deltaTenths };
    if (!rule) return { anomaly: null, deltaTenths };
    const limit = limitOf(rule);
    const anomaly = { code: codeOf(plugin, rule), tone: rule.tone, hold: rule.hold, ...(limit === null ? {} : { limit }) };
    return { anomaly, deltaTenths };
  });
}

function rulesOf(rules: readonly AnomalyRule[]): RuleSet<AnomalyRule> {
  const ready = prepared.get(rules) ?? prepareAnomalyRules(rules);
  prepared.set(rules, ready);
  return ready;
}

// A plugin names its own words bare (`high`) or whole (`electricity.high`).
function codeOf(plugin: Plugin, { code }: AnomalyRule): string {
  return code.includes('.') ? code : `${plugin.id}.${code}`;
}

// Whatever the history: half the dial in one period is a digit too many, unless someone says otherwise.
export function turnsHalfTheDial({ dial, value, rollover }: Pick<ReadingToJudge, 'dial' | 'value' | 'rollover'>): boolean {
  const turned = consumptionOf({ digits: dial.digits, multiplier: '1' }, { previous: dial.previous, value, rollover });
  return sub(decimalOf(10n ** BigInt(dial.digits)), turned) < turned;
}
