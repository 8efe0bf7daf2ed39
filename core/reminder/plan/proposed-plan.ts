// A plan to begin with: a friendly word before the due day, then three levels. Its texts are ours to change.
import { languages, sentence } from '#platform/i18n';
import type { PlanStep } from '../reminder.contract.ts';

const STEPS = [
  { key: 'before', level: 0, days: -3, gapDays: 0, channels: ['email'] },
  { key: 'first', level: 1, days: 1, gapDays: 0, channels: ['email', 'print'] },
  { key: 'second', level: 2, days: 7, gapDays: 5, channels: ['email', 'print'] },
  { key: 'third', level: 3, days: 15, gapDays: 7, channels: ['email', 'print'] },
] as const;

export const proposedPlan = (): PlanStep[] =>
  STEPS.map(({ key, level, days, gapDays, channels }) => {
    const say = (what: 'title' | 'body') =>
      Object.fromEntries(
        languages.map((lang) => [lang, sentence(lang, { code: `reminder.proposal.${key}.${what}`, params: {} })]),
      ) as PlanStep['title'];
    return { level, days, gapDays, channels: [...channels], title: say('title'), body: say('body') };
  });
