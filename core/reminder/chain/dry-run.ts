// Who would get what today and why, or why not: the same decision the run makes, without its letters.
import { sumVnd } from '#kit';
import type { ResultOf } from '#platform/actions';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { sentence } from '#platform/i18n';
import { unitOfWork } from '#platform/scope';
import { channelsFor } from '../delivery/make-run.ts';
import { planOn } from '../plan/plan-repository.ts';
import type { DunningRow } from '../reminder.contract.ts';
import { chainsOf } from './chains.ts';
import { daysBetween, decideStep } from './decide-step.ts';

export function dryRun(ctx: Ctx, buildingId: number): Promise<ResultOf<'reminder.dryRun'>> {
  const day = today();
  const lang = ctx.meta.lang ?? 'vi';
  return unitOfWork(ctx, async (trx, unit) => {
    const plan = await planOn(trx, buildingId, day);
    const rows = (await chainsOf(ctx, trx, unit, buildingId)).map((debtor): DunningRow => {
      const decision = plan && decideStep(plan.steps, plan.minAmount, debtor, day);
      const overdue = debtor.items.filter(({ dueOn }) => dueOn < day);
      const oldestDueOn = debtor.items[0]!.dueOn;
      const step = decision && decision.step !== null ? plan.steps[decision.step]! : null;
      const { unitId, unit: code, customerId, customer, email, paused } = debtor;
      return {
        ...{ unitId, unit: code, customerId, customer, email, pause: paused, oldestDueOn },
        ...{ overdue: sumVnd(overdue.map(({ open }) => open)), open: sumVnd(debtor.items.map(({ open }) => open)) },
        daysLate: Math.max(0, daysBetween(oldestDueOn, day)),
        ...{ lastLevel: decision?.last?.level ?? null, lastOn: decision?.last?.on ?? null },
        ...{ level: step?.level ?? null, channels: step ? channelsFor(step, email) : [], send: decision?.send ?? false },
        why: sentence(lang, decision?.why ?? { code: 'reminder.plan.none', params: {} }),
      };
    });
    const due = rows.filter(({ send }) => send);
    return { rows, total: rows.length, toSend: due.length, amount: sumVnd(due.map(({ overdue, open }) => overdue || open)) };
  });
}
