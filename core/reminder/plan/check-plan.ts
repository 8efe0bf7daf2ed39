// A plan that can be carried out: levels in order, days that go on, words that can be filled in, a way to send it.
import { z } from 'zod';
import { type Finding, Refusal } from '#kit';
import type { PlanStep } from '../reminder.contract.ts';
import { unknownWords } from './plan-words.ts';

const text = (most: number) => z.object({ vi: z.string().trim().max(most), en: z.string().trim().max(most) });
export const planStep = z.object({
  level: z.coerce.number().int().min(0).max(9),
  days: z.coerce.number().int().min(-60).max(1000),
  gapDays: z.coerce.number().int().min(0).max(365),
  channels: z.array(z.enum(['print', 'email'])).max(2),
  title: text(200),
  body: text(4000),
});

/** Throws with a finding at each field that does not fit; answers the steps in the order they are carried out. */
export function checkPlan(given: readonly PlanStep[]): PlanStep[] {
  const steps = [...given].sort((a, b) => a.level - b.level || a.days - b.days);
  const findings: Finding[] = [];
  const at = (row: number, field: string) => ({ row, field });
  const levels = steps.filter(({ level }) => level > 0);
  if (levels.length === 0) findings.push({ code: 'reminder.plan.noLevel', params: {}, at: at(0, 'level') });
  steps.forEach((step, row) => {
    const { level, days, gapDays, channels, title, body } = step;
    const before = steps[row - 1];
    if (level === 0 && days > 0) findings.push({ code: 'reminder.plan.friendlyLate', params: { days }, at: at(row, 'days') });
    if (level > 0 && days <= 0) findings.push({ code: 'reminder.plan.levelEarly', params: { level }, at: at(row, 'days') });
    if (level > 0 && level !== (before && before.level > 0 ? before.level + 1 : 1))
      findings.push({ code: 'reminder.plan.levelSkipped', params: { level }, at: at(row, 'level') });
    if (level > 1 && before && days <= before.days)
      findings.push({ code: 'reminder.plan.daysBackwards', params: { level, days, before: before.days }, at: at(row, 'days') });
    if (level > 1 && gapDays < 1) findings.push({ code: 'reminder.plan.gapMissing', params: { level }, at: at(row, 'gapDays') });
    if (channels.length === 0) findings.push({ code: 'reminder.plan.noChannel', params: { level }, at: at(row, 'channels') });
    for (const lang of ['vi', 'en'] as const) {
      if (!title[lang] || !body[lang])
        findings.push({ code: 'reminder.plan.noText', params: { level, lang }, at: at(row, `body.${lang}`) });
      for (const word of [...unknownWords(title[lang]), ...unknownWords(body[lang])])
        findings.push({ code: 'reminder.plan.unknownWord', params: { level, word }, at: at(row, `body.${lang}`) });
    }
  });
  if (findings.length > 0) throw new Refusal(findings[0]!.code, findings[0]!.params, 422, findings);
  return steps;
}
