// Service `reminder`: dunning plans, whose turn it is, letters on paper and by e-mail, and the trace of all of it.
import { z } from 'zod';
import { Refusal } from '#kit';
import { today } from '#platform/clock';
import type { Ctx } from '#platform/context';
import { withSentences } from '#platform/i18n';
import { day, id, listQuery } from '#platform/params';
import { pdfText } from '#platform/pdf/pdf-text';
import { inScope } from '#platform/scope';
import { action, defineService } from '#platform/service';
import { dryRun } from './chain/dry-run.ts';
import { pauseDunning, resumeDunning } from './chain/pauses.ts';
import { listDeliveries } from './delivery/list-deliveries.ts';
import { mailSender } from './delivery/mailer.ts';
import { makeRun } from './delivery/make-run.ts';
import { printLetters } from './delivery/print-letters.ts';
import { resolveDeliveries } from './delivery/resolve-deliveries.ts';
import { sendEmails } from './delivery/send-emails.ts';
import { checkLetter } from './letter/check-letter.ts';
import { letterFacts, storedLetter } from './letter/letter-facts.ts';
import { renderLetters } from './letter/render-letters.ts';
import { checkPlan, planStep } from './plan/check-plan.ts';
import { addPlan, planOn, plansAfter } from './plan/plan-repository.ts';
import { proposedPlan } from './plan/proposed-plan.ts';

const permission = 'reminders.send';
const reason = z.string().trim().min(3, 'ledger.reason.missing').max(300);
const lang = z.enum(['vi', 'en']).optional();
const debtor = z.object({ unitId: id, customerId: id });
const states = z.enum(['queued', 'sending', 'sent', 'failed', 'uncertain', 'refused', 'cancelled']);

