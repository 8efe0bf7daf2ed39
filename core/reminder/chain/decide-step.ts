// Whose turn it is: one payer at one unit, his debts, what was sent about them, the plan and the day → a step or a reason. Pure.
import { type DayText, type Params, sumVnd, type Vnd } from '#kit';
import type { PlanStep } from '../reminder.contract.ts';

export interface Debt {
  itemId: number;
  dueOn: DayText;
  open: Vnd;
}
export interface Letter {
  level: number;
  step: number;
  itemIds: readonly number[];
  /** sent: someone has it; waiting: made, not (surely) sent yet; dropped: nobody gets it. */
  state: 'sent' | 'waiting' | 'dropped';
  /** The day it was sent; null while it waits. */
  sentOn: DayText | null;
}
export interface Pause {
  kind: 'dispute' | 'promise';
  until: DayText | null;
  reason: string;
}
export interface Chain {
  debts: readonly Debt[];
  letters: readonly Letter[];
  pause: Pause | null;
}
export interface Decision {
  /** Index of the plan's step; null where none is near. */
  step: number | null;
  send: boolean;
  why: { code: string; params: Params };
  last: { level: number; on: DayText | null } | null;
}
const DAY_MS = 86_400_000;
export const daysBetween = (from: DayText, to: DayText): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
const dayAfter = (day: DayText, days: number): DayText => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

export function decideStep(steps: readonly PlanStep[], minAmount: Vnd, chain: Chain, today: DayText): Decision {
  const overdue = chain.debts.filter(({ dueOn }) => dueOn < today);
  const running = runningLetters(chain, overdue);
  const last = lastOf(running);
  const answer = (step: number | null, send: boolean, code: string, params: Params = {}): Decision => ({
    ...{ step: step !== null && step >= 0 ? step : null, send, why: { code: `reminder.why.${code}`, params }, last },
  });
  if (chain.pause && (chain.pause.until === null || chain.pause.until >= today)) {
    const { kind, until, reason } = chain.pause;
    return answer(null, false, until === null ? `${kind}Open` : kind, { until, reason });
  }
  if (overdue.length === 0) return before(steps, minAmount, chain, today, answer);
  if (sumVnd(overdue.map(({ open }) => open)) < minAmount) return answer(null, false, 'small', { amount: minAmount });
  const waiting = running.find(({ state }) => state === 'waiting');
  if (waiting) return answer(waiting.step, false, 'waiting', { level: waiting.level });
  const level = (last?.level ?? 0) + 1;
  const at = steps.findIndex((step) => step.level === level);
  if (at < 0) return last ? answer(null, false, 'allSent', { level: last.level }) : answer(null, false, 'noStep');
  const { days, gapDays } = steps[at]!;
  const oldest = overdue.map(({ dueOn }) => dueOn).sort()[0]!;
  const fromDue = dayAfter(oldest, days);
  if (fromDue > today) return answer(at, false, 'notYet', { level, day: fromDue });
  const fromLast = last?.on ? dayAfter(last.on, gapDays) : null;
  if (fromLast !== null && fromLast > today)
    return answer(at, false, 'gap', { level, before: level - 1, days: gapDays, day: fromLast });
  return answer(at, true, level === 1 ? 'first' : 'next', { level, late: daysBetween(oldest, today), before: level - 1 });
}

/** Letters about a debt that is still overdue. Once everything a letter asked for is paid, its chain is over. */
function runningLetters({ letters }: Chain, overdue: readonly Debt[]): Letter[] {
  const open = new Set(overdue.map(({ itemId }) => itemId));
  return letters.filter(({ level, itemIds, state }) => level > 0 && state !== 'dropped' && itemIds.some((id) => open.has(id)));
}

function lastOf(running: readonly Letter[]): Decision['last'] {
  const sent = running.filter(({ state }) => state === 'sent');
  if (sent.length === 0) return null;
  const level = Math.max(...sent.map((letter) => letter.level));
  const days = sent.filter((letter) => letter.level === level).map(({ sentOn }) => sentOn ?? '');
  return { level, on: days.sort().at(-1) || null };
}

/** Steps of level 0: the latest one whose day has come, once for each due day. */
function before(
  steps: readonly PlanStep[],
  minAmount: Vnd,
  { debts, letters }: Chain,
  today: DayText,
  answer: (step: number | null, send: boolean, code: string, params?: Params) => Decision,
): Decision {
  const next = debts.map(({ dueOn }) => dueOn).sort()[0];
  if (next === undefined) return answer(null, false, 'nothing');
  const due = debts.filter(({ dueOn }) => dueOn === next);
  if (sumVnd(due.map(({ open }) => open)) < minAmount) return answer(null, false, 'small', { amount: minAmount });
  const friendly = steps.flatMap((step, index) => (step.level === 0 ? [{ index, from: dayAfter(next, step.days) }] : []));
  const now = friendly.filter(({ from }) => from <= today).at(-1);
  if (!now) return answer(friendly[0]?.index ?? null, false, 'notDue', { day: next });
  const about = new Set(due.map(({ itemId }) => itemId));
  const told = letters.some(
    ({ level, step, itemIds, state }) =>
      level === 0 && step >= now.index && state !== 'dropped' && itemIds.some((id) => about.has(id)),
  );
  return told ? answer(now.index, false, 'told', { day: next }) : answer(now.index, true, 'friendly', { day: next });
}
