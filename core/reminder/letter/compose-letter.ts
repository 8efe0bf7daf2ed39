// What a letter to one payer says, from the plan's step and his own debts.
import { bankNameOf, canTransfer, formatVnd, type Lang, sumVnd, transferMemo, vietQrPayload } from '#kit';
import { sentence } from '#platform/i18n';
import { plugins } from '#platform/plugins';
import type { Debtor } from '../chain/chains.ts';
import { daysBetween } from '../chain/decide-step.ts';
import { fillWords } from '../plan/plan-words.ts';
import type { LetterData, PlanStep } from '../reminder.contract.ts';

export interface Sender {
  company: LetterData['company'];
  building: LetterData['building'] & { code: string };
  bank: { bin: string; account: string; accountName: string } | null;
}
const DEADLINE_DAYS = 7;
const said = (day: string): string => day.split('-').reverse().join('/');

export function composeLetter(
  sender: Sender,
  debtor: Debtor,
  step: PlanStep,
  given: { reference: string; today: string; lang: Lang; previousOn: string | null },
): { letter: LetterData; itemIds: number[] } {
  const { today, lang, reference, previousOn } = given;
  const items = debtor.items.filter(({ dueOn }) => step.level === 0 || dueOn < today);
  const total = sumVnd(items.map(({ open }) => open));
  const oldest = items.map(({ dueOn }) => dueOn).sort()[0]!;
  const deadline = new Date(Date.parse(today) + DEADLINE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const values = {
    ...{ customer: debtor.customer, unit: debtor.unit, building: sender.building.name, company: sender.company.name },
    ...{ total: formatVnd(total, lang), oldest: said(oldest), late: String(Math.max(0, daysBetween(oldest, today))) },
    ...{ previous: previousOn ? said(previousOn) : '–', deadline: said(step.level === 0 ? oldest : deadline) },
  };
  const memo = transferMemo({
    building: sender.building.code,
    unit: debtor.unit,
    period: items
      .map(({ period }) => period)
      .sort()
      .at(-1)!,
  });
  const { bank } = sender;
  const letter: LetterData = {
    ...{ reference, company: sender.company, unit: debtor.unit, onDate: today, level: step.level, total },
    building: { name: sender.building.name, address: sender.building.address },
    customer: { code: debtor.code, name: debtor.customer },
    title: fillWords(step.title[lang], values),
    paragraphs: fillWords(step.body[lang], values)
      .split(/\n+/)
      .map((line) => line.trim())
      .filter(Boolean),
    lines: items.map(({ service, period, dueOn, open }) => ({
      ...{ service: serviceName(service, lang), period, dueOn, daysLate: Math.max(0, daysBetween(dueOn, today)), amount: open },
    })),
    bank: bank ? { ...bank, bankName: bankNameOf(bank.bin) ?? null } : null,
    memo,
    qr: bank
      ? vietQrPayload({
          bin: bank.bin,
          account: bank.account,
          ...(canTransfer(total) ? { amount: total } : {}),
          ...(memo ? { memo } : {}),
        })
      : null,
  };
  return { letter, itemIds: items.map(({ id }) => id) };
}

function serviceName(service: string, lang: Lang): string {
  if (service === 'late-interest') return sentence(lang, { code: 'reminder.service.lateInterest', params: {} });
  return plugins.list().find(({ id }) => id === service)?.name[lang] ?? service;
}