export default defineService({
  name: 'reminder',
  actions: {
    getPlan: action({
      ...{
        rest: 'GET /buildings/:buildingId/reminder-plan',
        permission: null,
        summary: 'The plan in force, later ones, and one to begin with',
      },
      params: z.object({ buildingId: id }),
      handler: (ctx) =>
        inScope(ctx, async (trx) => ({
          plan: await planOn(trx, ctx.params.buildingId, today()),
          later: await plansAfter(trx, ctx.params.buildingId, today()),
          ...{ proposal: proposedPlan(), mail: { ready: mailSender() !== null, from: mailSender() } },
        })),
    }),
    savePlan: action({
      ...{ rest: 'POST /buildings/:buildingId/reminder-plan', permission: 'reminders.plan', summary: 'A plan from a day on' },
      params: z.object({
        ...{ buildingId: id, validFrom: day, minAmount: z.coerce.number().int().min(0).max(1_000_000_000).default(0) },
        steps: z.array(planStep).min(1).max(20),
      }),
      handler: (ctx) =>
        inScope(ctx, async (trx) => {
          const { buildingId, validFrom, minAmount } = ctx.params;
          if (validFrom < today()) throw new Refusal('reminder.plan.past', { day: validFrom });
          const steps = checkPlan(ctx.params.steps);
          await addPlan(trx, ctx.meta.user!.id, { buildingId, validFrom, minAmount, steps });
          return (await planOn(trx, buildingId, validFrom))!;
        }),
    }),
    dryRun: action({
      ...{
        rest: 'GET /buildings/:buildingId/reminders/due',
        permission,
        summary: 'Who would get what today and why, or why not',
      },
      params: z.object({ buildingId: id }),
      handler: (ctx) => dryRun(ctx, ctx.params.buildingId),
    }),
    run: action({
      ...{ rest: 'POST /reminders/run', permission, summary: 'Makes the letters whose turn it is', timeoutMs: 120_000 },
      params: z.object({ buildingId: id, only: z.array(debtor).min(1).max(5000).optional(), lang }),
      handler: (ctx) => makeRun(ctx, ctx.params),
    }),
    send: action({
      ...{ rest: 'POST /reminders/send', permission, summary: 'Sends what waits by e-mail', timeoutMs: 600_000 },
      params: z.object({ buildingId: id, deliveryIds: z.array(id).min(1).max(2000).optional() }),
      handler: async (ctx) => {
        if (mailSender() === null) throw new Refusal('reminder.mail.notSet', {}, 409);
        const rows = await sendEmails(ctx, { buildingId: ctx.params.buildingId, ids: ctx.params.deliveryIds });
        return { rows, sent: rows.filter(({ state }) => state === 'sent').length };
      },
    }),
    resolve: action({
      ...{ rest: 'POST /reminders/resolve', permission, summary: 'What became of letters the outbox knows nothing about' },
      params: z.object({
        ...{ buildingId: id, deliveryIds: z.array(id).min(1).max(2000), outcome: z.enum(['sent', 'notSent', 'cancelled']) },
        reason: z.string().trim().max(300).optional(),
      }),
      handler: (ctx) => resolveDeliveries(ctx, ctx.params),
    }),
    list: action({
      ...{ rest: 'GET /reminders', permission, summary: 'Letters with everything that happened to them' },
      params: z.object({
        ...{ buildingId: id, runId: id.optional(), state: states.optional() },
        ...{ page: listQuery.page, pageSize: listQuery.pageSize },
      }),
      handler: (ctx) => inScope(ctx, (trx) => listDeliveries(trx, ctx.params)),
    }),
    printLetters: action({
      ...{ rest: 'GET /buildings/:buildingId/reminders/letters.pdf', permission, summary: 'Letters to hand over, one file' },
      timeoutMs: 180_000,
      params: z.object({ buildingId: id, runId: id.optional(), from: id.optional(), to: id.optional(), lang }),
      handler: async (ctx) => answerPdf(ctx, (await printLetters(ctx, ctx.params)).pdf, 'nhac-no.pdf'),
    }),
    getLetter: action({
      ...{ rest: 'GET /reminders/:reminderId/letter.pdf', permission, summary: 'One letter as it was made' },
      params: z.object({ reminderId: id }),
      handler: async (ctx) => {
        const { content, lang: of } = await inScope(ctx, (trx) => storedLetter(trx, ctx.params.reminderId));
        return answerPdf(ctx, Buffer.from(await renderLetters([content], of)), `${content.reference}.pdf`);
      },
    }),
    pause: action({
      ...{ rest: 'POST /reminders/pauses', permission, summary: 'No letters while a dispute or a promise stands' },
      params: z.object({ buildingId: id, ...debtor.shape, kind: z.enum(['dispute', 'promise']), until: day.optional(), reason }),
      handler: (ctx) => inScope(ctx, (trx) => pauseDunning(trx, ctx.meta.user!.id, ctx.params)),
    }),
    resume: action({
      ...{ rest: 'POST /reminders/pauses/:pauseId/end', permission, summary: 'Letters go on' },
      params: z.object({ buildingId: id, pauseId: id, reason }),
      handler: (ctx) => inScope(ctx, (trx) => resumeDunning(trx, ctx.meta.user!.id, ctx.params)),
    }),
    checkLetter: action({
      ...{ rest: 'GET /reminders/:reminderId/check', permission, summary: 'Whether a letter speaks of its recipient only' },
      params: z.object({ reminderId: id }),
      handler: async (ctx) => {
        const letter = await inScope(ctx, (trx) => storedLetter(trx, ctx.params.reminderId));
        const { facts } = (await letterFacts(ctx, letter.buildingId, [letter])).get(letter.id)!;
        const pdf = await renderLetters([letter.content], letter.lang);
        const findings = checkLetter(pdfText(pdf), letter.content.qr, { ...facts, total: letter.amount }, letter.lang);
        return { findings: withSentences(ctx.meta.lang ?? 'vi', findings) };
      },
    }),
  },
});

function answerPdf(ctx: Ctx, pdf: Buffer, name: string): Buffer {
  ctx.meta.$responseType = 'application/pdf';
  ctx.meta.$responseHeaders = { 'Content-Disposition': `inline; filename="${name}"` };
  return pdf;
}
